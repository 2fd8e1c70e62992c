import type { Instrument } from '#survey/model/instrument.ts';
import type { Tally } from '#survey/model/tally.ts';
import { type ExpectationScore, expectationScores } from './expectations.ts';
import { type Fraction, numberOf, percentText, ratio, rational } from './fraction.ts';
import { planOf, type ScoreNode, type ScorePlan } from './score-plan.ts';
import type { ScoringRule } from './scoring-rule.ts';
import { type Interval, wilson } from './wilson.ts';

const scale = [1, 2, 3, 4, 5] as const;

export type Counts = Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;

/** The score of an item, a factor, a field or the whole form. */
export interface Score {
  readonly code: string;
  readonly title: string;
  /** Answers by value 1..5. */
  readonly counts: Counts;
  /** Answers that count: blanks are left out, unless the rule counts them. */
  readonly answers: number;
  /** Respondents behind them: the most that any one item of the group has. */
  readonly n: number;
  /** What they are worth with their weights, (Σw)² / Σw² (Kish 1965); `n` where all weigh the same. */
  readonly nEff: number;
  /** Exact share of a full score, 0 to 1; null without an answer. */
  readonly share: Fraction | null;
  /** The share in percent, rounded once by the rule; null without an answer. */
  readonly percent: string | null;
  /** Wilson interval at 95 % on the respondents, not on the pooled answers: one person's answers are not independent. */
  readonly interval: Interval | null;
}

export interface InstrumentScore {
  readonly overall: Score;
  readonly fields: readonly Score[];
  readonly factors: readonly Score[];
  readonly items: readonly Score[];
  /** What people would have improved first: beside the score, never in it. */
  readonly expectations: readonly ExpectationScore[];
}

/** What is counted of one item: points and full points are whole numbers over the same denominator, weights included. */
export interface ItemSums {
  readonly counts: Counts;
  readonly n: number;
  readonly nEff: number;
  readonly points: bigint;
  readonly full: bigint;
}

/**
 * Scores a tally by a rule: share = Σ coefficient·n / (full mark · Σ n) over the valid answers, pooled within each group
 * or averaged over its parts, as the rule says. With coefficients 0,0,0,1,1 this is the SIPAS share of satisfied and very
 * satisfied (QĐ 1001/QĐ-BNV as far as known).
 */
export function scoreTally(instrument: Instrument, rule: ScoringRule, tally: Tally): InstrumentScore {
  return tallyScorer(instrument, rule)(tally);
}

/** The same for many tallies of one instrument. Throws where the rule scores groups of respondents, which a tally does not tell apart. */
export function tallyScorer(instrument: Instrument, rule: ScoringRule): (tally: Tally) => InstrumentScore {
  if (rule.groups) throw new Error(`rule ${rule.id} needs a tally for each group of respondents`);
  const plan = planOf(instrument, rule);
  return (tally) => ({
    ...scoreSums(plan, sumsOf(plan, tally)),
    expectations: expectationScores(plan, tally),
  });
}

/** What a tally counts of each item of a plan. */
export function sumsOf(plan: ScorePlan, tally: Tally): readonly ItemSums[] {
  return plan.items.map(({ code }) => {
    const cells = tally[code];
    const counts = { 1: cells?.[1] ?? 0, 2: cells?.[2] ?? 0, 3: cells?.[3] ?? 0, 4: cells?.[4] ?? 0, 5: cells?.[5] ?? 0 };
    const points = scale.reduce((sum, value) => sum + plan.points[value] * counts[value], 0);
    const n = answersOf(counts) + (plan.rule.blanks === 'zero' ? (cells?.[0] ?? 0) : 0);
    return { counts, n, nEff: n, points: BigInt(points), full: BigInt(plan.full * n) };
  });
}

/** The scores of everything in a plan, out of what is counted of its items. */
export function scoreSums(plan: ScorePlan, sums: readonly ItemSums[]): Omit<InstrumentScore, 'expectations'> {
  const score = (node: ScoreNode) => scoreNode(plan, node, sums);
  return {
    overall: score(plan.overall),
    fields: plan.fields.map(score),
    factors: plan.factors.map(score),
    items: plan.questions.map(score),
  };
}

function scoreNode({ rule }: ScorePlan, node: ScoreNode, sums: readonly ItemSums[]): Score {
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  let [answers, n, nEff] = [0, 0, 0];
  for (const i of node.items) {
    const item = sums[i];
    if (!item) continue;
    for (const value of scale) counts[value] += item.counts[value];
    answers += item.n;
    n = Math.max(n, item.n);
    nEff = Math.max(nEff, item.nEff);
  }
  return { code: node.code, title: node.title, counts, answers, n, nEff, ...figuresOf(rule, shareOf(node, sums), nEff) };
}

/** A share with its text and interval, as they stand in a score. */
export function figuresOf(
  rule: { readonly rounding: Pick<ScoringRule['rounding'], 'digits'> },
  share: Fraction | null,
  nEff: number,
): Pick<Score, 'share' | 'percent' | 'interval'> {
  if (share === null) return { share, percent: null, interval: null };
  return { share, percent: percentText(share, rule.rounding.digits), interval: wilson(numberOf(share), nEff) };
}

/** The exact share of a node: its parts pooled, then averaged over those that have answers; null without any. */
export function shareOf(node: ScoreNode, sums: readonly ItemSums[]): Fraction | null {
  const parts = node.parts
    .map(({ weight, items }) => {
      let [points, full] = [0n, 0n];
      for (const i of items) {
        points += sums[i]?.points ?? 0n;
        full += sums[i]?.full ?? 0n;
      }
      return { weight, points, full };
    })
    .filter(({ full, weight }) => full > 0n && weight.n > 0n);
  const [first, ...others] = parts;
  if (!first) return null;
  if (others.length === 0) return ratio(first.points, first.full);
  const weights = parts.reduce((sum, { weight }) => sum.add(weight), rational(0));
  return parts.reduce((sum, { weight, points, full }) => sum.add(ratio(points, full).mul(weight)), rational(0)).div(weights);
}

function answersOf(counts: Counts): number {
  return scale.reduce((sum, value) => sum + counts[value], 0);
}

/** A bound of an interval in percent, rounded by the rule. */
export function boundText(rule: { readonly rounding: Pick<ScoringRule['rounding'], 'digits'> }, bound: number): string {
  return (bound * 100).toFixed(rule.rounding.digits);
}
