import { rational } from './fraction.ts';
import type { IndicatorPoint, IndicatorTarget } from './indicator.ts';

/** Whether the value of the target's year is what it was meant to be; unknown where there is no value of that year. */
export type Verdict = 'reached' | 'below' | 'unknown';

/** Compares a target with the published value of its year, exactly as printed. A value beyond a named range is reached too. */
export function verdictOf(target: IndicatorTarget, values: readonly IndicatorPoint[]): Verdict {
  const value = values.find(({ year }) => year === target.year)?.value;
  if (value === undefined) return 'unknown';
  const beyond = rational(value).compare(rational(target.from));
  return beyond > 0 || (beyond === 0 && target.above !== true) ? 'reached' : 'below';
}
