import type { Context, Tx } from './context.ts';

/** Work that this process may do and no other, until the lease runs out or is given back. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Another number than any other process had for this work. */
  readonly token: number;
}

type Parts = Pick<Context, 'writer' | 'clock'>;

/** Takes work for some milliseconds; null where another process has it. Taken again while it is held, it is held longer. */
export async function takeLease({ writer, clock }: Parts, name: string, holder: string, ms: number): Promise<Lease | null> {
  return writer.transaction().execute(async (tx) => {
    const now = clock.now();
    const held = await tx.selectFrom('leases').selectAll().where('name', '=', name).executeTakeFirst();
    const running = held !== undefined && held.until > now.toISOString();
    if (running && held.holder !== holder) return null;
    const token = running ? held.token : (held?.token ?? 0) + 1;
    const row = { holder, token, until: new Date(now.getTime() + ms).toISOString() };
    await tx
      .insertInto('leases')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute();
    return { name, holder, token };
  });
}

/** Whether nobody has taken the work since, asked in the transaction that depends on it. */
export async function stillHeld(tx: Tx, { name, token }: Lease): Promise<boolean> {
  const held = await tx.selectFrom('leases').select('token').where('name', '=', name).executeTakeFirst();
  return held?.token === token;
}

/** Holds the work for some milliseconds more; false where another process has taken it meanwhile. */
export async function renewLease({ writer, clock }: Parts, lease: Lease, ms: number): Promise<boolean> {
  return writer.transaction().execute(async (tx) => {
    if (!(await stillHeld(tx, lease))) return false;
    const until = new Date(clock.now().getTime() + ms).toISOString();
    await tx.updateTable('leases').set({ until }).where('name', '=', lease.name).execute();
    return true;
  });
}

/** Whether anybody does this work at a moment (ISO 8601). */
export async function isTaken(tx: Tx, name: string, now: string): Promise<boolean> {
  const held = await tx.selectFrom('leases').select('until').where('name', '=', name).executeTakeFirst();
  return held !== undefined && held.until > now;
}

/** Gives the work back, so that nobody has to wait for it to run out. */
export async function releaseLease({ writer }: Parts, lease: Lease): Promise<void> {
  await writer.updateTable('leases').set({ until: '' }).where('name', '=', lease.name).where('token', '=', lease.token).execute();
}
