import { timestamp } from './clock.ts';
import type { Context, Tx } from './context.ts';

/** Writes who did what to which object, in the transaction of the act itself. */
export async function writeAudit(
  tx: Tx,
  context: Pick<Context, 'clock'>,
  entry: { readonly person: string; readonly act: string; readonly object: string; readonly detail?: unknown },
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      at: timestamp(context.clock),
      person: entry.person,
      act: entry.act,
      object: entry.object,
      detail: entry.detail === undefined ? null : JSON.stringify(entry.detail),
    })
    .execute();
}
