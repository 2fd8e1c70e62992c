import type { SearchSynonymRow } from '#db/schema.ts';
import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { Entry } from './model/lexicon.ts';
import { fold } from './model/text.ts';
import { sameKey, type WordKind } from './model/word-rules.ts';
import { entryOf } from './store.ts';

/** A word of the table, in use or set aside. */
export interface StoredWord {
  readonly kind: WordKind;
  readonly alias: string;
  /** Null where what is stored cannot be read. */
  readonly entry: Entry | null;
  readonly active: boolean;
  /** `content/`, or who added or last changed it. */
  readonly source: string;
}

/** What of the words is wanted; null wants all. */
export interface WordFilter {
  readonly kind: WordKind | null;
  /** Part of the word or of what it stands for, diacritics or not. */
  readonly text: string;
  readonly active: boolean | null;
  /** Only what staff have added or changed. */
  readonly ofStaff: boolean;
}

/** The words that answer a filter: what is the text itself, what holds it, what means it; each in the order of the alphabet. */
export async function listWords(reader: Reader, { kind, text, active, ofStaff }: WordFilter): Promise<readonly StoredWord[]> {
  let query = reader.selectFrom('search_synonyms').selectAll();
  if (kind !== null) query = query.where('kind', '=', kind);
  if (active !== null) query = query.where('active', '=', active ? 1 : 0);
  if (ofStaff) query = query.where('source', '!=', 'content/');
  const wanted = fold(text);
  const rows = await query.execute();
  const found = rows.filter((row) => wanted === '' || fold(`${row.alias} ${row.entry}`).includes(wanted));
  const ranked = found.map((row) => ({ row, rank: rankOf(fold(row.alias), wanted) }));
  ranked.sort((a, b) => a.rank - b.rank || vietnameseOrder(a.row.alias, b.row.alias) || (a.row.kind < b.row.kind ? -1 : 1));
  return ranked.map(({ row }) => wordOf(row));
}

function rankOf(alias: string, wanted: string): number {
  return wanted === '' || alias === wanted ? 0 : alias.includes(wanted) ? 1 : 2;
}

/** The word of a kind that is spelt like this, in use or set aside. */
export async function findWord(reader: Reader, kind: WordKind, alias: string): Promise<StoredWord | undefined> {
  const exactly = await reader
    .selectFrom('search_synonyms')
    .selectAll()
    .where('kind', '=', kind)
    .where('alias', '=', alias)
    .executeTakeFirst();
  if (exactly) return wordOf(exactly);
  // Few thousand of them: the other spellings of one word cannot be asked for.
  const key = sameKey(alias);
  const rows = await reader.selectFrom('search_synonyms').selectAll().where('kind', '=', kind).execute();
  const row = rows.find((one) => sameKey(one.alias) === key);
  return row && wordOf(row);
}

function wordOf({ kind, alias, entry, active, source }: SearchSynonymRow): StoredWord {
  return { kind, alias, entry: entryOf(kind, alias, entry), active: active === 1, source };
}

/** Adds a word, or puts it in the place of the one that has this alias. */
export async function putWord(tx: Tx, { kind, entry }: Entry, active: boolean, source: string): Promise<void> {
  const { alias, ...rest } = entry;
  const values = { entry: JSON.stringify(rest), active: active ? (1 as const) : (0 as const), source };
  await tx
    .insertInto('search_synonyms')
    .values({ kind, alias, ...values })
    .onConflict((conflict) => conflict.columns(['kind', 'alias']).doUpdateSet(values))
    .execute();
}

/** Sets a word aside, or takes it into use again, as it is stored. */
export async function setActive(
  tx: Tx,
  { kind, alias }: Pick<StoredWord, 'kind' | 'alias'>,
  active: boolean,
  source: string,
): Promise<void> {
  await tx
    .updateTable('search_synonyms')
    .set({ active: active ? 1 : 0, source })
    .where('kind', '=', kind)
    .where('alias', '=', alias)
    .execute();
}

/** Which of these codes are no procedure of the catalogue. */
export async function unknownCodes(reader: Reader, codes: readonly string[]): Promise<readonly string[]> {
  if (codes.length === 0) return [];
  const rows = await reader.selectFrom('procedures').select('code').where('code', 'in', codes).execute();
  const known = new Set(rows.map(({ code }) => code));
  return codes.filter((code) => !known.has(code));
}
