import type { TicketBatchRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { DossierOutcome, Mode } from './model/response.ts';

/** Tickets made together: single-use codes for one wave and agency. */
export interface TicketBatch extends Omit<TicketBatchRow, 'mode' | 'outcome'> {
  readonly mode: Mode;
  readonly outcome: DossierOutcome | null;
}

/** The batch of a ticket, and whether it is spent; undefined where there is no such ticket. */
export async function batchOfTicket(reader: Reader, codeHash: string): Promise<(TicketBatch & { readonly spent: 0 | 1 }) | undefined> {
  const row = await reader
    .selectFrom('tickets as t')
    .innerJoin('ticket_batches as b', 'b.id', 't.batch')
    .selectAll('b')
    .select('t.spent')
    .where('t.code_hash', '=', codeHash)
    .executeTakeFirst();
  return row as (TicketBatch & { spent: 0 | 1 }) | undefined;
}

/** Puts a batch and its tickets in; of the codes only keyed hashes are stored. */
export async function insertBatch(tx: Tx, batch: TicketBatch, codeHashes: readonly string[]): Promise<void> {
  await tx.insertInto('ticket_batches').values(batch).execute();
  for (let start = 0; start < codeHashes.length; start += 1000) {
    await tx
      .insertInto('tickets')
      .values(codeHashes.slice(start, start + 1000).map((code_hash) => ({ code_hash, batch: batch.id, spent: 0 as const })))
      .execute();
  }
}

/** Of fewer tickets than this nobody is told how many are spent: it would say of a person who was invited whether they answered. */
export const fewestTold = 10;

/** How many tickets of a batch were issued and how many are spent; their ratio is the response rate. */
export interface BatchCount extends TicketBatch {
  readonly spent: number;
}

/** All batches of a wave with their counts, newest first. */
export async function batchesOfWave(reader: Reader, wave: string): Promise<readonly BatchCount[]> {
  const rows = await reader
    .selectFrom('ticket_batches as b')
    .selectAll('b')
    .select((e) =>
      e
        .selectFrom('tickets as t')
        .select((f) => f.fn.countAll().as('n'))
        .whereRef('t.batch', '=', 'b.id')
        .where('t.spent', '=', 1)
        .as('spent'),
    )
    .where('b.wave', '=', wave)
    .orderBy('b.made_on', 'desc')
    .orderBy('b.id')
    .execute();
  return rows.map((row) => ({ ...(row as unknown as TicketBatch), spent: Number(row.spent) }));
}
