import type { Tally } from '#survey/model/tally.ts';
import { type Fraction, percentText, ratio } from './fraction.ts';
import type { ScorePlan } from './score-plan.ts';

/** How much people wish one thing improved: reported by share and rank, never part of satisfaction. */
export interface ExpectationScore {
  readonly code: string;
  readonly title: string;
  /** Answers by value of its options. */
  readonly counts: Readonly<Record<number, number>>;
  readonly n: number;
  /** Exact share of those who wish for it by the rule; null without an answer. */
  readonly share: Fraction | null;
  readonly percent: string | null;
  /** 1 for what is wished for most, equal shares sharing a rank; null without an answer. */
  readonly rank: number | null;
}

/** What is counted of one expectation: wished and all, weights included. */
export interface ExpectationSums {
  readonly counts: Readonly<Record<number, number>>;
  readonly n: number;
  readonly wished: bigint;
  readonly all: bigint;
}

/** The values of the options that count as wished for. */
export function wishedValues({ instrument, rule }: ScorePlan): readonly number[] {
  const values = instrument.expectations?.options.map((option) => option.value) ?? [];
  return rule.expectations?.counted ?? values.filter((value) => value > Math.min(...values));
}

/** The expectations of an instrument as a tally counts them. */
export function expectationScores(plan: ScorePlan, tally: Tally): readonly ExpectationScore[] {
  const { expectations } = plan.instrument;
  if (!expectations) return [];
  const wished = wishedValues(plan);
  return rankExpectations(
    plan,
    expectations.items.map(({ code }) => {
      const counts = Object.fromEntries(expectations.options.map(({ value }) => [value, tally[code]?.[value] ?? 0]));
      const n = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return { counts, n, wished: BigInt(wished.reduce((sum, value) => sum + (counts[value] ?? 0), 0)), all: BigInt(n) };
    }),
  );
}

/** Shares and ranks out of what is counted, in the order of the form. */
export function rankExpectations({ instrument, rule }: ScorePlan, sums: readonly ExpectationSums[]): readonly ExpectationScore[] {
  const shares = sums.map(({ wished, all }) => (all === 0n ? null : ratio(wished, all)));
  return (instrument.expectations?.items ?? []).map(({ code, text }, i) => {
    const { counts = {}, n = 0 } = sums[i] ?? {};
    const share = shares[i] ?? null;
    return {
      code,
      title: text,
      counts,
      n,
      share,
      percent: share && percentText(share, rule.rounding.digits),
      rank: share && 1 + shares.filter((other) => other !== null && other.compare(share) > 0).length,
    };
  });
}
