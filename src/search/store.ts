import { sql } from 'kysely';
import type { Reader, Tx } from '#platform/context.ts';
import { ambiguousSchema, type Entry, outsideSchema, synonymSchema } from './model/lexicon.ts';
import { sameKey } from './model/word-rules.ts';

/** What a process reads anew when it has changed; written by whoever changes a word. */
export const wordsTag = 'search-words';

const chunk = 200;

/** Adds the words that are not there yet, however they are spelt, in use or set aside by staff; gives how many. */
export async function addMissingWords(tx: Tx, entries: readonly Entry[]): Promise<number> {
  const rows = await tx.selectFrom('search_synonyms').select(['kind', 'alias']).execute();
  const known = new Set(rows.map(({ kind, alias }) => `${kind} ${sameKey(alias)}`));
  const added = entries.filter(({ kind, entry }) => !known.has(`${kind} ${sameKey(entry.alias)}`));
  for (let i = 0; i < added.length; i += chunk) {
    const values = added.slice(i, i + chunk).map(({ kind, entry }) => {
      const { alias, ...rest } = entry;
      return { kind, alias, entry: JSON.stringify(rest), active: 1 as const, source: 'content/' };
    });
    await tx.insertInto('search_synonyms').values(values).execute();
  }
  return added.length;
}

/** All words in use, and the aliases whose entries cannot be read. */
export async function activeWords(reader: Reader): Promise<{ readonly entries: readonly Entry[]; readonly unreadable: readonly string[] }> {
  const rows = await reader
    .selectFrom('search_synonyms')
    .select(['kind', 'alias', 'entry'])
    .where('active', '=', 1)
    .orderBy('alias')
    .execute();
  const entries: Entry[] = [];
  const unreadable: string[] = [];
  for (const { kind, alias, entry } of rows) {
    const read = entryOf(kind, alias, entry);
    if (read) entries.push(read);
    else unreadable.push(alias);
  }
  return { entries, unreadable };
}

/** What a row of the table says; null where it cannot be read. */
export function entryOf(kind: Entry['kind'], alias: string, text: string): Entry | null {
  try {
    const value = { ...(JSON.parse(text) as Record<string, unknown>), alias };
    if (kind === 'synonym') return { kind, entry: synonymSchema.parse(value) };
    if (kind === 'ambiguous') return { kind, entry: ambiguousSchema.parse(value) };
    return { kind, entry: outsideSchema.parse(value) };
  } catch {
    return null;
  }
}

/** Adds queries that found nothing to the totals of a day, as long as the day holds fewer texts than `mostTexts`. */
export async function addMisses(tx: Tx, day: string, counted: ReadonlyMap<string, number>, mostTexts: number): Promise<void> {
  const { texts } = await tx
    .selectFrom('search_misses')
    .select((e) => e.fn.countAll().as('texts'))
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  const values = [...counted].slice(0, Math.max(0, mostTexts - Number(texts))).map(([text, n]) => ({ text, day, n }));
  for (let i = 0; i < values.length; i += chunk) {
    await tx
      .insertInto('search_misses')
      .values(values.slice(i, i + chunk))
      .onConflict((conflict) => conflict.columns(['text', 'day']).doUpdateSet({ n: sql<number>`search_misses.n + excluded.n` }))
      .execute();
  }
}

/** Forgets the queries of the days before one. */
export async function dropMissesBefore(tx: Tx, day: string): Promise<void> {
  await tx.deleteFrom('search_misses').where('day', '<', day).execute();
}
