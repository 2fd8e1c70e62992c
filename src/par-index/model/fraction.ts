import Fraction from 'fraction.js';

export type { Fraction };

/** An exact rational out of a decimal text such as `66.40`, or out of counts. */
export function rational(numerator: string | number, denominator: number = 1): Fraction {
  return new Fraction(numerator).div(denominator);
}

/** An exact rational out of integers of any size. */
export function ratio(numerator: bigint, denominator: bigint): Fraction {
  return new Fraction(numerator, denominator);
}

/** A number as it is written in JSON, exactly: 0.1 is one tenth, not the binary number next to it. */
export function exactly(value: number): Fraction {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const power = ratio(10n ** BigInt(Math.abs(Number(exponent))), 1n);
  return Number(exponent) < 0 ? new Fraction(mantissa).div(power) : new Fraction(mantissa).mul(power);
}

/** The decimal text of an exact value, rounded half up once: `decimalText(1/3, 2)` is `0.33`. */
export function decimalText(value: Fraction, digits: number): string {
  return shiftedText(value, digits, digits);
}

/** The same in percent: `percentText(1/3, 2)` is `33.33`. */
export function percentText(share: Fraction, digits: number): string {
  return shiftedText(share, digits + 2, digits);
}

/** The value times 10^power, rounded half up once and written with so many places. */
function shiftedText({ s, n, d }: Fraction, power: number, digits: number): string {
  const twice = 2n * s * n * 10n ** BigInt(power) + d;
  const below = twice < 0n && twice % (2n * d) !== 0n ? 1n : 0n;
  const units = twice / (2n * d) - below;
  const sign = units < 0n ? '-' : '';
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const longest = 2n ** 1000n;

/** The binary number next to an exact value, however long its numerator and denominator are. */
export function numberOf({ s, n, d }: Fraction): number {
  if (n < longest && d < longest) return Number(s * n) / Number(d);
  const excess = BigInt(Math.max(n.toString(16).length, d.toString(16).length) * 4 - 1000);
  return Number((s * n) >> excess) / Number(d >> excess);
}
