import { z } from 'zod';
import { instrumentSchema } from '#survey/model/instrument.ts';
import { criteriaOf, criteriaSetSchema } from './criteria.ts';
import { decimal } from './decimal.ts';
import { shownCount } from './display.ts';
import { rational } from './fraction.ts';
import { type AgencyResult, computeAgency, ranksOf } from './release-index.ts';
import { scoringRuleSchema } from './scoring-rule.ts';

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

export interface ReleaseResult {
  readonly format: 'hanoi-cchc-result/1';
  readonly release: string;
  readonly simulated: boolean;
  readonly rule: string;
  readonly criteria: string;
  readonly instrument: string;
  readonly agencies: readonly AgencyResult[];
}

/** The index of each agency, out of the tallies that the input holds: see release-index.ts. */
export function computeRelease(input: ReleaseInput): ReleaseResult {
  const criteria = criteriaOf(input.criteria);
  const maxOf = (by: string) =>
    criteria.filter(({ scored_by }) => scored_by === by).reduce((sum, { max }) => sum.add(rational(max)), rational(0));
  const { rule, instrument } = input;
  const rules = { rule, instrument, total: rational(input.criteria.total), surveyMax: maxOf('survey') };
  const appraisal = criteria.filter(({ scored_by }) => scored_by === 'appraisal').map(({ code }) => code);
  const computed = input.agencies.map(({ code, name, list, scores, responses, tally }) => {
    const selfScores = appraisal.map((criterion) => scores[criterion]?.self ?? null);
    return computeAgency(rules, {
      agency: { code, name, list },
      points: {
        appraised: appraisal.reduce((sum, criterion) => sum.add(rational(scores[criterion]?.appraised ?? '0')), rational(0)),
        appraisedMax: maxOf('appraisal'),
        removed: rational(0),
        bonus: rational(0),
        penalty: rational(0),
      },
      self: selfScores.includes(null) ? null : selfScores.reduce((sum, score) => sum.add(rational(score ?? '0')), rational(0)),
      responses: shownCount(
        rule,
        responses.reduce((sum, { n }) => sum + n, 0),
      ),
      tally: numericTally(tally),
    });
  });
  const ranks = ranksOf(rule, computed);
  return {
    format: 'hanoi-cchc-result/1',
    release: input.release,
    simulated: input.simulated,
    rule: rule.id,
    criteria: input.criteria.id,
    instrument: instrument.id,
    agencies: computed.map((one) => ({ ...one.result, rank: null, rank_interval: null, ...ranks.get(one) })),
  };
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
