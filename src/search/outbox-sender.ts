import type { Context } from '#platform/context.ts';
import { type Lease, releaseLease, renewLease, stillHeld, takeLease } from '#platform/lease.ts';
import {
  anyWaiting,
  everyDocument,
  everyDocumentAnew,
  forgetChanges,
  tellSearch,
  type WaitingChange,
  waitingChanges,
} from '#platform/search-outbox.ts';
import type { DocumentSource, KeptIndex } from './kept-index.ts';
import { documentId, type SearchDocument } from './model/document.ts';

const work = 'search-outbox';
const leaseMs = 30_000;
const batch = 200;

/** What the changes of the outbox are sent to; null where nobody but the embedded engine is to learn of them. */
export type Receiver = Pick<KeptIndex, 'compare' | 'rebuild' | 'change'> | null;
type Sending = () => Promise<void>;

/**
 * Sends what waits in the outbox, the oldest first, each document as the database has it by then, and forgets it once
 * it has arrived. One process at a time does so. Gives whether nothing waits any more; false where another is at it.
 */
export async function sendOutbox(context: Context, documents: DocumentSource, receiver: Receiver, holder: string): Promise<boolean> {
  if (!(await anyWaiting(context.reader))) return true;
  const lease = await takeLease(context, work, holder, leaseMs);
  if (lease === null) return false;
  const renewing = setInterval(() => {
    renewLease(context, lease, leaseMs).catch((error: unknown) => context.log.error('search.lease', error));
  }, leaseMs / 3);
  try {
    let held = true;
    while (held && (await anyWaiting(context.reader))) held = await sendSome(context, documents, receiver, lease);
    return held;
  } finally {
    clearInterval(renewing);
    await releaseLease(context, lease);
  }
}

/** Gives whether the lease was held all the time. */
async function sendSome(context: Context, documents: DocumentSource, receiver: Receiver, lease: Lease): Promise<boolean> {
  const { reader, writer, clock } = context;
  const whole = await anyWaiting(reader, [everyDocument, everyDocumentAnew]);
  const waiting = await waitingChanges(reader, 0, whole ? Number.MAX_SAFE_INTEGER : batch);
  // Read after the changes were: whatever changes from now on waits in a row of its own.
  const prepare = whole ? sendingAll : sendingChanged;
  const send = receiver && (await prepare(documents, receiver, idsOf(waiting)));
  // Who was held up for so long that another took over must not send what may be old by now.
  if (!(await renewLease(context, lease, leaseMs))) return false;
  await send?.();
  return writer.transaction().execute(async (tx) => {
    const held = await stillHeld(tx, lease);
    if (held) await forgetChanges(tx, waiting);
    // Another took over while this was on its way, and may have sent newer documents before it: they are sent again.
    else await tellSearch(tx, clock, idsOf(waiting));
    return held;
  });
}

async function sendingAll(documents: DocumentSource, receiver: NonNullable<Receiver>, ids: readonly string[]): Promise<Sending> {
  const all = await documents.all();
  const differing = ids.includes(everyDocumentAnew) ? 'everything' : await receiver.compare(all);
  if (differing === 'everything') return () => receiver.rebuild(all);
  const wanted = new Set(differing);
  const found = all.filter((document) => wanted.has(documentId(document)));
  return () => receiver.change(found, missingOf(differing, found));
}

async function sendingChanged(documents: DocumentSource, receiver: NonNullable<Receiver>, ids: readonly string[]): Promise<Sending> {
  const found = await documents.some(ids);
  return () => receiver.change(found, missingOf(ids, found));
}

const idsOf = (waiting: readonly WaitingChange[]) => [...new Set(waiting.map(({ document }) => document))];

/** Which of these ids no document has. */
export function missingOf(ids: readonly string[], documents: readonly SearchDocument[]): readonly string[] {
  const there = new Set(documents.map(documentId));
  return ids.filter((id) => !there.has(id));
}
