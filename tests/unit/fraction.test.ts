import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText, exactly, numberOf, percentText, ratio, rational } from '#par-index/model/fraction.ts';
import { parIndex2012 } from './par-index-2012.ts';

/** Rounds half up with whole numbers only, by another road than the source. */
function reference(numerator: bigint, denominator: bigint, digits: number): string {
  const scaled = numerator * 10n ** BigInt(digits);
  let units = scaled / denominator;
  let rest = scaled % denominator;
  if (rest < 0n) {
    rest += denominator;
    units -= 1n;
  }
  if (2n * rest >= denominator) units += 1n;
  const shown = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const text = digits === 0 ? shown : `${shown.slice(0, shown.length - digits)}.${shown.slice(shown.length - digits)}`;
  return units < 0n ? `-${text}` : text;
}

describe('published points add up exactly', () => {
  test.each(parIndex2012)('%s in 2012: %s + %s = %s', (_, appraised, survey, index) => {
    expect(decimalText(rational(appraised).add(rational(survey)), 2)).toBe(index);
  });

  test('the Department of Finance in 2020: 66.40 + 26.36 = 92.76', () => {
    expect(decimalText(rational('66.40').add(rational('26.36')), 2)).toBe('92.76');
  });

  test('a tenth and two tenths are three tenths', () => {
    expect(rational('0.1').add(rational('0.2')).equals(rational('0.3'))).toBe(true);
  });
});

describe('a figure is rounded once, half up', () => {
  test.each([
    ['0.005', 2, '0.01'],
    ['1.005', 2, '1.01'],
    ['86.495', 2, '86.50'],
    ['99.994999', 2, '99.99'],
    ['99.995', 2, '100.00'],
    ['2.5', 0, '3'],
    ['0.4', 0, '0'],
    ['7', 3, '7.000'],
  ] as const)('%s to %i places is %s', (value, digits, text) => {
    expect(decimalText(rational(value), digits)).toBe(text);
  });

  test('a third, and two thirds', () => {
    expect(decimalText(rational(1, 3), 2)).toBe('0.33');
    expect(decimalText(rational(2, 3), 2)).toBe('0.67');
  });

  test('a loss keeps its sign', () => {
    expect(decimalText(rational(-3, 2), 2)).toBe('-1.50');
    expect(decimalText(rational(-1, 1000), 2)).toBe('0.00');
  });

  test('any share is rounded as by hand', () => {
    const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 1_000_000 }), fc.nat({ max: 6 }), (numerator, denominator, digits) => {
        expect(decimalText(rational(numerator, denominator), digits)).toBe(reference(BigInt(numerator), BigInt(denominator), digits));
      }),
    );
  });

  test('a half is always rounded up', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 6 }), (units, digits) => {
        expect(decimalText(rational(2 * units + 1, 2 * 10 ** digits), digits)).toBe(
          reference(BigInt(units + 1), 10n ** BigInt(digits), digits),
        );
      }),
    );
  });

  test('a figure written with two places stays as it was written', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999 }), fc.nat({ max: 99 }), (whole, hundredths) => {
        const text = `${whole}.${String(hundredths).padStart(2, '0')}`;
        expect(decimalText(rational(text), 2)).toBe(text);
      }),
    );
  });
});

describe('numbers of every size', () => {
  test.each([0.1, 1e-7, 3.25e21, 1 / 3, 0])('%d is taken as it is written', (value) => {
    expect(numberOf(exactly(value))).toBe(value);
    expect(exactly(0.1).equals(rational(1, 10))).toBe(true);
  });

  test('a share in percent is the share times a hundred, rounded once', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), fc.nat(6), (part, whole, digits) => {
        expect(percentText(rational(part, whole), digits)).toBe(decimalText(rational(part, whole).mul(100), digits));
      }),
    );
  });

  test('a share out of numbers that no machine number holds is still near', () => {
    const huge = 7n ** 500n;
    expect(numberOf(ratio(huge * 3n, huge * 4n + 1n))).toBeCloseTo(0.75, 12);
    expect(numberOf(ratio(-huge, huge * 2n + 1n))).toBeCloseTo(-0.5, 12);
  });
});
