import { rational } from './fraction.ts';

/** Where the steps of the scale begin, in percent of what can be reached. Fixed, so that two releases look alike where they are alike. */
export const heatBounds = [50, 70, 80, 90] as const;

export type HeatLevel = 0 | 1 | 2 | 3 | 4;
export const heatLevels: readonly HeatLevel[] = [0, 1, 2, 3, 4];

/** The step of a value on the scale, from 0 (less than half of what can be reached) to 4. */
export function heatLevel(value: string, max: string): HeatLevel {
  const reached = rational(value).mul(100);
  const full = rational(max);
  return heatBounds.filter((bound) => reached.compare(full.mul(bound)) >= 0).length as HeatLevel;
}
