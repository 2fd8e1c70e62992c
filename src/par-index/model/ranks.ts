import type { Fraction } from './fraction.ts';
import { normalNumbers } from './random.ts';

/** An agency to be ranked, with what is not sure about its index. */
export interface Rankable {
  readonly code: string;
  readonly index: Fraction;
  /** The index that it may have as well, `z` standard errors off. */
  readonly at: (z: number) => number;
}

export interface Ranking {
  /** By exact index, equal ones sharing a rank. */
  readonly rank: number;
  /** The ranks it has in 95 % of the draws, and its rank. */
  readonly interval: readonly [number, number];
  /** Those of a group cannot be told from the first of it: fewer than 97.5 % of the draws put them below. Equal ones share it. 1 is the best. */
  readonly group: number;
}

/**
 * Ranks agencies and simulates which ranks they could have as well (cf. Goldstein & Spiegelhalter 1996): each draw gives
 * every agency an index within its uncertainty. Draws depend on the seed and the agency's code alone, so that neither the
 * order nor the machine changes anything.
 */
export function rankBySimulation(
  agencies: readonly Rankable[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): ReadonlyMap<string, Ranking> {
  const simulated = agencies.map(({ code, at }) => {
    const normal = normalNumbers(seed, code);
    return Float64Array.from({ length: draws }, () => at(normal()));
  });
  const counts = rankCounts(simulated, draws);
  const ranks = agencies.map(({ index }) => 1 + agencies.filter((other) => other.index.compare(index) > 0).length);
  const groups = groupsOf(agencies, simulated, draws);
  return new Map(
    agencies.map(({ code }, i) => {
      const rank = ranks[i] ?? 0;
      const [best, worst] = middleOf(counts[i] ?? new Int32Array(), draws);
      return [code, { rank, interval: [Math.min(best, rank), Math.max(worst, rank)], group: groups[i] ?? 0 }];
    }),
  );
}

/** How often each agency had each rank. */
function rankCounts(simulated: readonly Float64Array[], draws: number): readonly Int32Array[] {
  const counts = simulated.map(() => new Int32Array(simulated.length + 1));
  const sorted = new Float64Array(simulated.length);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < simulated.length; i++) sorted[i] = simulated[i]?.[draw] ?? 0;
    sorted.sort();
    for (let i = 0; i < simulated.length; i++) {
      const rank = 1 + countAbove(sorted, simulated[i]?.[draw] ?? 0);
      const own = counts[i];
      if (own) own[rank] = (own[rank] ?? 0) + 1;
    }
  }
  return counts;
}

function countAbove(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return ascending.length - low;
}

/** The ranks between which 95 % of the draws lie, 2.5 % on either side. */
function middleOf(counts: Int32Array, draws: number): readonly [number, number] {
  let [best, worst, seen] = [0, 0, 0];
  counts.forEach((count, rank) => {
    seen += count;
    if (best === 0 && seen > draws * 0.025) best = rank;
    if (worst === 0 && seen >= draws * 0.975) worst = rank;
  });
  return [best, worst];
}

function groupsOf(agencies: readonly Rankable[], simulated: readonly Float64Array[], draws: number): readonly number[] {
  const order = agencies
    .map((agency, i) => ({ agency, i }))
    .sort((a, b) => b.agency.index.compare(a.agency.index) || (a.agency.code < b.agency.code ? -1 : 1));
  const groups = agencies.map(() => 0);
  let [first, group] = [simulated[order[0]?.i ?? 0], 1];
  for (const [place, { agency, i }] of order.entries()) {
    const before = order[place - 1];
    if (before?.agency.index.equals(agency.index)) {
      groups[i] = group;
      continue;
    }
    const own = simulated[i];
    let below = 0;
    for (let draw = 0; draw < draws; draw++) if ((first?.[draw] ?? 0) > (own?.[draw] ?? 0)) below += 1;
    if (below >= draws * 0.975) {
      group += 1;
      first = own;
    }
    groups[i] = group;
  }
  return groups;
}
