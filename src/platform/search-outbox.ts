import { type Clock, timestamp } from './clock.ts';
import type { Reader, Tx } from './context.ts';

/** Stands for all documents: whatever differs from the database is to be sent. */
export const everyDocument = '*';
/** Stands for all documents: the indexes are to be made anew, whatever they hold. */
export const everyDocumentAnew = '**';

// Statements name at most so many values.
const chunk = 500;

/**
 * Notes that documents were added, changed or taken away, by their ids (documentId). Written in the transaction of the
 * change itself, so that no crash loses it; what the search engines are sent later is read from the database then.
 */
export async function tellSearch(tx: Tx, clock: Clock, documents: Iterable<string>): Promise<void> {
  const all = [...new Set(documents)];
  const at = timestamp(clock);
  for (let i = 0; i < all.length; i += chunk) {
    const some = all.slice(i, i + chunk);
    // One row a document, the newest: the outbox stays small however long nobody empties it.
    await tx.deleteFrom('search_outbox').where('document', 'in', some).execute();
    await tx
      .insertInto('search_outbox')
      .values(some.map((document) => ({ document, at })))
      .execute();
  }
}

export interface WaitingChange {
  readonly sequence: number;
  readonly document: string;
}

/** The oldest changes after `after` that the search engines have yet to be sent. */
export async function waitingChanges(reader: Reader, after: number, limit: number): Promise<readonly WaitingChange[]> {
  return reader
    .selectFrom('search_outbox')
    .select(['sequence', 'document'])
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** Whether any change waits to be sent; of these documents, where they are named. */
export async function anyWaiting(reader: Reader, documents?: readonly string[]): Promise<boolean> {
  const waiting = reader.selectFrom('search_outbox').select('sequence').limit(1);
  return (await (documents === undefined ? waiting : waiting.where('document', 'in', documents)).executeTakeFirst()) !== undefined;
}

/** How many changes wait, and since when (ISO 8601 UTC) the oldest does; null where none waits. */
export async function waitingSince(reader: Reader): Promise<{ readonly n: number; readonly since: string | null }> {
  const row = await reader
    .selectFrom('search_outbox')
    .select((e) => [e.fn.countAll().as('n'), e.fn.min('at').as('since')])
    .executeTakeFirstOrThrow();
  return { n: Number(row.n), since: row.since };
}

/** Takes out changes that every engine has learnt of. Changes of the same documents that came later stay. */
export async function forgetChanges(tx: Tx, changes: readonly WaitingChange[]): Promise<void> {
  for (let i = 0; i < changes.length; i += chunk) {
    const sequences = changes.slice(i, i + chunk).map(({ sequence }) => sequence);
    await tx.deleteFrom('search_outbox').where('sequence', 'in', sequences).execute();
  }
}
