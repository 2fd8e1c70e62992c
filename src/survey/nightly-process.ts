// Started by nightly.ts as a process of its own: what it does takes seconds.
import { setPriority } from 'node:os';
import { openSqlite } from '#db/open.ts';
import { flagNight } from './nightly-flags.ts';
import { recountAll } from './recount-service.ts';
import type { Recount } from './recount-store.ts';

export interface NightlyOrder {
  readonly file: string;
  /** ISO 8601. */
  readonly now: string;
  /** The day of the last night's work; null before the first. */
  readonly since: string | null;
}

export type NightlyAnswer = { readonly flags: number; readonly recounts: readonly Recount[] } | { readonly bug: string };

process.once('message', (order: NightlyOrder) => {
  // Whoever looks something up goes first.
  setPriority(10);
  void work(order)
    .catch((error: unknown): NightlyAnswer => ({ bug: String((error as Error).stack) }))
    .then((answer) => process.send?.(answer, () => process.disconnect()));
});

async function work({ file, now, since }: NightlyOrder): Promise<NightlyAnswer> {
  const { reader, writer, close } = openSqlite(file);
  try {
    const context = { reader, writer, clock: { now: () => new Date(now) } };
    return { flags: await flagNight(context, file, since), recounts: await recountAll(context, file) };
  } finally {
    await close();
  }
}
