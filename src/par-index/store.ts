import type { Reader, Tx } from '#platform/context.ts';
import { type CriteriaSet, criteriaSetSchema } from './model/criteria.ts';
import { type Indicator, indicatorSchema } from './model/indicator.ts';
import { type ScoringRule, scoringRuleSchema } from './model/scoring-rule.ts';

/** The published series, in the order in which the portal shows them. */
export async function allIndicators(reader: Reader): Promise<readonly Indicator[]> {
  const rows = await reader.selectFrom('indicators').select('series').execute();
  const order = ['sipas', 'par-index', 'papi', 'pci'];
  return rows.map((row) => indicatorSchema.parse(JSON.parse(row.series))).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
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

/** Adds the published series that are not there yet. */
export async function addMissingIndicators(tx: Tx, indicators: readonly Indicator[]): Promise<void> {
  const known = new Set((await tx.selectFrom('indicators').select('id').execute()).map((row) => row.id));
  for (const indicator of indicators.filter(({ id }) => !known.has(id))) {
    await tx
      .insertInto('indicators')
      .values({ id: indicator.id, series: JSON.stringify(indicator) })
      .execute();
  }
}
