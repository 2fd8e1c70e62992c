import { betaQuantile, studentQuantile95 } from './beta.ts';
import type { Interval } from './wilson.ts';

/** Where people answer alike the variance is next to nothing: worth more than so many respondents is taken as so many. */
const mostWorth = 1e6;

interface Sample {
  /** Variance of the share by design: weights and clusters included. */
  readonly variance: number;
  /** Respondents with a valid answer. */
  readonly n: number;
  /** What they are worth by their weights; used where the variance is 0. */
  readonly nEff: number;
  /** Clusters with a valid answer, or respondents where they are not clustered, less one. */
  readonly freedom: number;
}

/**
 * 95 % interval of a share `p` of a survey with weights and clusters (Korn & Graubard 1998, Survey Methodology 24:193):
 * Clopper-Pearson on the effective size p(1-p)/variance, corrected for few clusters; as `survey::svyciprop(method = "beta")`.
 * Null where there is only one cluster to tell the variance from.
 */
export function kornGraubard(p: number, { variance, n, nEff, freedom }: Sample): Interval | null {
  if (freedom < 1 || n < 2 || Number.isNaN(variance)) return null;
  const worth = variance > 0 && p > 0 && p < 1 ? (p * (1 - p)) / variance : nEff;
  const effective = Math.min(mostWorth, worth) * (studentQuantile95(n - 1) / studentQuantile95(freedom)) ** 2;
  const [yes, no] = [effective * p, effective * (1 - p)];
  return { low: betaQuantile(0.025, yes, no + 1), high: betaQuantile(0.975, yes + 1, no) };
}
