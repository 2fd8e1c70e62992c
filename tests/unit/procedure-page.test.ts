import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agencyNames, shownAgency, whereAnswer } from '#procedures/model/agency-name.ts';
import { feeAnswer } from '#procedures/model/answers.ts';
import { codeIn } from '#procedures/model/code-reading.ts';
import { ageOf, isOldDecision } from '#procedures/model/decision-age.ts';
import { flagsOf } from '#procedures/model/flags.ts';
import { governmentService } from '#procedures/model/government-service.ts';
import { partsOf } from '#procedures/model/history.ts';
import { factsOf } from '#procedures/model/procedure.ts';
import type { NationalRecord } from '#procedures/model/record.ts';
import { scriptJson } from '#ui/script-json.ts';
import { procedureOf } from '../support/catalogue.ts';
import { method, nationalRecord } from '../support/records.ts';

const names = agencyNames({
  names: [
    { today: 'UBND xã, phường', source: ['Ủy ban nhân dân cấp xã', 'Ủy ban nhân dân xã, phường, thị trấn'] },
    { today: 'Sở Tư pháp', source: ['Sở Tư pháp'] },
  ],
});

describe('an agency of a national record', () => {
  test('is called by its name of today, however the source writes it', () => {
    for (const source of ['UBND cấp xã', 'Uỷ ban Nhân dân cấp  xã.', 'ỦY BAN NHÂN DÂN CẤP XÃ', 'Ủy ban nhân dân cấp xã'.normalize('NFD')])
      expect(shownAgency(source, names)).toEqual({ name: 'UBND xã, phường', source, former: false, elsewhere: false });
    expect(shownAgency('Sở Tư Pháp', names).name).toBe('Sở Tư pháp');
  });

  test('keeps the name of the source where none of today is known', () => {
    expect(shownAgency('Cơ quan lạ', names)).toMatchObject({ name: 'Cơ quan lạ', former: false });
  });

  test('of the former level is marked, with the name of today', () => {
    expect(shownAgency('Ủy ban Nhân dân xã, phường, thị trấn.', names)).toMatchObject({ name: 'UBND xã, phường', former: true });
    expect(shownAgency('Công an huyện', names)).toMatchObject({ name: 'Công an huyện', former: true });
  });

  test('of another province is no place to go to, and gets no name of ours', () => {
    expect(
      whereAnswer(['UBND cấp xã - tỉnh Quảng Trị', 'Sở An toàn thực phẩm - TP.HCM', 'Sở Tư pháp'], names).map(({ name }) => name),
    ).toEqual(['Sở Tư pháp']);
  });

  test('is listed once, without a remark on its former name where the source knows the new one too', () => {
    const where = whereAnswer(['Ủy ban Nhân dân xã, phường, thị trấn', 'Ủy ban nhân dân cấp xã'], names);
    expect(where).toEqual([{ name: 'UBND xã, phường', source: 'Ủy ban nhân dân cấp xã', former: false, elsewhere: false }]);
  });
});

describe('the code in an old link', () => {
  test.each([
    '1.004194',
    ' 1.004194 ',
    '1004194',
    '1 004194',
    '1.004194.H26',
    '1.004194.000.00.00.H26',
    '1.004194.01',
    '1.004194.h26.01',
    '１.００４１９４',
  ])('%j is 1.004194', (given) => {
    expect(codeIn(given)).toBe('1.004194');
  });

  test.each(['', '1.00419', '1.0041944', '10.04194', 'x1.004194', '1.004194/..', '1.004194.', '1.004194.000.00.00.H26.000.000.00', '\0'])(
    '%j is none',
    (given) => {
      expect(codeIn(given)).toBeNull();
    },
  );

  test('reads a code as itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]\.[0-9]{6}$/), fc.constantFrom('', '.H26', '.000.00.00.H26', '.01'), (code, tail) => {
        expect(codeIn(code + tail)).toBe(code);
        expect(codeIn(code.replace('.', ''))).toBe(code);
      }),
    );
  });
});

describe('the age of a decision', () => {
  test.each([
    ['2024-11-22', 'procedures.age.years', 2],
    ['2024-11-23', 'procedures.age.years', 1],
    ['2025-11-23', 'procedures.age.months', 11],
    ['2026-10-22', 'procedures.age.months', 1],
    ['2026-10-23', 'procedures.age.days', 30],
    ['2026-11-22', 'procedures.age.days', 0],
  ])('of %s is said as %s %i', (day, key, n) => {
    expect(ageOf(day, '2026-11-22')).toEqual({ key, values: { n } });
  });

  test('is not said of a day to come', () => {
    expect(ageOf('2026-11-23', '2026-11-22')).toBeNull();
  });

  test('is old after five years', () => {
    expect(isOldDecision('2021-11-22', '2026-11-22')).toBe(true);
    expect(isOldDecision('2021-11-24', '2026-11-22')).toBe(false);
  });
});

test('a time in words needs no unit: it is not marked as lacking one', () => {
  const kinds = (value: string) =>
    flagsOf(nationalRecord({ methods: [method({ time: { value, unit: 'khác' } })] }), '2020-01-01').map(({ kind }) => kind);
  expect(kinds('Không quy định')).toEqual([]);
  expect(kinds('1')).toEqual(['time-without-unit']);
});

test('parts of a change that have no words of their own are told of as others', () => {
  expect(partsOf(['cases', 'steps', 'wholly-new'])).toEqual({ parts: ['steps', 'cases'], others: true });
  expect(partsOf([])).toEqual({ parts: [], others: false });
});

describe('the description for search engines', () => {
  const described = (change: Partial<NationalRecord>) => {
    const procedure = procedureOf(nationalRecord(change));
    return governmentService(procedure, {
      url: 'https://cchc.example.vn/thu-tuc/9.000001',
      nationalPortal: 'https://dichvucong.gov.vn',
      facts: factsOf(procedure),
      where: whereAnswer(procedure.listing.executing ?? [], names),
      fee: feeAnswer(procedure.record?.methods ?? []),
    });
  };
  const priced = (amounts: readonly (number | null)[]) => ({
    methods: [method({ fees: amounts.map((amount) => ({ type: 'phí' as const, amount, note: '', attachment: '' })) })],
  });

  test('says what is sure', () => {
    expect(described({ methods: [method({ channel: 'trực tuyến', time: { value: '15', unit: 'ngày' } }), method()] })).toEqual({
      '@context': 'https://schema.org',
      '@type': 'GovernmentService',
      name: 'Xác nhận mẫu để kiểm thử',
      identifier: '9.000001',
      serviceType: 'Lĩnh vực thử',
      provider: [{ '@type': 'GovernmentOrganization', name: 'UBND xã, phường' }],
      areaServed: { '@type': 'AdministrativeArea', name: 'Hà Nội' },
      audience: [{ '@type': 'Audience', audienceType: 'Công dân Việt Nam' }],
      availableChannel: [
        { '@type': 'ServiceChannel', name: 'Trực tuyến', serviceUrl: 'https://dichvucong.gov.vn', processingTime: 'P15D' },
        { '@type': 'ServiceChannel', name: 'Trực tiếp' },
      ],
      url: 'https://cchc.example.vn/thu-tuc/9.000001',
      inLanguage: 'vi',
    });
  });

  test('names a price only where there is one, and nothing speaks against it', () => {
    expect(described(priced([50_000]))).toMatchObject({ offers: { price: '50000', priceCurrency: 'VND' } });
    for (const amounts of [[0], [45], [50_000, 0], [50_000, 70_000], [null], []])
      expect(described(priced(amounts))).not.toHaveProperty('offers');
  });

  test('can stand within a script whatever its texts are, and is read as it was', () => {
    const hostile = fc
      .array(fc.constantFrom('</script>', '<!--', '<script', ']]>', '&', '\u2028', 'chữ', '"', '\\'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'grapheme' })), (text) => {
        const written = scriptJson({ text });
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(written)).toEqual({ text });
      }),
    );
  });
});
