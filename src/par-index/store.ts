import type { Reader, Tx } from '#platform/context.ts';
import { type CriteriaSet, criteriaSetSchema } from './model/criteria.ts';
import { type Indicator, indicatorSchema } from './model/indicator.ts';
import { type PublishedRound, publishedRoundSchema } from './model/published-round.ts';
import { type ScoringRule, scoringRuleSchema } from './model/scoring-rule.ts';

/** The published series, in the order in which the portal shows them. */
export async function allIndicators(reader: Reader): Promise<readonly Indicator[]> {
  const rows = await reader.selectFrom('indicators').select('series').execute();
  const order = ['sipas', 'par-index', 'papi', 'pci'];
  return rows.map((row) => indicatorSchema.parse(JSON.parse(row.series))).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** The published rounds, the newest first, departments before districts. */
export async function allPublishedRounds(reader: Reader): Promise<readonly PublishedRound[]> {
  const rows = await reader.selectFrom('published_rounds').select('definition').orderBy('year', 'desc').orderBy('list').execute();
  return rows.map((row) => publishedRoundSchema.parse(JSON.parse(row.definition)));
}

/** One published round; undefined when there is none with this id. */
export async function findPublishedRound(reader: Reader, id: string): Promise<PublishedRound | undefined> {
  const row = await reader.selectFrom('published_rounds').select('definition').where('id', '=', id).executeTakeFirst();
  return row && publishedRoundSchema.parse(JSON.parse(row.definition));
}

/** One scoring rule; undefined when there is none with this id. */
export async function findRule(reader: Reader, id: string): Promise<ScoringRule | undefined> {
  const row = await reader.selectFrom('scoring_rules').select('definition').where('id', '=', id).executeTakeFirst();
  return row && scoringRuleSchema.parse(JSON.parse(row.definition));
}

/** One set of criteria; undefined when there is none with this id. */
export async function findCriteria(reader: Reader, id: string): Promise<CriteriaSet | undefined> {
  const row = await reader.selectFrom('criteria_sets').select('definition').where('id', '=', id).executeTakeFirst();
  return row && criteriaSetSchema.parse(JSON.parse(row.definition));
}

export interface Round {
  readonly id: string;
  readonly title: string;
  readonly criteria: string;
  readonly rule: string;
  readonly instrument: string;
  /** The survey from which the sociological points come. */
  readonly wave: string;
  readonly agencies: readonly string[];
  readonly state: 'open' | 'released';
}

/** One round; undefined when there is none with this id. */
export async function findRound(reader: Reader, id: string): Promise<Round | undefined> {
  const row = await reader.selectFrom('rounds').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...row, agencies: JSON.parse(row.agencies) as string[] };
}

/** Puts a new round in. */
export async function insertRound(tx: Tx, round: Round): Promise<void> {
  await tx
    .insertInto('rounds')
    .values({ ...round, agencies: JSON.stringify(round.agencies) })
    .execute();
}

/** Marks a round as released: its scores do not change any more. */
export async function closeRound(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('rounds').set({ state: 'released' }).where('id', '=', id).execute();
}

export interface RoundScore {
  readonly agency: string;
  readonly criterion: string;
  readonly self_score: string | null;
  readonly appraised_score: string | null;
}

/** The self-scores and appraised scores of a round. */
export async function scoresOfRound(reader: Reader, round: string): Promise<readonly RoundScore[]> {
  return reader
    .selectFrom('round_scores')
    .select(['agency', 'criterion', 'self_score', 'appraised_score'])
    .where('round', '=', round)
    .orderBy('agency')
    .orderBy('criterion')
    .execute();
}

/** Puts in or changes a score of an open round; null leaves what is there. */
export async function upsertScore(tx: Tx, round: string, score: RoundScore): Promise<void> {
  await tx
    .insertInto('round_scores')
    .values({ round, ...score })
    .onConflict((conflict) =>
      conflict.columns(['round', 'agency', 'criterion']).doUpdateSet((e) => ({
        self_score: e.fn.coalesce('excluded.self_score', 'round_scores.self_score'),
        appraised_score: e.fn.coalesce('excluded.appraised_score', 'round_scores.appraised_score'),
      })),
    )
    .execute();
}

export interface Release {
  readonly id: string;
  readonly round: string;
  readonly sha256: string;
  readonly released_at: string;
}

/** The releases, newest first. */
export async function allReleases(reader: Reader): Promise<readonly (Release & { title: string })[]> {
  return reader
    .selectFrom('releases as r')
    .innerJoin('rounds as k', 'k.id', 'r.round')
    .select(['r.id', 'r.round', 'r.sha256', 'r.released_at', 'k.title'])
    .orderBy('r.released_at', 'desc')
    .execute();
}

/** One release; undefined when there is none with this id. */
export async function findRelease(reader: Reader, id: string): Promise<Release | undefined> {
  return reader.selectFrom('releases').select(['id', 'round', 'sha256', 'released_at']).where('id', '=', id).executeTakeFirst();
}

/** Writes that a release exists. */
export async function insertRelease(tx: Tx, release: Release & { released_by: string }): Promise<void> {
  await tx.insertInto('releases').values(release).execute();
}

/** Makes the published series those of content/, which alone writes them; gives how many were new or changed. */
export async function followIndicators(tx: Tx, indicators: readonly Indicator[]): Promise<number> {
  const known = new Map((await tx.selectFrom('indicators').select(['id', 'series']).execute()).map((row) => [row.id, row.series]));
  const changed = indicators
    .map((indicator) => ({ id: indicator.id, series: JSON.stringify(indicator) }))
    .filter(({ id, series }) => known.get(id) !== series);
  for (const row of changed) {
    await tx
      .insertInto('indicators')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ series: row.series }))
      .execute();
  }
  return changed.length;
}

/** Makes the published rounds those of content/, which alone writes them; gives how many were new, changed or taken out. */
export async function followPublishedRounds(tx: Tx, rounds: readonly PublishedRound[]): Promise<number> {
  const known = new Map(
    (await tx.selectFrom('published_rounds').select(['id', 'definition']).execute()).map((row) => [row.id, row.definition]),
  );
  const changed = rounds
    .map((round) => ({ id: round.id, year: round.year, list: round.list, definition: JSON.stringify(round) }))
    .filter(({ id, definition }) => known.get(id) !== definition);
  const given = new Set(rounds.map(({ id }) => id));
  const gone = [...known.keys()].filter((id) => !given.has(id));
  for (const id of [...gone, ...changed.map((row) => row.id)]) await tx.deleteFrom('published_rounds').where('id', '=', id).execute();
  for (const row of changed) await tx.insertInto('published_rounds').values(row).execute();
  return changed.length + gone.length;
}
