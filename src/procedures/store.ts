import type { ProcedureRow } from '#db/schema.ts';
import { vietnameseOrder, vietnameseSortKey } from '#i18n/model/collation.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { codeIn } from './model/code-reading.ts';
import { type Digest, digestSchema } from './model/digest.ts';
import { listingOfDigest, listingSchema } from './model/listing.ts';
import { displayName } from './model/name.ts';
import { factsOf, type Procedure } from './model/procedure.ts';
import { recordSchema } from './model/record.ts';
import type { Level, OnlineLevel } from './model/vocabulary.ts';

export interface ProcedureListing {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly online_level: OnlineLevel | null;
}

export interface ProcedureFilter {
  readonly field?: string | undefined;
  readonly level?: string | undefined;
}

const whole = [
  'code',
  'listing',
  'record',
  'digest',
  'withdrawn_on',
  'withdrawn_note',
  'replaced_by',
  'missing_since',
  'missing_from',
] as const;

function procedureOf(row: Pick<ProcedureRow, (typeof whole)[number]>): Procedure {
  return {
    code: row.code,
    listing: listingSchema.parse(JSON.parse(row.listing)),
    record: row.record === null ? null : recordSchema.parse(JSON.parse(row.record)),
    digest: row.digest === null ? null : digestSchema.parse(JSON.parse(row.digest)),
    withdrawal: row.withdrawn_on === null ? null : { on: row.withdrawn_on, note: row.withdrawn_note ?? '', replaced_by: row.replaced_by },
    missing: row.missing_since === null ? null : { since: row.missing_since, from: row.missing_from ?? '' },
  };
}

/** One procedure; undefined when there is no such code. */
export async function findProcedure(reader: Reader, code: string): Promise<Procedure | undefined> {
  const row = await reader.selectFrom('procedures').select(whole).where('code', '=', code).executeTakeFirst();
  return row && procedureOf(row);
}

/**
 * The code under which a procedure is found today, for a former code, an old long one or one badly typed; undefined where
 * it stands for nothing here.
 */
export async function currentCode(reader: Reader, given: string): Promise<string | undefined> {
  const codes = [...new Set([given.trim(), codeIn(given)])].filter((code) => code !== null);
  const known = await reader.selectFrom('procedures').select('code').where('code', 'in', codes).execute();
  const former = await reader.selectFrom('procedure_former_codes').selectAll().where('former', 'in', codes).execute();
  for (const code of codes) {
    const now = known.find((row) => row.code === code)?.code ?? former.find((row) => row.former === code)?.procedure;
    if (now !== undefined) return now;
  }
  return undefined;
}

/** All procedures with everything that is known of them, by code, a few hundred at a time: together they are large. */
export async function* eachProcedure(reader: Reader, size = 200): AsyncGenerator<Procedure> {
  let after = '';
  for (;;) {
    const rows = await reader.selectFrom('procedures').select(whole).where('code', '>', after).orderBy('code').limit(size).execute();
    for (const row of rows) yield procedureOf(row);
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.code;
  }
}

/** A page of the catalogue in the order of names, and how many there are in all. */
export async function listProcedures(
  reader: Reader,
  filter: ProcedureFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly items: readonly ProcedureListing[] }> {
  let query = reader.selectFrom('procedures as p');
  if (filter.field !== undefined) query = query.where('p.field', '=', filter.field);
  if (filter.level !== undefined) {
    const level = filter.level;
    query = query.where((e) =>
      e.exists(e.selectFrom('procedure_levels as l').select('l.level').whereRef('l.procedure', '=', 'p.code').where('l.level', '=', level)),
    );
  }
  const { n } = await query.select((e) => e.fn.countAll().as('n')).executeTakeFirstOrThrow();
  const items = await query
    .select(['p.code', 'p.name', 'p.field', 'p.online_level'])
    .$narrowType<{ online_level: OnlineLevel | null }>()
    .orderBy('p.name_key')
    .orderBy('p.code')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total: Number(n), items };
}

/** The other procedures of the same field, by name. */
export async function siblingsOf(reader: Reader, procedure: Procedure, limit: number): Promise<readonly ProcedureListing[]> {
  return reader
    .selectFrom('procedures')
    .select(['code', 'name', 'field', 'online_level'])
    .$narrowType<{ online_level: OnlineLevel | null }>()
    .where('field', '=', procedure.listing.field)
    .where('code', '!=', procedure.code)
    .where('withdrawn_on', 'is', null)
    .orderBy('name_key')
    .orderBy('code')
    .limit(limit)
    .execute();
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

/** The fields of the catalogue with their number of procedures, the largest first. */
export async function procedureFields(reader: Reader): Promise<readonly { field: string; n: number }[]> {
  const rows = await reader
    .selectFrom('procedures')
    .select((e) => ['field', e.fn.countAll().as('n')])
    .groupBy('field')
    .execute();
  return rows.map((row) => ({ field: row.field, n: Number(row.n) })).sort((a, b) => b.n - a.n || vietnameseOrder(a.field, b.field));
}

/** Writes a procedure as it is given, in place of what stood there, and everything that is derived from it. */
export async function saveProcedure(tx: Tx, procedure: Procedure): Promise<void> {
  const { code, listing, record, digest, withdrawal, missing } = procedure;
  const { name, field, field_code, online_level, decision_no, decision_day, levels, audiences } = factsOf(procedure);
  const columns = {
    name,
    name_key: vietnameseSortKey(displayName(name)),
    field,
    field_code,
    promulgator: listing.promulgator,
    online_level,
    decision_no,
    decision_day,
    listing: JSON.stringify(listing),
    record: record && JSON.stringify(record),
    digest: digest && JSON.stringify(digest),
    withdrawn_on: withdrawal?.on ?? null,
    withdrawn_note: withdrawal?.note ?? null,
    replaced_by: withdrawal?.replaced_by ?? null,
    missing_since: missing?.since ?? null,
    missing_from: missing?.from ?? null,
  };
  await tx
    .insertInto('procedures')
    .values({ code, ...columns })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(columns))
    .execute();
  await tx.deleteFrom('procedure_levels').where('procedure', '=', code).execute();
  await tx.deleteFrom('procedure_audiences').where('procedure', '=', code).execute();
  if (levels.length > 0)
    await tx
      .insertInto('procedure_levels')
      .values(levels.map((level: Level) => ({ procedure: code, level })))
      .execute();
  if (audiences.length > 0)
    await tx
      .insertInto('procedure_audiences')
      .values(audiences.map((audience) => ({ procedure: code, audience })))
      .execute();
}

/** Adds the editors' words about procedures that have none yet; gives the codes. What is there is left as it is. */
export async function addMissingDigests(tx: Tx, digests: readonly Digest[]): Promise<readonly string[]> {
  const done = await tx.selectFrom('procedures').select('code').where('digest', 'is not', null).where('name_key', '!=', '').execute();
  const known = new Set(done.map((row) => row.code));
  const added = digests.filter((digest) => !known.has(digest.code));
  for (const digest of added) {
    const stored = await findProcedure(tx, digest.code);
    const fresh: Procedure = { code: digest.code, listing: listingOfDigest(digest), record: null, digest, withdrawal: null, missing: null };
    await saveProcedure(tx, stored ? { ...stored, digest: stored.digest ?? digest } : fresh);
  }
  return added.map((digest) => digest.code);
}
