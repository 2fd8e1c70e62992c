import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfCode, codeOf, normaliseCode } from '#survey/model/receipt.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

/** The ways in which people write one sign of a code. */
function written(sign: string): readonly string[] {
  if (sign === '0') return ['0', 'o', 'O'];
  if (sign === '1') return ['1', 'i', 'I', 'l', 'L'];
  if (sign === '-') return ['-', '', ' ', ' - ', '\t'];
  return [sign, sign.toLowerCase()];
}

describe('the code on a receipt', () => {
  test('has sixteen signs in groups of four, none that is easily misread', () => {
    fc.assert(
      fc.property(tenBytes, (bytes) => {
        expect(codeOf(bytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
      }),
    );
  });

  test('uses every one of the eighty random bits', () => {
    expect(codeOf(new Uint8Array(10))).toBe('0000-0000-0000-0000');
    expect(codeOf(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
    expect(codeOf(Uint8Array.of(128, 0, 0, 0, 0, 0, 0, 0, 0, 33))).toBe('G000-0000-0000-0011');
    expect(codeOf(Uint8Array.of(0, 0, 0, 0, 1, 128, 0, 0, 0, 0))).toBe('0000-0001-G000-0000');
  });

  test('gives its ten bytes back', () => {
    fc.assert(
      fc.property(tenBytes, (bytes) => {
        expect(bytesOfCode(codeOf(bytes))).toEqual(bytes);
      }),
    );
    expect(() => bytesOfCode('0123456789abcdef')).toThrow('no code');
  });

  test('is another one for other random bytes', () => {
    fc.assert(
      fc.property(tenBytes, fc.nat({ max: 79 }), (bytes, bit) => {
        const other = Uint8Array.from(bytes, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        expect(codeOf(other)).not.toBe(codeOf(bytes));
      }),
    );
  });
});

describe('a code typed by hand', () => {
  test('is understood in small letters, without hyphens and with O, I and L', () => {
    expect(normaliseCode('o1il abcd 2345 wxyz')).toBe('0111-ABCD-2345-WXYZ');
    expect(normaliseCode(' 0123-4567-89AB-CDEF\n')).toBe('0123-4567-89AB-CDEF');
    expect(normaliseCode('0123456789abcdef')).toBe('0123-4567-89AB-CDEF');
  });

  test('is understood however it is written', () => {
    fc.assert(
      fc.property(tenBytes, fc.array(fc.nat(), { minLength: 19, maxLength: 19 }), (bytes, choices) => {
        const code = codeOf(bytes);
        const typed = [...code].map((sign, i) => {
          const ways = written(sign);
          return ways[(choices[i] ?? 0) % ways.length] ?? sign;
        });
        expect(normaliseCode(typed.join(''))).toBe(code);
      }),
    );
  });

  test('is refused when a sign is missing or one too many', () => {
    expect(normaliseCode('0123-4567-89AB-CDE')).toBeNull();
    expect(normaliseCode('0123-4567-89AB-CDEFG')).toBeNull();
    expect(normaliseCode('')).toBeNull();
  });

  test.each(['U', 'Đ', '_', '.', 'é'])('is refused with the sign %s, which no code has', (sign) => {
    expect(normaliseCode(`0123-4567-89AB-CDE${sign}`)).toBeNull();
  });
});
