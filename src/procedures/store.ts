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

/** In the order of the names as shown, which are made once each: there are thousands. */
function byName(rows: readonly ProcedureListing[]): readonly ProcedureListing[] {
  return rows
    .map((row) => ({ row, name: displayName(row.name) }))
    .sort((a, b) => vietnameseOrder(a.name, b.name) || (a.row.code < b.row.code ? -1 : 1))
    .map(({ row }) => row);
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
  return { total: rows.length, items: byName(rows).slice(page.offset, page.offset + page.limit) };
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
  return byName(rows).slice(0, limit);
}

/** The procedures that were opened most often since a day, with how often, the most opened first. */
export async function mostViewed(
  reader: Reader,
  since: string,
  limit: number,
): Promise<readonly { code: string; name: string; n: number }[]> {
  const rows = await reader
    .selectFrom((e) =>
      e
        .selectFrom('procedure_views')
        .select((v) => ['procedure', v.fn.sum<number>('n').as('n')])
        .where('day', '>=', since)
        .groupBy('procedure')
        .orderBy('n', 'desc')
        .orderBy('procedure')
        .limit(limit)
        .as('v'),
    )
    .innerJoin('procedures as p', 'p.code', 'v.procedure')
    .select(['p.code', 'p.name', 'v.n'])
    .orderBy('v.n', 'desc')
    .orderBy('p.code')
    .execute();
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}

/** Adds openings to the totals of a day; codes that are no procedure's any more are left out. */
export async function addViews(tx: Tx, day: string, counted: ReadonlyMap<string, number>): Promise<void> {
  for (const codes of chunks([...counted.keys()], 500)) {
    const known = await tx.selectFrom('procedures').select('code').where('code', 'in', codes).execute();
    if (known.length === 0) continue;
    await tx
      .insertInto('procedure_views')
      .values(known.map(({ code }) => ({ procedure: code, day, n: counted.get(code) ?? 0 })))
      .onConflict((conflict) =>
        conflict.columns(['procedure', 'day']).doUpdateSet((e) => ({ n: e('procedure_views.n', '+', e.ref('excluded.n')) })),
      )
      .execute();
  }
}

/** Forgets the totals of the days before one. */
export async function dropViewsBefore(tx: Tx, day: string): Promise<void> {
  await tx.deleteFrom('procedure_views').where('day', '<', day).execute();
}

function chunks<T>(all: readonly T[], size: number): readonly T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
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
  return rows.map((row) => ({ topic: row.topic, n: Number(row.n) })).sort((a, b) => b.n - a.n || vietnameseOrder(a.topic, b.topic));
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
