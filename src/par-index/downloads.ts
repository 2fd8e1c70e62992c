import type { Agency } from '#agencies/model/agency.ts';
import { csvText } from '#platform/model/csv.ts';
import type { Comparison } from './comparison.ts';
import type { AgencySatisfaction, LiveTable } from './live.ts';
import type { Published } from './model/display.ts';
import type { Indicator, IndicatorTarget } from './model/indicator.ts';
import { pointsOf } from './model/points.ts';
import type { ReleaseView } from './model/release-view.ts';
import { boundText } from './model/score.ts';
import type { ScoringRule } from './model/scoring-rule.ts';

/** The columns of a score; what is not shown on pages is not in files either. */
const scoreColumns = ['responses', 'satisfaction_percent', 'interval_low', 'interval_high'];

/** How many responses came, and how many of them are left out of the figures. */
const countColumns = ['responses_received', 'responses_excluded'];

function scoreCells(rule: ScoringRule, { n, percent, interval }: Published): readonly (string | number | null)[] {
  if (interval === null) return [n, null, null, null];
  return [n, percent, boundText(rule, interval.low), boundText(rule, interval.high)];
}

/** A published series as a table: Hà Nội, then the country. */
export function seriesCsv(series: Indicator): string {
  const columns = [
    'series',
    'area',
    'year',
    'value',
    'rank',
    'rank_of',
    'certainty',
    'approximate',
    'disputed',
    'method_changed_after',
    'sources',
    'note',
    'target_from',
    'target_to',
    'target_above',
  ];
  const breaks = new Set(series.breaks.map(({ after }) => after));
  const targets = new Map((series.targets ?? []).map((target) => [target.year, target]));
  const sourcesOf = (keys: readonly string[]) => keys.map((key) => series.sources[key]?.url ?? series.sources[key]?.name ?? key).join('; ');
  const targetCells = (target: IndicatorTarget | undefined) => [target?.from ?? null, target?.to ?? null, target?.above ? 'yes' : null];
  const rowsOf = (area: string, points: Indicator['values'], aims: typeof targets) =>
    points.map((point) => [
      series.id,
      area,
      point.year,
      point.value ?? null,
      point.rank ?? null,
      point.rank_of ?? null,
      point.certainty,
      point.approximate ? 'yes' : null,
      point.disputed ? 'yes' : null,
      breaks.has(point.year) ? 'yes' : null,
      sourcesOf(point.sources),
      point.note ?? null,
      ...targetCells(aims.get(point.year)),
    ]);
  // A target of a year without a value has a row of its own.
  const ahead = [...targets.values()]
    .filter(({ year }) => !series.values.some((point) => point.year === year))
    .map((target) => [
      ...[series.id, 'Hà Nội', target.year, null, null, null, null, null, null, null],
      ...[sourcesOf([target.source]), target.text, ...targetCells(target)],
    ]);
  return csvText(columns, [...rowsOf('Hà Nội', series.values, targets), ...ahead, ...rowsOf('Việt Nam', series.national_mean, new Map())]);
}

/** The satisfaction with every agency that has answers, as the portal counts it. */
export function liveCsv({ rule, rows }: LiveTable): string {
  return csvText(
    ['code', 'name', ...scoreColumns, ...countColumns],
    rows
      .filter(({ answered }) => answered)
      .map(({ agency, overall, counts }) => [agency.code, agency.name, ...scoreCells(rule, overall), counts.received, counts.excluded]),
  );
}

/** The satisfaction with every agency that has answers, by factor: a row for each. */
export function factorsCsv({ rule, rows }: LiveTable): string {
  return byAgencyCsv(
    rule,
    rows.filter(({ answered }) => answered).map(({ agency, overall, factors }) => ({ agency, scores: [overall, ...factors] })),
  );
}

/** The same of agencies that are compared. */
export function comparisonCsv({ rule, agencies, overall, factors }: Comparison): string {
  return byAgencyCsv(
    rule,
    agencies.map((agency, i) => ({ agency, scores: [overall, ...factors].flatMap(({ scores }) => scores[i] ?? []) })),
  );
}

function byAgencyCsv(
  rule: ScoringRule,
  rows: readonly { readonly agency: Pick<Agency, 'code' | 'name'>; readonly scores: readonly Published[] }[],
): string {
  return csvText(
    ['code', 'name', 'factor', 'title', ...scoreColumns],
    rows.flatMap(({ agency, scores }) => scores.map((one) => [agency.code, agency.name, one.code, one.title, ...scoreCells(rule, one)])),
  );
}

/** The satisfaction with one agency, or of those who used a procedure, by questionnaire and factor; of waves before last year's, overall. */
export function surveysCsv({ rule, surveys, history }: Pick<AgencySatisfaction, 'rule' | 'surveys' | 'history'>): string {
  const recent = surveys
    .filter(({ answered }) => answered)
    .flatMap(({ wave, instrument, score, received, excluded }) =>
      [score.overall, ...score.factors].map((one) => {
        // Whole responses are left out, never the answers to a factor.
        const counts = one === score.overall ? [received, excluded] : [null, null];
        return [wave.id, instrument.id, one.code, one.title, ...scoreCells(rule, one), ...counts];
      }),
    );
  const earlier = history
    .filter(({ wave }) => !surveys.some((survey) => survey.wave.id === wave.id))
    .map(({ wave, instrument, overall }) => [
      wave.id,
      instrument.id,
      overall.code,
      overall.title,
      ...scoreCells(rule, overall),
      null,
      null,
    ]);
  return csvText(['wave', 'instrument', 'factor', 'title', ...scoreColumns, ...countColumns], [...recent, ...earlier]);
}

/** The result of a release with the points of each criterion. */
export function releaseCsv(release: ReleaseView): string {
  const { criteria, rows } = pointsOf(release);
  const columns = ['rank', 'rank_best', 'rank_worst', 'code', 'name', 'list', 'index', 'appraised_points', 'sociological_points'];
  return csvText(
    [...columns, 'satisfaction_percent', 'responses', ...countColumns, 'self_total', ...criteria.map(({ code }) => `criterion_${code}`)],
    rows.map(({ result: one, scores }) => {
      const counts = release.counts(one.code);
      return [
        ...[one.rank, one.rank_interval?.[0] ?? null, one.rank_interval?.[1] ?? null],
        ...[one.code, one.name, one.list, one.index, one.appraised_points, one.sociological_points],
        ...[one.satisfaction_percent, one.responses, counts?.received ?? null, counts?.excluded ?? null],
        ...[one.self_total, ...scores],
      ];
    }),
  );
}
