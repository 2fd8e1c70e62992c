import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { fold } from '#search/model/text.ts';
import { displayName, type Procedure, procedureSchema } from './model/procedure.ts';

export interface ProcedureListing {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly topic: string;
  readonly online_level: Procedure['online_level'];
}

export interface ProcedureFilter {
  readonly topic?: string | undefined;
  readonly level?: string | undefined;
}

type Online = { online_level: Procedure['online_level'] };

function byName(a: ProcedureListing, b: ProcedureListing): number {
  return vietnameseOrder(displayName(a.name), displayName(b.name)) || (a.code < b.code ? -1 : 1);
}

/** One procedure; undefined when there is no such code. */
export async function findProcedure(reader: Reader, code: string): Promise<Procedure | undefined> {
  const row = await reader.selectFrom('procedures').select('record').where('code', '=', code).executeTakeFirst();
  return row && procedureSchema.parse(JSON.parse(row.record));
}

/** All procedures with their whole records, by code. */
export async function allProcedures(reader: Reader): Promise<readonly Procedure[]> {
  const rows = await reader.selectFrom('procedures').select('record').orderBy('code').execute();
  return rows.map((row) => procedureSchema.parse(JSON.parse(row.record)));
}

/** A page of the catalogue in the order of names, and how many there are in all. */
export async function listProcedures(
  reader: Reader,
  filter: ProcedureFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly items: readonly ProcedureListing[] }> {
  let query = reader.selectFrom('procedures as p');
  if (filter.topic !== undefined) query = query.where('p.topic', '=', filter.topic);
  if (filter.level !== undefined) {
    const level = filter.level;
    query = query.where((e) =>
      e.exists(e.selectFrom('procedure_levels as l').select('l.level').whereRef('l.procedure', '=', 'p.code').where('l.level', '=', level)),
    );
  }
  const rows = await query.select(['p.code', 'p.name', 'p.field', 'p.topic', 'p.online_level']).$narrowType<Online>().execute();
  return { total: rows.length, items: rows.sort(byName).slice(page.offset, page.offset + page.limit) };
}

/** The other procedures of the same field, by name. */
export async function siblingsOf(reader: Reader, procedure: Procedure, limit: number): Promise<readonly ProcedureListing[]> {
  const rows = await reader
    .selectFrom('procedures')
    .select(['code', 'name', 'field', 'topic', 'online_level'])
    .$narrowType<Online>()
    .where('field_code', '=', procedure.field_code)
    .where('code', '!=', procedure.code)
    .execute();
  return rows.sort(byName).slice(0, limit);
}

/** The procedures that were opened most often since a day, with how often, the most opened first. */
export async function mostViewed(
  reader: Reader,
  since: string,
  limit: number,
): Promise<readonly { code: string; name: string; n: number }[]> {
  const rows = await reader
    .selectFrom('procedure_views as v')
    .innerJoin('procedures as p', 'p.code', 'v.procedure')
    .select((e) => ['p.code', 'p.name', e.fn.sum<number>('v.n').as('n')])
    .where('v.day', '>=', since)
    .groupBy(['p.code', 'p.name'])
    .orderBy('n', 'desc')
    .orderBy('p.code')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}

/** Adds openings to the totals of a day; codes that are no procedure's any more are left out. */
export async function addViews(tx: Tx, day: string, counted: ReadonlyMap<string, number>): Promise<void> {
  const known = new Set(
    (
      await tx
        .selectFrom('procedures')
        .select('code')
        .where('code', 'in', [...counted.keys()])
        .execute()
    ).map((row) => row.code),
  );
  for (const [procedure, n] of counted) {
    if (!known.has(procedure)) continue;
    await tx
      .insertInto('procedure_views')
      .values({ procedure, day, n })
      .onConflict((conflict) => conflict.columns(['procedure', 'day']).doUpdateSet((e) => ({ n: e('procedure_views.n', '+', n) })))
      .execute();
  }
}

/** How many procedures the catalogue holds. */
export async function countProcedures(reader: Reader): Promise<number> {
  const { n } = await reader
    .selectFrom('procedures')
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The topics of the catalogue with their number of procedures, the largest first. */
export async function procedureTopics(reader: Reader): Promise<readonly { topic: string; n: number }[]> {
  const rows = await reader
    .selectFrom('procedures')
    .select((e) => ['topic', e.fn.countAll().as('n')])
    .groupBy('topic')
    .execute();
  return rows.map((row) => ({ topic: row.topic, n: Number(row.n) })).sort((a, b) => b.n - a.n || a.topic.localeCompare(b.topic, 'vi'));
}

/** Adds the procedures whose code is not there yet; gives their codes. */
export async function addMissingProcedures(tx: Tx, procedures: readonly Procedure[]): Promise<readonly string[]> {
  const known = new Set((await tx.selectFrom('procedures').select('code').execute()).map((row) => row.code));
  const added = procedures.filter((procedure) => !known.has(procedure.code));
  for (const procedure of added) {
    await tx
      .insertInto('procedures')
      .values({
        code: procedure.code,
        name: procedure.name,
        name_fold: fold(displayName(procedure.name)),
        field_code: procedure.field_code,
        field: procedure.field,
        topic: procedure.group,
        online_level: procedure.online_level,
        decision_date: procedure.decision_date,
        record: JSON.stringify(procedure),
      })
      .execute();
    await tx
      .insertInto('procedure_levels')
      .values(procedure.level.map((level) => ({ procedure: procedure.code, level })))
      .execute();
  }
  return added.map((procedure) => procedure.code);
}
