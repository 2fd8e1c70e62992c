import type { IsoTime, ProcedureRow, ProcedureWordsRow } from '#db/schema.ts';
import { vietnameseSortKey } from '#i18n/model/collation.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { chunks } from './chunks.ts';
import { cityWordsSchema, type EditedWords } from './model/city-words.ts';
import { codeIn } from './model/code-reading.ts';
import { type Digest, digestSchema } from './model/digest.ts';
import type { Held } from './model/import-plan.ts';
import { listingOfDigest, listingSchema } from './model/listing.ts';
import { displayName } from './model/name.ts';
import { factsOf, type Procedure } from './model/procedure.ts';
import { recordSchema } from './model/record.ts';
import type { OnlineLevel } from './model/vocabulary.ts';
import { recordText } from './record-text.ts';

export interface ProcedureListing {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly online_level: OnlineLevel | null;
}

const columns = [
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

type WholeRow = Pick<ProcedureRow, (typeof columns)[number]> & NullableOf<Omit<ProcedureWordsRow, 'procedure'>>;
type NullableOf<T> = { [Key in keyof T]: T[Key] | null };

/** Procedures with everything that is known of them. */
function wholeProcedures(reader: Reader) {
  return reader
    .selectFrom('procedures as p')
    .leftJoin('procedure_words as w', 'w.procedure', 'p.code')
    .select([...columns.map((column) => `p.${column}` as const), 'w.version', 'w.words', 'w.edited_at', 'w.editor']);
}

function procedureOf(row: WholeRow): Procedure {
  return {
    code: row.code,
    listing: listingSchema.parse(JSON.parse(row.listing)),
    record: row.record === null ? null : recordSchema.parse(JSON.parse(row.record)),
    digest: row.digest === null ? null : digestSchema.parse(JSON.parse(row.digest)),
    words: wordsOf(row),
    withdrawal: row.withdrawn_on === null ? null : { on: row.withdrawn_on, note: row.withdrawn_note ?? '', replaced_by: row.replaced_by },
    missing: row.missing_since === null ? null : { since: row.missing_since, from: row.missing_from ?? '' },
  };
}

function wordsOf({ version, words, edited_at, editor }: WholeRow): EditedWords | null {
  if (words === null || version === null) return null;
  return { ...cityWordsSchema.parse(JSON.parse(words)), version, edited_at: edited_at ?? '', editor: editor ?? '' };
}

/** One procedure; undefined when there is no such code. */
export async function findProcedure(reader: Reader, code: string): Promise<Procedure | undefined> {
  const row = await wholeProcedures(reader).where('p.code', '=', code).executeTakeFirst();
  return row && procedureOf(row);
}

/** The procedures of these codes; those that are none are left out. */
export async function someProcedures(reader: Reader, codes: readonly string[]): Promise<readonly Procedure[]> {
  return (await wholeProcedures(reader).where('p.code', 'in', codes).execute()).map(procedureOf);
}

/** Whether there is a procedure of this code. */
export async function hasProcedure(reader: Reader, code: string): Promise<boolean> {
  return (await reader.selectFrom('procedures').select('code').where('code', '=', code).executeTakeFirst()) !== undefined;
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
    const rows = await wholeProcedures(reader).where('p.code', '>', after).orderBy('p.code').limit(size).execute();
    for (const row of rows) yield procedureOf(row);
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.code;
  }
}

/** What an import compares with, of every procedure; the records themselves stay where they are. */
export async function heldProcedures(reader: Reader): Promise<ReadonlyMap<string, Held>> {
  const rows = await reader
    .selectFrom('procedures')
    .select(['code', 'listing', 'record_hash', 'record_updated_at', 'missing_from'])
    .execute();
  return new Map(
    rows.map(({ code, listing, record_hash, record_updated_at, missing_from }) => [
      code,
      {
        listing: listingSchema.parse(JSON.parse(listing)),
        record: record_hash === null ? null : { hash: record_hash, updated_at: record_updated_at ?? '' },
        missing_from,
      },
    ]),
  );
}

/** What beside lists and records decides how an import's rows are written: another one tells that somebody changed it. */
export async function besideImports(reader: Reader): Promise<unknown> {
  const withdrawn = await reader
    .selectFrom('procedures')
    .select(['code', 'withdrawn_on', 'withdrawn_note', 'replaced_by'])
    .where('withdrawn_on', 'is not', null)
    .orderBy('code')
    .execute();
  const digests = await reader
    .selectFrom('procedures')
    .select((e) => e.fn.count('digest').as('n'))
    .executeTakeFirstOrThrow();
  return [withdrawn, Number(digests.n)];
}

/** Marks procedures as missing from a file, or takes their marks away. */
export async function markMissing(tx: Tx, codes: readonly string[], missing: Procedure['missing']): Promise<void> {
  for (const some of chunks(codes, 500))
    await tx
      .updateTable('procedures')
      .set({ missing_since: missing?.since ?? null, missing_from: missing?.from ?? null })
      .where('code', 'in', some)
      .execute();
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

/** How many procedures the catalogue holds. */
export async function countProcedures(reader: Reader): Promise<number> {
  const { n } = await reader
    .selectFrom('procedures')
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/**
 * Writes procedures as they are given, in place of what stood there, and everything that is derived from them; the words
 * that were edited in the portal are written by `saveWords` alone.
 */
export async function saveProcedures(tx: Tx, procedures: readonly Procedure[]): Promise<void> {
  await saveProcedureRows(tx, procedures.map(procedureRows));
}

/** A procedure as its tables hold it: made before a transaction, thousands of them are written quickly. */
export interface ProcedureRows {
  readonly row: ProcedureRow;
  readonly levels: readonly string[];
  readonly audiences: readonly string[];
}

/** What `saveProcedureRows` writes of a procedure. */
export function procedureRows(procedure: Procedure): ProcedureRows {
  const { levels, audiences } = factsOf(procedure);
  return { row: rowOf(procedure), levels, audiences };
}

/** Writes procedures that were made into rows before. */
export async function saveProcedureRows(tx: Tx, procedures: readonly ProcedureRows[]): Promise<void> {
  for (const some of chunks(procedures, 100)) {
    const rows = some.map(({ row }) => row);
    const codes = rows.map(({ code }) => code);
    await tx
      .insertInto('procedures')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((e) => {
          const { code: _, ...columns } = rows[0] ?? ({} as ProcedureRow);
          return Object.fromEntries(Object.keys(columns).map((name) => [name, e.ref(`excluded.${name as keyof typeof columns}`)]));
        }),
      )
      .execute();
    await tx.deleteFrom('procedure_levels').where('procedure', 'in', codes).execute();
    await tx.deleteFrom('procedure_audiences').where('procedure', 'in', codes).execute();
    const levels = some.flatMap(({ row, levels }) => levels.map((level) => ({ procedure: row.code, level })));
    const audiences = some.flatMap(({ row, audiences }) => audiences.map((audience) => ({ procedure: row.code, audience })));
    if (levels.length > 0) await tx.insertInto('procedure_levels').values(levels).execute();
    if (audiences.length > 0) await tx.insertInto('procedure_audiences').values(audiences).execute();
  }
}

/** Writes one procedure; see saveProcedures. */
export async function saveProcedure(tx: Tx, procedure: Procedure): Promise<void> {
  await saveProcedures(tx, [procedure]);
}

function rowOf(procedure: Procedure): ProcedureRow {
  const { code, listing, record, digest, withdrawal, missing } = procedure;
  const { name, field, field_code, online_level, decision_no, decision_day } = factsOf(procedure);
  const text = record && recordText(record);
  return {
    code,
    name,
    name_key: vietnameseSortKey(displayName(name)),
    field,
    field_code,
    promulgator: listing.promulgator,
    online_level,
    decision_no,
    decision_day,
    listing: JSON.stringify(listing),
    record: text?.json ?? null,
    record_hash: text?.hash ?? null,
    record_updated_at: (text?.updated_at as IsoTime | undefined) ?? null,
    digest: digest && JSON.stringify(digest),
    withdrawn_on: withdrawal?.on ?? null,
    withdrawn_note: withdrawal?.note ?? null,
    replaced_by: withdrawal?.replaced_by ?? null,
    missing_since: missing?.since ?? null,
    missing_from: missing?.from ?? null,
  };
}

/** Adds the editors' words about procedures that have none yet; gives the codes. What is there is left as it is. */
export async function addMissingDigests(tx: Tx, digests: readonly Digest[]): Promise<readonly string[]> {
  const done = await tx.selectFrom('procedures').select('code').where('digest', 'is not', null).where('name_key', '!=', '').execute();
  const known = new Set(done.map((row) => row.code));
  const added = digests.filter((digest) => !known.has(digest.code));
  for (const digest of added) {
    const stored = await findProcedure(tx, digest.code);
    const fresh: Procedure = {
      code: digest.code,
      listing: listingOfDigest(digest),
      record: null,
      digest,
      words: null,
      withdrawal: null,
      missing: null,
    };
    await saveProcedure(tx, stored ? { ...stored, digest: stored.digest ?? digest } : fresh);
  }
  return added.map((digest) => digest.code);
}
