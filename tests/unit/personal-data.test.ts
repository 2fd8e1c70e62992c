import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasPersonalData, maskPersonalData } from '#platform/model/personal-data.ts';

const digits = (n: number) => fc.array(fc.constantFrom(...'0123456789'), { minLength: n, maxLength: n }).map((all) => all.join(''));
const telephone = fc.oneof(
  fc.tuple(fc.constantFrom('03', '05', '07', '08', '09'), digits(8)).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('024', '028'), digits(8)).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('+84', '84', '0084'), fc.constantFrom('3', '9', '24'), digits(8)).map((parts) => parts.join('')),
);
const identity = fc.oneof(
  digits(9),
  digits(12).map((all) => `0${all.slice(1)}`),
);

/** A number as people write it: in groups, with blanks, dots, hyphens or brackets between some of its figures. */
const written = (numbers: fc.Arbitrary<string>) =>
  fc
    .tuple(numbers, fc.array(fc.constantFrom('', '', '', ' ', '.', '-', ' - ', '. ', ') ', '\u00A0', '\u200B', '·'), { minLength: 16 }))
    .map(([number, breaks]) =>
      [...number].map((figure, i) => (i === 0 ? figure : `${figure === '+' ? '' : breaks[i % breaks.length]}${figure}`)).join(''),
    );

const name = fc.array(fc.constantFrom(...'abcxyzhn0189_'), { minLength: 1, maxLength: 10 }).map((all) => all.join(''));
const email = fc
  .tuple(name, fc.constantFrom('@', ' @ ', '@ ', ' @', '＠'), name, fc.constantFrom('.vn', '.com.vn', ' . com', '.gov.vn', ''))
  .map((parts) => parts.join(''));

const words = fc
  .array(fc.constantFrom('Tôi', 'gọi', 'số', 'mãi', 'không', 'ai', 'nghe,', 'hồ sơ', 'trễ', '5 ngày', '(xem', 'lại).', 'ward'), {
    maxLength: 8,
  })
  .map((all) => all.join(' '));

/** What is left of a text when the covering itself is taken out. */
const left = (text: string) => maskPersonalData(text).replaceAll('[đã che]', '');

describe('what people write in their own words', () => {
  test('no telephone or identity number stays, however it is written and wherever it stands', () => {
    fc.assert(
      fc.property(words, written(fc.oneof(telephone, identity)), words, (before, number, after) => {
        const text = `${before} ${number} ${after}`;
        expect(left(text).replace(/5 ngày/g, '')).not.toMatch(/\d/);
        expect(hasPersonalData(text)).toBe(true);
      }),
    );
  });

  test('no e-mail address stays, with blanks or without', () => {
    fc.assert(
      fc.property(words, email, words, (before, address, after) => {
        const kept = left(`${before} ${address} ${after}`);
        expect(kept).not.toMatch(/[@＠]/);
        expect(kept).not.toContain(address.split(/\s*[@＠]/)[0]?.padEnd(6, '\u0000'));
      }),
    );
  });

  test('covering twice covers no more, and the result is trimmed NFC', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.tuple(words, written(telephone), email).map((all) => all.join(' ')),
        ),
        (text) => {
          const once = maskPersonalData(text);
          expect(maskPersonalData(once)).toBe(once);
          expect(once).toBe(once.normalize('NFC').trim());
        },
      ),
    );
  });

  test('what holds no long number and no @ stays as it was written', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(maskPersonalData(text)).toBe(text.trim());
      }),
    );
  });

  test.each([
    ['Gọi 0912.345.678 không ai nghe', 'Gọi [đã che] không ai nghe'],
    ['SĐT: (+84) 24 3825 3825.', 'SĐT: ([đã che].'],
    ['CCCD 001 099 012 345, CMND 012345678', 'CCCD [đã che], CMND [đã che]'],
    ['Hộ chiếu C1234567 của tôi', 'Hộ chiếu [đã che] của tôi'],
    ['thư lan.nguyen @ gmail . com nhé', 'thư [đã che] nhé'],
    ['lan@hanoi.gov.vn. Cảm ơn', '[đã che]. Cảm ơn'],
    ['0912345678 9a@b.vn', '[đã che] [đã che]'],
    ['mã hồ sơ H26.103-260611-0001', 'mã hồ sơ H[đã che]'],
    ['0９12 ３45 678', '[đã che]'],
    ['số 0912\u200B345\u200B678', 'số [đã che]'],
  ])('%j becomes %j', (text, covered) => {
    expect(maskPersonalData(text)).toBe(covered);
  });

  test.each([
    'Thủ tục 1.001193 hẹn ngày 22/11/2026, chờ 30 phút ở quầy 5',
    'Nộp 15.000.000 đồng, phí 8.000 đ',
    'Theo Quyết định 5666/QĐ-UBND năm 2025',
    'Rất tốt!\nCảm ơn.',
  ])('%j stays', (text) => {
    expect(maskPersonalData(text)).toBe(text);
    expect(hasPersonalData(text)).toBe(false);
  });

  test('a round sum is money only where it says so, and no number that begins with 0 is', () => {
    expect(maskPersonalData('012 345 000 đồng')).toBe('[đã che] đồng');
    expect(maskPersonalData('912 345 000 đ/c Hà Nội')).toBe('[đã che] đ/c Hà Nội');
    expect(maskPersonalData('số 912 345 000')).toBe('số [đã che]');
  });
});
