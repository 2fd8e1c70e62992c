import { sql } from 'kysely';
import type { Reader, Tx } from './context.ts';

/**
 * What changed, told through the database, so that every process of the portal, and not only the one that made the
 * change, drops the pages it keeps. Written in the transaction of the change itself.
 */
export async function recordChanges(tx: Tx, tags: readonly string[]): Promise<void> {
  for (const tag of tags) {
    await tx
      .insertInto('changes')
      .values({ tag, version: sql<number>`(select coalesce(max(version), 0) + 1 from changes)`, origin: '' })
      .onConflict((conflict) => conflict.column('tag').doUpdateSet((e) => ({ version: e.ref('excluded.version'), origin: '' })))
      .execute();
  }
}

export interface Change {
  readonly tag: string;
  readonly version: number;
  readonly origin: string;
}

/** The newest change of every tag that changed after `version`, oldest first. */
export async function changesAfter(reader: Reader, version: number): Promise<readonly Change[]> {
  return reader.selectFrom('changes').select(['tag', 'version', 'origin']).where('version', '>', version).orderBy('version').execute();
}

/** The version of the newest change; 0 when there is none. */
export async function newestChange(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('changes')
    .select((e) => e.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}
