import { timestamp } from './clock.ts';
import type { Context, Reader, Tx } from './context.ts';

/**
 * What changed, told through the database, so that every process of the portal, and not only the one that made the
 * change, drops the pages it keeps. Written in the transaction of the change itself.
 */
export async function recordChanges(tx: Tx, context: Pick<Context, 'clock'>, tags: readonly string[]): Promise<void> {
  if (tags.length === 0) return;
  const at = timestamp(context.clock);
  await tx
    .insertInto('changes')
    .values(tags.map((tag) => ({ tag, at })))
    .execute();
}

/** The changes after the one numbered `after`, oldest first. */
export async function changesAfter(reader: Reader, after: number): Promise<readonly { id: number; tag: string }[]> {
  return reader.selectFrom('changes').select(['id', 'tag']).where('id', '>', after).orderBy('id').execute();
}

/** The number of the newest change; 0 when there is none. */
export async function newestChange(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('changes')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}

/** Forgets changes older than a day: every process has long read them. */
export async function forgetOldChanges(tx: Tx, context: Pick<Context, 'clock'>): Promise<void> {
  const dayAgo = new Date(context.clock.now().getTime() - 24 * 60 * 60 * 1000).toISOString();
  await tx.deleteFrom('changes').where('at', '<', dayAgo).execute();
}
