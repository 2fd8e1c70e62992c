import type { ResponseRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { ProofDay } from './model/proof-day.ts';
import { bytesOfCode, codeOf } from './model/receipt.ts';

const throughKey = 'proofs.through';
const bytesOfReceipt = 10;

/** What is published of every day, oldest first. */
export async function allProofDays(reader: Reader): Promise<readonly ProofDay[]> {
  return reader.selectFrom('proof_days').select(['day', 'n', 'root', 'chain']).orderBy('day').execute();
}

/** The last day that is published; undefined before the first. */
export async function lastProofDay(reader: Reader): Promise<ProofDay | undefined> {
  return reader.selectFrom('proof_days').select(['day', 'n', 'root', 'chain']).orderBy('day', 'desc').limit(1).executeTakeFirst();
}

/** What is published of a day, with its receipts in the order of the tree; undefined where nothing is. */
export async function findProofDay(
  reader: Reader,
  day: string,
): Promise<{ readonly day: ProofDay; readonly receipts: readonly string[] } | undefined> {
  const row = await reader.selectFrom('proof_days').selectAll().where('day', '=', day).executeTakeFirst();
  if (!row) return undefined;
  const { receipts, ...published } = row;
  const count = Math.floor(receipts.length / bytesOfReceipt);
  const codes = Array.from({ length: count }, (_, i) => codeOf(receipts.subarray(i * bytesOfReceipt, (i + 1) * bytesOfReceipt)));
  return { day: published, receipts: codes };
}

/** Publishes a day; `receipts` in the order of the tree. Throws where the day, or a later one, is published already. */
export async function insertProofDay(tx: Tx, day: ProofDay, receipts: readonly string[]): Promise<void> {
  await tx
    .insertInto('proof_days')
    .values({ ...day, receipts: Buffer.concat(receipts.map(bytesOfCode)) })
    .execute();
}

/** The day up to which responses were last gone through; null before the first time. */
export async function provenThrough(reader: Reader): Promise<string | null> {
  const row = await reader.selectFrom('settings').select('value').where('key', '=', throughKey).executeTakeFirst();
  return row?.value ?? null;
}

/** Remembers that every response up to and with this day has been gone through. */
export async function setProvenThrough(tx: Tx, value: string): Promise<void> {
  await tx
    .insertInto('settings')
    .values({ key: throughKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** The stored responses with these receipts, in any order; those that are not there are left out. */
export async function responsesWith(reader: Reader, receipts: readonly string[]): Promise<readonly ResponseRow[]> {
  return reader
    .selectFrom('responses')
    .selectAll()
    .where('receipt', 'in', [...receipts])
    .execute();
}

/** The days of the next responses after a receipt, by receipt: for going through all of them, which say nothing of time. */
export async function nextDays(
  reader: Reader,
  after: string,
  limit: number,
): Promise<readonly { readonly receipt: string; readonly day: string }[]> {
  return reader.selectFrom('responses').select(['receipt', 'day']).where('receipt', '>', after).orderBy('receipt').limit(limit).execute();
}
