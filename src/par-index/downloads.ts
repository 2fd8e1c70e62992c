import { csvText } from '#platform/model/csv.ts';
import type { AgencySatisfaction, LiveTable } from './live.ts';
import type { Published } from './model/display.ts';
import type { Indicator } from './model/indicator.ts';
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
  ];
  const breaks = new Set(series.breaks.map(({ after }) => after));
  const rowsOf = (area: string, points: Indicator['values']) =>
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
      point.sources.map((key) => series.sources[key]?.url ?? series.sources[key]?.name ?? key).join('; '),
      point.note ?? null,
    ]);
  return csvText(columns, [...rowsOf('Hà Nội', series.values), ...rowsOf('Việt Nam', series.national_mean)]);
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

/** The satisfaction with one agency by questionnaire and factor. */
export function agencyCsv({ rule, surveys }: AgencySatisfaction): string {
  return csvText(
    ['wave', 'instrument', 'factor', 'title', ...scoreColumns, ...countColumns],
    surveys
      .filter(({ answered }) => answered)
      .flatMap(({ wave, instrument, score, received, excluded }) =>
        [score.overall, ...score.factors].map((one) => {
          // Whole responses are left out, never the answers to a factor.
          const counts = one === score.overall ? [received, excluded] : [null, null];
          return [wave.id, instrument.id, one.code, one.title, ...scoreCells(rule, one), ...counts];
        }),
      ),
  );
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
