import type { Instrument } from '#survey/model/instrument.ts';
import type { Tally } from '#survey/model/tally.ts';
import { displayOf } from './display.ts';
import { decimalText, type Fraction, numberOf } from './fraction.ts';
import { criterionPoints, type IndexParts, indexOf } from './index-points.ts';
import { rankBySimulation } from './ranks.ts';
import { boundText, type InstrumentScore, scoreTally } from './score.ts';
import type { ScoringRule } from './scoring-rule.ts';
import { wilsonAt } from './wilson.ts';

/** The figures of an agency in a release, whatever its format. */
export interface AgencyResult {
  readonly code: string;
  readonly name: string;
  readonly list: 'department' | 'commune';
  readonly self_total: string | null;
  readonly appraised_points: string;
  /** Null where the rule does not let so few be told. */
  readonly responses: number | null;
  readonly satisfaction_percent: string | null;
  readonly satisfaction_interval: readonly [string, string] | null;
  readonly sociological_points: string | null;
  readonly index: string | null;
  readonly index_interval: readonly [string, string] | null;
  /** Null where the answers are too few to rank. */
  readonly rank: number | null;
  /** Best and worst rank that the uncertainty of the survey part allows. */
  readonly rank_interval: readonly [number, number] | null;
  /** By rules that simulate ranks: agencies of a group cannot be told from the first of it. */
  readonly rank_group?: number | null;
}

type Ranks = Pick<AgencyResult, 'rank' | 'rank_interval' | 'rank_group'>;

/** By what all agencies of a release are rated. */
export interface RatingRules {
  readonly rule: ScoringRule;
  readonly instrument: Instrument;
  /** What everything gives at most, and what the criteria scored by survey give of it. */
  readonly total: Fraction;
  readonly surveyMax: Fraction;
}

/** What the index of an agency comes from. */
export interface RatedAgency {
  readonly agency: Pick<AgencyResult, 'code' | 'name' | 'list'>;
  readonly points: Omit<IndexParts, 'sociological' | 'total'>;
  /** Null where the agency has not said all. */
  readonly self: Fraction | null;
  /** Null where it may not be told. */
  readonly responses: number | null;
  readonly tally: Tally;
}

export interface Computed {
  readonly result: Omit<AgencyResult, keyof Ranks>;
  readonly score: InstrumentScore;
  /** Share of full points in the survey; null where it may not be shown. */
  readonly share: Fraction | null;
  readonly index: Fraction | null;
  readonly low: number;
  readonly high: number;
  /** The index that it may have as well, `z` standard errors off. */
  readonly at: (z: number) => number;
  readonly ranked: boolean;
}

/**
 * The index of an agency: (appraised + sociological points + bonus - penalty) / total × 100, see index-points.ts, where a
 * criterion scored by survey gives max × share. Self-scores are shown beside and never enter. Exact arithmetic, rounded half
 * up once; the intervals are those of the survey part alone.
 */
export function computeAgency(
  { rule, instrument, total, surveyMax }: RatingRules,
  { agency, points, self, responses, tally }: RatedAgency,
): Computed {
  const text = (value: Fraction) => decimalText(value, rule.rounding.digits);
  const score = scoreTally(instrument, rule, tally);
  const { overall } = score;
  const display = displayOf(rule, overall);
  const shown = display === 'value' || display === 'ranked';
  const share = shown ? overall.share : null;
  const sociological = share && criterionPoints(rule, surveyMax, share);
  const index = sociological && indexOf({ ...points, sociological, total }, rule.not_applicable);
  const interval = shown && index !== null ? overall.interval : null;
  const bound = boundsOf(rule, points, total, surveyMax);
  const low = interval ? bound(interval.low) : 0;
  const high = interval ? bound(interval.high) : 1;
  const satisfaction = shown ? overall.interval : null;
  return {
    score,
    share,
    index,
    low,
    high,
    at: (z) => bound(wilsonAt(share ? numberOf(share) : 0, overall.nEff, z)),
    ranked: display === 'ranked',
    result: {
      ...agency,
      self_total: self && text(self),
      appraised_points: text(points.appraised),
      responses,
      satisfaction_percent: share && text(share.mul(100)),
      satisfaction_interval: satisfaction && [boundText(rule, satisfaction.low), boundText(rule, satisfaction.high)],
      sociological_points: sociological && text(sociological),
      index: index && text(index.mul(100)),
      index_interval: interval && [boundText(rule, low), boundText(rule, high)],
    },
  };
}

/** The index by the share of the survey, in binary numbers by + × ÷ alone, which are the same on every machine. */
function boundsOf(rule: ScoringRule, points: RatedAgency['points'], total: Fraction, surveyMax: Fraction): (share: number) => number {
  const target = rule.target === undefined ? null : Number(rule.target) / 100;
  const reached = (p: number) => (target === null ? p : Math.min(1, p / target));
  const whole = points.removed.n !== 0n && rule.not_applicable === 'over-whole' ? total.sub(points.removed) : total;
  const council = councilPoints(rule, points).add(points.bonus).sub(points.penalty).valueOf();
  const [most, of] = [surveyMax.valueOf(), whole.valueOf()];
  return (p) => (council + reached(p) * most) / of;
}

/** The appraised points as they enter the index: stretched to their full maximum where criteria do not apply and the rule says so. */
export function councilPoints(rule: ScoringRule, { appraised, appraisedMax, removed }: RatedAgency['points']): Fraction {
  const left = appraisedMax.sub(removed);
  if (removed.n === 0n || rule.not_applicable === 'over-whole' || left.compare(0) <= 0) return appraised;
  return appraised.div(left).mul(appraisedMax);
}

/** The ranks of each agency among the ranked of its list, equal values sharing a rank. */
export function ranksOf(rule: ScoringRule, all: readonly Computed[]): ReadonlyMap<Computed, Ranks> {
  return rule.ranks ? simulatedRanks(all, rule.ranks) : new Map(all.map((one) => [one, rankOf(one, all)]));
}

/** Rank by exact index, and the ranks its interval allows. */
function rankOf(one: Computed, all: readonly Computed[]): Ranks {
  const { index } = one;
  if (!one.ranked || index === null) return { rank: null, rank_interval: null };
  const others = all.filter((other) => other !== one && other.ranked && other.result.list === one.result.list);
  const rank = 1 + others.filter((other) => (other.index?.compare(index) ?? 0) > 0).length;
  const best = 1 + others.filter((other) => other.low > one.high).length;
  const worst = 1 + others.length - others.filter((other) => other.high < one.low).length;
  return { rank, rank_interval: [best, worst] };
}

/** Rank by exact index, with the ranks that simulation allows. */
function simulatedRanks(all: readonly Computed[], ranks: NonNullable<ScoringRule['ranks']>): ReadonlyMap<Computed, Ranks> {
  const lists = [...Map.groupBy(all, ({ result }) => result.list).values()];
  return new Map(
    lists.flatMap((list) => {
      const rankable = list.flatMap(({ ranked, index, at, result: { code } }) => (ranked && index !== null ? [{ code, index, at }] : []));
      const rankings = rankBySimulation(rankable, ranks);
      return list.map((one): [Computed, Ranks] => {
        const found = rankings.get(one.result.code);
        return [one, { rank: found?.rank ?? null, rank_interval: found?.interval ?? null, rank_group: found?.group ?? null }];
      });
    }),
  );
}
