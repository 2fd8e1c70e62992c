import { z } from 'zod';
import { instrumentSchema } from '#survey/model/instrument.ts';
import { criteriaOf, criteriaSetSchema } from './criteria.ts';
import { decimal } from './decimal.ts';
import { displayOf, shownCount } from './display.ts';
import { decimalText, type Fraction, numberOf, rational } from './fraction.ts';
import { criterionPoints, indexOf } from './index-points.ts';
import { rankBySimulation } from './ranks.ts';
import { boundText, scoreTally } from './score.ts';
import { type ScoringRule, scoringRuleSchema } from './scoring-rule.ts';
import { wilsonAt } from './wilson.ts';

const count = z.int().min(0);

/** Everything that a release is computed from, frozen in one file (input.json). */
export const releaseInputSchema = z.strictObject({
  format: z.literal('hanoi-cchc-release/1'),
  release: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  simulated: z.boolean(),
  round: z.strictObject({ id: z.string(), title: z.string() }),
  criteria: criteriaSetSchema,
  rule: scoringRuleSchema,
  instrument: instrumentSchema,
  agencies: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      /** Agencies are ranked among those of the same list. */
      list: z.enum(['department', 'commune']),
      scores: z.record(z.string(), z.strictObject({ self: decimal.nullable(), appraised: decimal })),
      /** Those that count; left out of the figures, where there were any, stand beside them. */
      responses: z.array(z.strictObject({ mode: z.string(), n: count, excluded: z.int().min(1).optional() })),
      tally: z.record(z.string(), z.record(z.string().regex(/^[0-5]$/), count)),
    }),
  ),
});
export type ReleaseInput = z.infer<typeof releaseInputSchema>;

/** How many responses about an agency came, and how many of them were left out of the figures. */
export function releaseCounts({ responses }: Pick<ReleaseInput['agencies'][number], 'responses'>): {
  readonly received: number;
  readonly excluded: number;
} {
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const excluded = sum(responses.map((one) => one.excluded ?? 0));
  return { received: sum(responses.map(({ n }) => n)) + excluded, excluded };
}

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

export interface ReleaseResult {
  readonly format: 'hanoi-cchc-result/1';
  readonly release: string;
  readonly simulated: boolean;
  readonly rule: string;
  readonly criteria: string;
  readonly instrument: string;
  readonly agencies: readonly AgencyResult[];
}

type Ranks = Pick<AgencyResult, 'rank' | 'rank_interval' | 'rank_group'>;

interface Computed {
  readonly result: Omit<AgencyResult, keyof Ranks>;
  readonly index: Fraction | null;
  readonly low: number;
  readonly high: number;
  /** The index that it may have as well, `z` standard errors off. */
  readonly at: (z: number) => number;
  readonly ranked: boolean;
}

/**
 * The index of each agency: (appraised points + sociological points) / total × 100, where a criterion scored by survey
 * gives max × share. Self-scores are shown beside and never enter. Exact arithmetic, rounded half up once.
 */
export function computeRelease(input: ReleaseInput): ReleaseResult {
  const computed = input.agencies.map((agency) => computeAgency(input, agency));
  const ranks = input.rule.ranks
    ? simulatedRanks(computed, input.rule.ranks)
    : new Map(computed.map((one) => [one, rankOf(one, computed)]));
  return {
    format: 'hanoi-cchc-result/1',
    release: input.release,
    simulated: input.simulated,
    rule: input.rule.id,
    criteria: input.criteria.id,
    instrument: input.instrument.id,
    agencies: computed.map((one) => ({ ...one.result, rank: null, rank_interval: null, ...ranks.get(one) })),
  };
}

function computeAgency(input: ReleaseInput, agency: ReleaseInput['agencies'][number]): Computed {
  const { rule, criteria, instrument } = input;
  const text = (value: Fraction) => decimalText(value, rule.rounding.digits);
  const appraisal = criteriaOf(criteria).filter((criterion) => criterion.scored_by === 'appraisal');
  const surveyMax = criteriaOf(criteria)
    .filter((criterion) => criterion.scored_by === 'survey')
    .reduce((sum, criterion) => sum.add(rational(criterion.max)), rational(0));
  const total = rational(criteria.total);
  const appraisedMax = appraisal.reduce((sum, criterion) => sum.add(rational(criterion.max)), rational(0));

  const appraised = appraisal.reduce((sum, { code }) => sum.add(rational(agency.scores[code]?.appraised ?? '0')), rational(0));
  const selfScores = appraisal.map(({ code }) => agency.scores[code]?.self ?? null);
  const self = selfScores.includes(null) ? null : selfScores.reduce((sum, score) => sum.add(rational(score ?? '0')), rational(0));

  const { overall } = scoreTally(instrument, rule, numericTally(agency.tally));
  const responses = agency.responses.reduce((sum, { n }) => sum + n, 0);
  const display = displayOf(rule, overall);
  const shown = display === 'value' || display === 'ranked';
  const share = shown ? overall.share : null;
  const interval = shown ? overall.interval : null;
  const sociological = share && criterionPoints(rule, surveyMax, share);
  const none = rational(0);
  const parts = { appraised, appraisedMax, removed: none, bonus: none, penalty: none, total };
  const index = sociological && indexOf({ ...parts, sociological }, rule.not_applicable);
  const target = rule.target === undefined ? null : Number(rule.target) / 100;
  const reached = (p: number) => (target === null ? p : Math.min(1, p / target));
  const bound = (p: number) => (appraised.valueOf() + reached(p) * surveyMax.valueOf()) / total.valueOf();
  const low = interval ? bound(interval.low) : 0;
  const high = interval ? bound(interval.high) : 1;
  return {
    index,
    low,
    high,
    at: (z) => bound(wilsonAt(share ? numberOf(share) : 0, overall.nEff, z)),
    ranked: display === 'ranked',
    result: {
      code: agency.code,
      name: agency.name,
      list: agency.list,
      self_total: self && text(self),
      appraised_points: text(appraised),
      responses: shownCount(rule, responses),
      satisfaction_percent: share && text(share.mul(100)),
      satisfaction_interval: interval && [boundText(rule, interval.low), boundText(rule, interval.high)],
      sociological_points: sociological && text(sociological),
      index: index && text(index.mul(100)),
      index_interval: interval && [boundText(rule, low), boundText(rule, high)],
    },
  };
}

/** Rank by exact index among the ranked of the same list, equal values sharing a rank; and the ranks its interval allows. */
function rankOf(one: Computed, all: readonly Computed[]): Ranks {
  const { index } = one;
  if (!one.ranked || index === null) return { rank: null, rank_interval: null };
  const others = all.filter((other) => other !== one && other.ranked && other.result.list === one.result.list);
  const rank = 1 + others.filter((other) => (other.index?.compare(index) ?? 0) > 0).length;
  const best = 1 + others.filter((other) => other.low > one.high).length;
  const worst = 1 + others.length - others.filter((other) => other.high < one.low).length;
  return { rank, rank_interval: [best, worst] };
}

/** Ranks among the ranked of the same list, with the ranks that simulation allows. */
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

function numericTally(tally: ReleaseInput['agencies'][number]['tally']) {
  return Object.fromEntries(
    Object.entries(tally).map(([item, cells]) => [item, Object.fromEntries(Object.entries(cells).map(([value, n]) => [Number(value), n]))]),
  );
}

/** The files of a release by name, byte for byte the same on every machine. */
export function releaseFiles(input: ReleaseInput): Readonly<Record<'input.json' | 'result.json' | 'result.csv', string>> {
  const result = computeRelease(input);
  return {
    'input.json': `${JSON.stringify(input, null, 1)}\n`,
    'result.json': `${JSON.stringify(result, null, 1)}\n`,
    'result.csv': csvOf(result, input.rule.ranks ? [...columns, 'rank_group'] : columns),
  };
}

const columns = [
  'code',
  'name',
  'list',
  'self_total',
  'appraised_points',
  'responses',
  'satisfaction_percent',
  'satisfaction_interval',
  'sociological_points',
  'index',
  'index_interval',
  'rank',
  'rank_interval',
] as const;

function csvOf(result: ReleaseResult, columns: readonly (keyof AgencyResult)[]): string {
  const cell = (value: unknown) => {
    const text = value === null || value === undefined ? '' : Array.isArray(value) ? value.join('..') : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = result.agencies.map((agency) => columns.map((column) => cell(agency[column])).join(','));
  return `${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}
