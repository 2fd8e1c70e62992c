import type { IsoTime, StaffSessionRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';

/** A session by its handle; undefined where it is over. */
export function findSession(reader: Reader, handle: string): Promise<StaffSessionRow | undefined> {
  return reader.selectFrom('staff_sessions').selectAll().where('handle', '=', handle).executeTakeFirst();
}

/** The sessions of a person, the one seen last first. */
export function sessionsOf(reader: Reader, staff: string): Promise<StaffSessionRow[]> {
  return reader.selectFrom('staff_sessions').selectAll().where('staff', '=', staff).orderBy('seen_at', 'desc').orderBy('handle').execute();
}

export async function insertSession(tx: Tx, row: StaffSessionRow): Promise<void> {
  await tx.insertInto('staff_sessions').values(row).execute();
}

export async function touchSession(tx: Tx, handle: string, seenAt: IsoTime): Promise<void> {
  await tx.updateTable('staff_sessions').set({ seen_at: seenAt }).where('handle', '=', handle).execute();
}

/** Ends one session of a person; gives whether it was one of theirs. */
export async function dropSession(tx: Tx, staff: string, handle: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('staff_sessions')
    .where('handle', '=', handle)
    .where('staff', '=', staff)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Ends the sessions of a person; gives how many. */
export async function dropSessionsOf(tx: Tx, staff: string): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('staff_sessions').where('staff', '=', staff).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Forgets the sessions of everybody that are over. */
export async function dropEndedSessions(tx: Tx, now: IsoTime): Promise<void> {
  await tx.deleteFrom('staff_sessions').where('expires_at', '<=', now).execute();
}
