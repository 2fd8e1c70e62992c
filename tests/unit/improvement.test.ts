import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImprovementDraft, readDraft, readText, textLimits } from '#par-index/model/improvement.ts';
import {
  chooseImprovements,
  type ImprovementChoice,
  type ImprovementKey,
  improvementParameters,
  procedureField,
  readImprovementChoice,
} from '#par-index/model/improvement-choice.ts';
import { hasPersonalData } from '#platform/model/personal-data.ts';
import { vietnameseText, vietnameseWord } from './examples.ts';

const day = '2026-11-22';
const draft: ImprovementDraft = {
  agency: '00004',
  instrument: 'HN-WARD-9-2026',
  factor: '3',
  procedure: null,
  said: 'Sáng thứ hai chờ lâu, không biết còn bao nhiêu người.',
  done_text: 'Mở thêm một quầy vào sáng thứ hai.',
  done_on: '2026-11-12',
  evidence_url: null,
};
const refusal = (change: Partial<ImprovementDraft>) => {
  const read = readDraft({ ...draft, ...change }, day);
  return read.kind === 'refused' ? read.message : null;
};

describe('the texts of an entry', () => {
  const parts = Object.entries(textLimits) as [keyof typeof textLimits, (typeof textLimits)[keyof typeof textLimits]][];

  test.each(parts)('%s is taken from its shortest to its longest length, and not one letter beyond', (part, [shortest, longest]) => {
    const kindOf = (n: number) => readText(part, 'ă'.normalize('NFD').repeat(n)).kind;
    expect([shortest - 1, shortest, longest, longest + 1].map(kindOf)).toEqual(['refused', 'text', 'text', 'refused']);
  });

  test('blanks and empty lines make no text longer', () => {
    expect(readText('said', `  a${' '.repeat(30)}b${'\n \n'.repeat(10)}c `)).toMatchObject({
      kind: 'refused',
      message: { key: 'par-index.improvements.refused.length', values: { n: 5 } },
    });
    expect(readText('done_text', 'Mở thêm một quầy.\r\n\r\n\tLắp bảng  báo số. ')).toEqual({
      kind: 'text',
      text: 'Mở thêm một quầy.\nLắp bảng báo số.',
    });
  });

  test.each([
    'Gọi 0912 345 678 để được giúp',
    'Hỏi bà Lan, lan@example.vn, ở quầy',
    'CCCD 0010 9901 2345 của tôi',
    'Hẹn ngày 01-02-2026 mà chưa xong',
  ])('personal data is refused, never covered: %s', (text) => {
    for (const part of ['said', 'done_text', 'reason'] as const)
      expect(readText(part, text)).toEqual({
        kind: 'refused',
        message: { key: 'par-index.improvements.refused.personal', values: { part } },
      });
  });

  test('a day written with slashes, the code of a procedure and a round sum of money are nobody’s data', () => {
    expect(readText('said', 'Từ 20/11/2026 thủ tục 1.001193 thu 15.000.000 đồng').kind).toBe('text');
  });

  test('figures that stand apart only by blanks are seen together', () => {
    expect(readText('said', `Gọi số này giúp tôi 0912${' '.repeat(9)}345678 nhé`)).toMatchObject({
      message: { key: 'par-index.improvements.refused.personal' },
    });
  });

  test('whatever is typed, a stored text is within its limits, holds no personal data and reads the same again', () => {
    const typed = fc
      .array(fc.oneof(vietnameseWord, vietnameseText, fc.string(), fc.constantFrom('\n\n', '\t', '   ', '\u200B', '0912 345 678')), {
        maxLength: 30,
      })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.constantFrom(...parts), typed, ([part, [shortest, longest]], text) => {
        const read = readText(part, text);
        if (read.kind === 'refused') return;
        expect(read.text.length).toBeGreaterThanOrEqual(shortest);
        expect(read.text.length).toBeLessThanOrEqual(longest);
        expect(read.text).toBe(read.text.normalize('NFC').trim());
        expect(read.text).not.toMatch(/\n\n| {2}/);
        expect(hasPersonalData(read.text)).toBe(false);
        expect(readText(part, read.text)).toEqual(read);
      }),
    );
  });
});

describe('an entry', () => {
  test('is about a factor or about a procedure, never both, neither or half of one', () => {
    const about = { key: 'par-index.improvements.refused.about' };
    expect(refusal({})).toBeNull();
    expect(refusal({ instrument: null, factor: null, procedure: '1.001193' })).toBeNull();
    expect(refusal({ procedure: '1.001193' })).toEqual(about);
    expect(refusal({ instrument: null, factor: null })).toEqual(about);
    expect(refusal({ instrument: null })).toEqual(about);
    expect(refusal({ factor: null })).toEqual(about);
    expect(refusal({ factor: null, procedure: '1.001193' })).toEqual(about);
  });

  test('was done on a day that there is, today at the latest', () => {
    expect(refusal({ done_on: day })).toBeNull();
    expect(refusal({ done_on: '2026-11-23' })).toEqual({
      key: 'par-index.improvements.refused.future',
      values: { day: { date: '2026-11-23' } },
    });
    for (const wrong of ['2026-02-30', '20/11/2026', '2026-11', ''])
      expect(refusal({ done_on: wrong })?.key, wrong).toBe('par-index.improvements.refused.day');
  });

  test('links to its evidence by https alone', () => {
    expect(refusal({ evidence_url: 'https://hanoi.gov.vn/tin?id=123456789' })).toBeNull();
    for (const wrong of [
      'http://hanoi.gov.vn/',
      'javascript:alert(1)',
      'hanoi.gov.vn',
      'https://',
      'https://lan:mat-khau@hanoi.gov.vn/',
      'https://127.0.0.1/',
      `https://hanoi.gov.vn/${'a'.repeat(500)}`,
    ])
      expect(refusal({ evidence_url: wrong })?.key, wrong).toBe('par-index.improvements.refused.evidence');
  });
});

describe('the list of entries', () => {
  const entries = fc.array(
    fc
      .tuple(fc.constantFrom('00004', '00008', 'SXD'), fc.constantFrom('I.A', 'II.1', 'II.2', null))
      .map(([agency, factor]) => ({ agency, factor })),
    { maxLength: 30 },
  );
  const keysOf = (given: readonly { agency: string; factor: string | null }[]): readonly ImprovementKey[] =>
    given.map(({ agency, factor }, id) => ({
      id,
      agency,
      factor,
      instrument: factor === null ? null : 'SIPAS-G2-2023-2',
      procedure: factor === null ? `1.00000${id % 3}` : null,
    }));
  const fieldOf = ({ factor }: ImprovementKey) => factor?.split('.')[0] ?? procedureField;
  const choices: fc.Arbitrary<ImprovementChoice> = fc.record({
    agency: fc.constantFrom(null, '00004', 'SXD', 'khong-co'),
    field: fc.constantFrom(null, 'I', 'II', procedureField),
    procedure: fc.constantFrom(null, '1.000001'),
  });

  test('every choice offered lists as many entries as it says, in the order of all', () => {
    fc.assert(
      fc.property(entries, choices, (given, choice) => {
        const keys = keysOf(given);
        const { listed, counts } = chooseImprovements(keys, choice, fieldOf);
        expect(listed.map(({ id }) => id)).toEqual(listed.map(({ id }) => id).toSorted((a, b) => a - b));
        for (const part of ['agency', 'field'] as const)
          for (const [value, n] of counts[part]) {
            expect(n).toBeGreaterThan(0);
            expect(chooseImprovements(keys, { ...choice, [part]: value }, fieldOf).listed).toHaveLength(n);
          }
        const without = chooseImprovements(keys, { ...choice, agency: null }, fieldOf);
        expect([...without.counts.agency.values()].reduce((a, b) => a + b, 0)).toBe(without.listed.length);
      }),
    );
  });

  test('the address of a choice makes that choice again', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const given = Object.entries(improvementParameters(choice)).filter((one): one is [string, string] => one[1] !== null);
        expect(readImprovementChoice(new URLSearchParams(given))).toEqual(choice);
      }),
    );
  });
});
