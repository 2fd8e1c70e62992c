import type { IsoTime } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { type Attempts, forgottenAfterMs } from './model/throttle.ts';

/** What is known of a key's failures; null where there were none. */
export async function attemptsOf(reader: Reader, key: string): Promise<Attempts | null> {
  const row = await reader.selectFrom('sign_in_attempts').selectAll().where('key', '=', key).executeTakeFirst();
  return row ? { failures: row.failures, failedAt: Date.parse(row.failed_at), openAt: Date.parse(row.open_at) } : null;
}

export async function putAttempts(tx: Tx, key: string, { failures, failedAt, openAt }: Attempts): Promise<void> {
  const row = { failures, failed_at: isoOf(failedAt), open_at: isoOf(openAt) };
  await tx
    .insertInto('sign_in_attempts')
    .values({ key, ...row })
    .onConflict((c) => c.column('key').doUpdateSet(row))
    .execute();
}

export async function forgetAttempts(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.deleteFrom('sign_in_attempts').where('key', 'in', keys).execute();
}

/** Forgets all that is too old to count. */
export async function forgetOldAttempts(tx: Tx, now: number): Promise<void> {
  await tx
    .deleteFrom('sign_in_attempts')
    .where('failed_at', '<', isoOf(now - forgottenAfterMs))
    .execute();
}

function isoOf(ms: number): IsoTime {
  return new Date(ms).toISOString() as IsoTime;
}
