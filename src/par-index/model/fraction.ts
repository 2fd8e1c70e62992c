import Fraction from 'fraction.js';

export type { Fraction };

/** An exact rational out of a decimal text such as `66.40`, or out of counts. */
export function rational(numerator: string | number, denominator: number = 1): Fraction {
  return new Fraction(numerator).div(denominator);
}

/** The decimal text of an exact value, rounded half up once: `decimalText(1/3, 2)` is `0.33`. */
export function decimalText(value: Fraction, digits: number): string {
  const scaled = value.mul(10 ** digits);
  const rounded = scaled.add(new Fraction(1, 2)).floor();
  const units = rounded.s * rounded.n;
  const sign = units < 0n ? '-' : '';
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
