import { setImmediate } from 'node:timers/promises';
import { recordChanges } from '#platform/changes.ts';
import { type Clock, daysBefore, hanoiDay, today } from '#platform/clock.ts';
import type { Context, Reader } from '#platform/context.ts';
import { releaseLease, renewLease, stillHeld, takeLease } from '#platform/lease.ts';
import { sha256 } from '#platform/sha256.ts';
import { computeDay, type DayProofs, leavesOf } from './day-proofs.ts';
import { auditPath } from './model/merkle.ts';
import { brokenDay, chainLink, chainStart, dayTree, type ProofDay, type ReceiptProof } from './model/proof-day.ts';
import { inProofOrder, receiptHashOf } from './model/proof-leaf.ts';
import { allProofDays, insertProofDay, lastProofDay, nextDays, provenThrough, setProvenThrough } from './proof-store.ts';

/** What a page that shows published proofs is tagged with. */
export const proofsTag = 'proofs';

export interface ProofContext extends Context {
  /** The installation's key, of which the salts are made. */
  readonly secret: Buffer;
}

// An answer of the last second of a day may wait half a minute for the database; a day is only closed well after that.
const closingMs = 10 * 60 * 1000;
const leaseMs = 5 * 60 * 1000;
const responsesAtOnce = 1000;

/** The last day in Hà Nội that is over, and no answer of it under way any more. */
export function lastClosedDay(clock: Clock): string {
  return daysBefore(hanoiDay(new Date(clock.now().getTime() - closingMs).toISOString()), 1);
}

/**
 * Publishes the proof of every day that is over and has none, oldest first; days without answers have none. Gives the
 * published days: none where another process, named otherwise than `holder`, is at it. A day is published whole or not at
 * all, and what one call leaves undone the next one does.
 */
export async function publishProofs(context: ProofContext, holder: string): Promise<readonly string[]> {
  const closed = lastClosedDay(context.clock);
  if ((await provenThrough(context.reader)) === closed) return [];
  const lease = await takeLease(context, 'proofs', holder, leaseMs);
  if (lease === null) return [];
  try {
    const after = (await lastProofDay(context.reader))?.day ?? '';
    const waiting = await receiptsByDay(context.reader, (day) => day > after && day <= closed);
    const published: string[] = [];
    for (const day of [...waiting.keys()].sort()) {
      if (!(await renewLease(context, lease, leaseMs))) return published;
      const receipts = inProofOrder(sha256, waiting.get(day) ?? []);
      const leaves = await leavesOf(context.reader, context.secret, receipts, day);
      const root = hexOf(dayTree(sha256, leaves).root);
      const done = await context.writer.transaction().execute(async (tx) => {
        const last = await lastProofDay(tx);
        if (!(await stillHeld(tx, lease)) || (last !== undefined && last.day >= day)) return false;
        const what = { day, n: leaves.length, root };
        const chain = chainLink(sha256, last?.chain ?? chainStart, what);
        await insertProofDay(tx, { ...what, chain }, receipts);
        await recordChanges(tx, [proofsTag]);
        return true;
      });
      if (!done) return published;
      published.push(day);
      context.log.info('proofs.published', { day, n: leaves.length, root });
    }
    await context.writer.transaction().execute((tx) => setProvenThrough(tx, closed));
    return published;
  } finally {
    await releaseLease(context, lease);
  }
}

/** The receipts of the days that are asked for. One walk over all responses: they lie in the order of their receipts, not of days. */
async function receiptsByDay(reader: Reader, wanted: (day: string) => boolean): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for await (const { receipt, day } of everyDay(reader)) {
    if (!wanted(day)) continue;
    const receipts = found.get(day) ?? [];
    found.set(day, receipts);
    receipts.push(receipt);
  }
  return found;
}

async function* everyDay(reader: Reader) {
  for (let last = ''; ; ) {
    const some = await nextDays(reader, last, responsesAtOnce);
    yield* some;
    const end = some.at(-1);
    if (!end) return;
    last = end.receipt;
    // Answers that come meanwhile are not kept waiting.
    await setImmediate();
  }
}

/** What is published of all days, oldest first; `broken` from where on they no longer follow from each other, which is logged. */
export async function publishedDays(
  context: Pick<Context, 'reader' | 'log'>,
): Promise<{ readonly kind: 'sound'; readonly days: readonly ProofDay[] } | { readonly kind: 'broken'; readonly day: string }> {
  const days = await allProofDays(context.reader);
  const broken = brokenDay(sha256, days);
  if (!broken) return { kind: 'sound', days };
  context.log.error('proofs.broken', new Error('a published day does not follow from those before it'), { day: broken.day });
  return { kind: 'broken', day: broken.day };
}

/** What proves that a stored response is in; recomputed from what is stored, never taken on trust. */
export async function proofOfReceipt(
  context: Pick<Context, 'clock' | 'log'> & { readonly proofs: DayProofs },
  { receipt, day }: { readonly receipt: string; readonly day: string },
): Promise<ReceiptProof> {
  const outcome = await context.proofs.of(day);
  if (outcome.kind === 'not-published') return day >= today(context.clock) ? { kind: 'tomorrow' } : { kind: 'soon', day };
  if (outcome.kind === 'differs') return { kind: 'differs', day };
  const { day: published, leaves, tree } = outcome.proof;
  const wanted = receiptHashOf(sha256, receipt);
  const index = leaves.findIndex((leaf) => leaf.receiptHash === wanted);
  const leaf = leaves[index];
  if (leaf === undefined) {
    context.log.error('proofs.left-out', new Error('a stored response is not in the published proof of its day'), { day });
    return { kind: 'differs', day };
  }
  return { kind: 'proven', day: published, leaf, place: index + 1, path: auditPath(tree, index).map(hexOf) };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Something in the database that does not agree with what was published. */
export type ProofProblem =
  /** What is kept of this day does not follow from the days before it. */
  | { readonly kind: 'chain'; readonly day: string }
  /** Responses of this day were changed or are gone. */
  | { readonly kind: 'differs'; readonly day: string }
  /** There are more or fewer responses of this day than were published. */
  | { readonly kind: 'count'; readonly day: string; readonly published: number; readonly stored: number };

export interface ProofAudit {
  readonly days: readonly ProofDay[];
  readonly problems: readonly ProofProblem[];
}

/**
 * Recomputes every published day from the stored responses and compares. Finds any change of a published response, also
 * by somebody who can write to the database past its triggers. Takes some 30 µs a response; the database stays free.
 */
export async function auditProofs(context: Pick<ProofContext, 'reader' | 'secret'>): Promise<ProofAudit> {
  const days = await allProofDays(context.reader);
  const problems: ProofProblem[] = [];
  const broken = brokenDay(sha256, days);
  if (broken) problems.push({ kind: 'chain', day: broken.day });
  for (const { day } of days) {
    if ((await computeDay(context.reader, context.secret, day)) === 'differs') problems.push({ kind: 'differs', day });
  }
  const last = days.at(-1)?.day ?? '';
  const stored = new Map<string, number>();
  for await (const { day } of everyDay(context.reader)) if (day <= last) stored.set(day, (stored.get(day) ?? 0) + 1);
  const published = new Map(days.map(({ day, n }) => [day, n]));
  for (const day of [...new Set([...published.keys(), ...stored.keys()])].sort()) {
    const [said = 0, counted = 0] = [published.get(day), stored.get(day)];
    if (said !== counted) problems.push({ kind: 'count', day, published: said, stored: counted });
  }
  return { days, problems };
}
