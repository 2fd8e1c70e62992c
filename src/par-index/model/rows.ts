import type { Fraction } from './fraction.ts';
import type { ItemSums } from './score.ts';
import type { ScorePlan } from './score-plan.ts';
import type { Weighable } from './weights.ts';

/** A response as it is scored; checked against instrument, rule and population before: see readScoreInput. */
export interface ScoredResponse extends Weighable {
  readonly agency: string;
  readonly answers: Readonly<Record<string, number | null>>;
  readonly cluster?: string | undefined;
  readonly mode?: string | undefined;
}

/** Respondents scored together, and what their group weighs. */
export interface ScoredGroup {
  readonly code: string;
  readonly weight: Fraction;
  readonly members: readonly number[];
  readonly sums: readonly ItemSums[];
}

/** The responses of one agency as numbers. */
export interface Rows {
  readonly plan: ScorePlan;
  /** By item: the value each response gave, 0 where it is blank. */
  readonly values: readonly Uint8Array[];
  readonly weights: Float64Array;
  /** Cluster of each response; each its own where they are not clustered. */
  readonly clusterOf: Int32Array;
  readonly clusters: number;
  readonly groups: readonly ScoredGroup[];
}

/** Cluster of each response by number; each response its own where they are not clustered. */
export function clustersOf(responses: readonly ScoredResponse[]): Pick<Rows, 'clusterOf' | 'clusters'> {
  const known = new Map<string, number>();
  const clusterOf = Int32Array.from(responses, ({ cluster }, i) => {
    const name = cluster === undefined ? `\u0000${i}` : cluster;
    const index = known.get(name) ?? known.size;
    known.set(name, index);
    return index;
  });
  return { clusterOf, clusters: known.size };
}
