import type { IndicatorPoint } from './indicator.ts';
import { doubtsOf } from './published-doubts.ts';
import { agenciesOf, criteriaBreaks, type PublishedRound, type PublishedRow } from './published-round.ts';
import type { TrendSeries } from './trend.ts';

/** What was published of an agency in one round. */
export interface PublishedYear {
  readonly round: PublishedRound;
  readonly row: PublishedRow;
  /** What was printed contradicts itself here. */
  readonly disputed: boolean;
}

/** What was published of an agency, the newest year first. */
export function publishedYears(rounds: readonly PublishedRound[], agency: string): readonly PublishedYear[] {
  return rounds
    .flatMap((round): PublishedYear[] => {
      const row = round.rows.find((one) => one.agency === agency);
      return row ? [{ round, row, disputed: doubtsOf(round).rows.has(agency) }] : [];
    })
    .sort((a, b) => b.round.year - a.round.year);
}

/** The same as a line through the years, beside the means of all agencies of its list in these years. */
export function agencySeries(rounds: readonly PublishedRound[], years: readonly PublishedYear[]): TrendSeries {
  const points = years.map(
    ({ round, row, disputed }): IndicatorPoint => ({
      year: round.year,
      ...(row.value !== undefined && { value: row.value }),
      ...(row.rank !== undefined && { rank: row.rank, rank_of: agenciesOf(round) }),
      certainty: row.certainty ?? round.certainty,
      disputed,
      sources: [],
    }),
  );
  const list = years[0]?.round.list;
  return {
    values: points.reverse(),
    national_mean: years
      .flatMap(({ round: { year, mean } }): IndicatorPoint[] =>
        mean ? [{ year, value: mean.value, certainty: mean.certainty, sources: [] }] : [],
      )
      .reverse(),
    breaks: criteriaBreaks(rounds.filter((round) => round.list === list)),
  };
}
