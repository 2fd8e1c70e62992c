import { numberOf } from './fraction.ts';
import { kornGraubard } from './korn-graubard.ts';
import type { Rows, ScoredGroup } from './rows.ts';
import type { Score } from './score.ts';
import type { ScoreNode } from './score-plan.ts';
import type { Interval } from './wilson.ts';

/** What the design of a sample, its weights and clusters, makes of the uncertainty of a score. */
export interface DesignScore {
  /** Of the share; null where it cannot be told. */
  readonly standardError: number | null;
  /** How many times the variance is what it would be if those of a cluster did not resemble each other. */
  readonly clusterEffect: number | null;
  /** The second interval: see kornGraubard. */
  readonly interval: Interval | null;
}

/** The effect of clusters of `size` respondents who resemble each other by `rho`: 1 + (m - 1)·rho (Kish 1965). */
export function clusterEffect(size: number, rho: number): number {
  return 1 + (size - 1) * rho;
}

/**
 * Linearised variance of a score with weights taken as fixed: what each respondent adds to the share, summed by cluster,
 * V = C/(C-1) · Σ z_c² over all C clusters of the agency, as `survey::svymean` for a design of clusters and weights.
 */
export function designScore(rows: Rows, node: ScoreNode, score: Score | undefined): DesignScore {
  const none = { standardError: null, clusterEffect: null, interval: null };
  if (!score?.share) return none;
  const influence = influences(rows, node);
  const byCluster = new Float64Array(rows.clusters);
  const answered = new Set<number>();
  let alone = 0;
  influence.z.forEach((z, i) => {
    const cluster = rows.clusterOf[i] ?? 0;
    byCluster[cluster] = (byCluster[cluster] ?? 0) + z;
    alone += z * z;
    if (influence.counts[i]) answered.add(cluster);
  });
  const n = rows.clusterOf.length;
  if (rows.clusters < 2) return none;
  const variance = (rows.clusters / (rows.clusters - 1)) * byCluster.reduce((sum, z) => sum + z * z, 0);
  const unclustered = (n / (n - 1)) * alone;
  return {
    standardError: Math.sqrt(variance),
    clusterEffect: rows.clusters < n && unclustered > 0 ? variance / unclustered : null,
    interval: kornGraubard(numberOf(score.share), {
      variance,
      n: influence.counts.reduce((sum, one) => sum + one, 0),
      nEff: score.nEff,
      freedom: answered.size - 1,
    }),
  };
}

/** What each respondent adds to the share of a node, and whether they answered anything of it. */
function influences(rows: Rows, node: ScoreNode): { readonly z: Float64Array; readonly counts: Uint8Array } {
  const n = rows.clusterOf.length;
  const [z, counts] = [new Float64Array(n), new Uint8Array(n)];
  const parts = rows.groups.map((group) => ({ group, parts: answeredParts(node, group) })).filter(({ parts }) => parts.length > 0);
  const groupsWhole = parts.reduce((sum, { group }) => sum + numberOf(group.weight), 0);
  for (const { group, parts: own } of parts) {
    const partsWhole = own.reduce((sum, part) => sum + part.weight, 0);
    for (const part of own) addPart(rows, group, part, (numberOf(group.weight) * part.weight) / (groupsWhole * partsWhole), z, counts);
  }
  return { z, counts };
}

interface Part {
  readonly items: readonly number[];
  readonly weight: number;
}

function answeredParts(node: ScoreNode, group: ScoredGroup): readonly Part[] {
  return node.parts
    .filter(({ items, weight }) => weight.n > 0n && items.some((i) => (group.sums[i]?.full ?? 0n) > 0n))
    .map(({ items, weight }) => ({ items, weight: numberOf(weight) }));
}

function addPart(rows: Rows, group: ScoredGroup, part: Part, scale: number, z: Float64Array, counts: Uint8Array): void {
  const { points, full, rule } = rows.plan;
  const marks = [0, points[1], points[2], points[3], points[4], points[5]].map((mark) => mark / full);
  const least = rule.blanks === 'zero' ? 0 : 1;
  let [sum, whole] = [0, 0];
  for (const item of part.items) {
    const given = rows.values[item] ?? new Uint8Array();
    for (const i of group.members) {
      const value = given[i] ?? 0;
      if (value < least) continue;
      const weight = rows.weights[i] ?? 0;
      sum += weight * (marks[value] ?? 0);
      whole += weight;
      counts[i] = 1;
    }
  }
  const share = sum / whole;
  for (const item of part.items) {
    const given = rows.values[item] ?? new Uint8Array();
    for (const i of group.members) {
      const value = given[i] ?? 0;
      if (value >= least) z[i] = (z[i] ?? 0) + (scale * (rows.weights[i] ?? 0) * ((marks[value] ?? 0) - share)) / whole;
    }
  }
}
