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

/** All scoring rules, by id. */
export async function allRules(reader: Reader): Promise<readonly ScoringRule[]> {
  const rows = await reader.selectFrom('scoring_rules').select('definition').orderBy('id').execute();
  return rows.map((row) => scoringRuleSchema.parse(JSON.parse(row.definition)));
}

/** All sets of criteria, by id. */
export async function allCriteria(reader: Reader): Promise<readonly CriteriaSet[]> {
  const rows = await reader.selectFrom('criteria_sets').select('definition').orderBy('id').execute();
  return rows.map((row) => criteriaSetSchema.parse(JSON.parse(row.definition)));
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
