import { setTimeout as sleep } from 'node:timers/promises';
import { type EnqueuedTask, type Meilisearch, MeilisearchApiError } from 'meilisearch';
import type { KeptIndex } from '../kept-index.ts';
import { documentId, type SearchDocument } from '../model/document.ts';
import { type Connection, doubtOf, Incomplete } from './connection.ts';
import { documentHash, type Entry, entryKey, entryOf } from './entry.ts';
import { type IndexNames, settings } from './settings.ts';

const batchBytes = 2_000_000;
const listed = 1_000;
const pollMs = 50;
const taskMs = 600_000;
// Where more than this share differs, a new index in one step is better than many changes of the old one.
const anewFrom = 0.5;

/** The portal's index in a Meilisearch. Every task that is started is waited for; one that fails rejects. */
export function keptIndex(connection: Connection, names: IndexNames, timeoutMs: number): KeptIndex {
  const { admin } = connection;
  let abandoned = false;

  /** Waits until the server has done what it was told. */
  async function done({ taskUid }: EnqueuedTask): Promise<void> {
    const until = performance.now() + taskMs;
    for (;;) {
      const task = await admin.tasks.getTask(taskUid);
      if (task.status === 'succeeded') return;
      if (task.status === 'failed' || task.status === 'canceled')
        throw new Error(`Meilisearch task ${task.type} ${task.status}: ${task.error?.message ?? ''}`);
      if (abandoned) throw new Error('no longer waited for');
      if (performance.now() > until) throw new Error(`Meilisearch task ${task.type} takes longer than ${taskMs / 60_000} minutes`);
      await sleep(pollMs);
    }
  }

  /** Tells the server one thing after the other, and then waits: it does them in this order. */
  async function allDone(steps: Iterable<() => Promise<EnqueuedTask>>): Promise<void> {
    const started: EnqueuedTask[] = [];
    for (const step of steps) started.push(await step());
    for (const task of started) await done(task);
  }

  function* filling(name: string, documents: readonly SearchDocument[]) {
    for (const entries of batches(documents)) yield () => admin.index<Entry>(name).addDocuments([...entries]);
  }

  /** Indexes of this portal that are not the live one: half made, or of other versions. */
  async function dropOthers(): Promise<void> {
    const { results } = await admin.getRawIndexes({ limit: listed });
    const others = results.map(({ uid }) => uid).filter((uid) => uid !== names.live && names.owns(uid));
    await allDone(others.map((uid) => () => admin.deleteIndex(uid)));
  }

  return {
    async reach() {
      const searcher = await connection.searcher();
      if (await exists(admin, names.live))
        await searcher.index(names.live).search('', { limit: 1 }, { signal: AbortSignal.timeout(timeoutMs) });
    },
    async compare(documents) {
      if (!(await exists(admin, names.live)) || !(await hasOurSettings(admin, names.live))) return 'everything';
      const held = await hashes(admin, names.live);
      const wanted = new Set(documents.map(documentId));
      const differing = [
        ...documents.filter((document) => held.get(documentId(document)) !== documentHash(document)).map(documentId),
        ...[...held.keys()].filter((id) => !wanted.has(id)),
      ];
      return differing.length > anewFrom * Math.max(documents.length, held.size) ? 'everything' : differing;
    },
    async rebuild(documents) {
      const primaryKey = 'key';
      if (await exists(admin, names.next)) await allDone([() => admin.deleteIndex(names.next)]);
      await allDone([() => admin.createIndex(names.next, { primaryKey }), () => admin.index(names.next).updateSettings(settings)]);
      await allDone(filling(names.next, documents));
      if (!(await exists(admin, names.live))) await allDone([() => admin.createIndex(names.live, { primaryKey })]);
      await allDone([() => admin.swapIndexes([{ indexes: [names.live, names.next], rename: false }])]);
      await dropOthers();
    },
    async change(documents, gone) {
      // Documents sent to an index that is not there would make one, without our settings.
      if (!(await exists(admin, names.live))) throw new Incomplete(`no index ${names.live}`);
      await allDone(filling(names.live, documents));
      if (gone.length > 0) await allDone([() => admin.index(names.live).deleteDocuments(gone.map(entryKey))]);
    },
    doubtOf,
    abandon() {
      abandoned = true;
    },
  };
}

async function exists(admin: Meilisearch, name: string): Promise<boolean> {
  try {
    await admin.getRawIndex(name);
    return true;
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return false;
    throw error;
  }
}

async function hasOurSettings(admin: Meilisearch, name: string): Promise<boolean> {
  return holds(await admin.index(name).getSettings(), settings);
}

/** Whether a value has everything that another has, lists in any order; what it has besides (in a newer server) does not matter. */
function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted))
    return Array.isArray(value) && value.length === wanted.length && wanted.every((part) => value.some((one) => holds(one, part)));
  return Object.entries(wanted).every(([key, part]) => holds((value as Record<string, unknown>)[key], part));
}

/** The hash of every document that an index holds, by its id. */
async function hashes(admin: Meilisearch, name: string): Promise<ReadonlyMap<string, string>> {
  const held = new Map<string, string>();
  for (;;) {
    const { results } = await admin.index<Entry>(name).getDocuments({ fields: ['id', 'hash'], offset: held.size, limit: listed });
    for (const { id, hash } of results) held.set(id, hash);
    if (results.length < listed) return held;
  }
}

/** Documents as entries, in pieces that one request can carry. */
function* batches(documents: readonly SearchDocument[]): Generator<readonly Entry[]> {
  let some: Entry[] = [];
  let size = 0;
  for (const document of documents) {
    const entry = entryOf(document);
    some.push(entry);
    size += entry.texts.length + entry.accents.length + entry.body.length;
    if (size < batchBytes) continue;
    yield some;
    [some, size] = [[], 0];
  }
  if (some.length > 0) yield some;
}
