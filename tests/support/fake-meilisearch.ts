import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { fakeStore } from './fake-meilisearch-store.ts';

/** How the server answers: well, only after nobody waits any more, with errors, or refusing every key. */
export type Mood = 'well' | 'slow' | 'failing' | 'refusing';

const slowMs = 20_000;

export interface FakeMeilisearch {
  readonly url: string;
  readonly key: string;
  mood: Mood;
  /** What was asked, oldest first, as "POST /multi-search", and with which key. */
  readonly asked: readonly { readonly what: string; readonly key: string }[];
  /** The documents that the portal's indexes hold, by the name of the index. */
  held(): Readonly<Record<string, readonly string[]>>;
  /** Keeps the next such request waiting, as a network may; what it asks is done when it is let go. */
  hold(what: RegExp): { readonly arrived: Promise<void>; readonly release: () => void };
  /** Tasks begin, but do not end, until told to. */
  pauseTasks(paused: boolean): void;
  failNextTask(): void;
  /** Makes an index with documents of these ids, as somebody else may have. */
  put(name: string, ids: readonly string[]): void;
  /** Takes a document away that the portal believes to be there. */
  lose(id: string): void;
  /** Loses everything that it holds, as with a new disk. */
  loseAll(): void;
  /** Stops listening and cuts every connection; what it holds stays. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/**
 * A real HTTP server that speaks as much of Meilisearch as the portal uses, for what the real one cannot be made to do
 * at will. It finds by whole words and beginnings. Whether the real one agrees is what `npm run test:meilisearch` shows.
 */
export async function fakeMeilisearch(): Promise<FakeMeilisearch> {
  const key = 'khoa-chu-chi-de-thu';
  const store = fakeStore();
  const asked: { what: string; key: string }[] = [];
  const holds: { what: RegExp; arrive: () => void; released: Promise<void> }[] = [];
  let mood: Mood = 'well';

  const app = new Hono();
  app.use(async (c, next) => {
    const what = `${c.req.method} ${c.req.path}`;
    const bearer = c.req.header('authorization')?.replace('Bearer ', '') ?? '';
    asked.push({ what, key: bearer });
    const at = holds.findIndex((one) => one.what.test(what));
    const [hold] = at === -1 ? [] : holds.splice(at, 1);
    hold?.arrive();
    await hold?.released;
    if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs).unref());
    const searches = /search$/.test(c.req.path) && store.searchKeys.has(bearer);
    if (mood === 'refusing' || (bearer !== key && !searches)) return c.json({ code: 'invalid_api_key', message: 'no' }, 403);
    if (mood === 'failing') return c.json({ code: 'internal', message: 'as told' }, 500);
    return next();
  });
  app.route('/', store.routes);
  const listener = getRequestListener(app.fetch);

  let server: Server;
  let port = 0;
  async function up(): Promise<void> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }
  async function down(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await up();
  onTestFinished(down);

  return {
    url: `http://127.0.0.1:${port}`,
    key,
    get mood() {
      return mood;
    },
    set mood(other) {
      mood = other;
    },
    asked,
    held: () => Object.fromEntries([...store.indexes].map(([uid, { entries }]) => [uid, [...entries.values()].map(({ id }) => id).sort()])),
    hold(what) {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      holds.push({ what, arrive: arrived.resolve, released: released.promise });
      return { arrived: arrived.promise, release: released.resolve };
    },
    pauseTasks: store.pauseTasks,
    failNextTask: store.failNextTask,
    put: (name, ids) => {
      store.indexes.set(name, {
        settings: {},
        entries: new Map(ids.map((id) => [id, { key: id, id, names: [], texts: '', accents: '' }])),
      });
    },
    lose(id) {
      for (const { entries } of store.indexes.values()) for (const [key, entry] of entries) if (entry.id === id) entries.delete(key);
    },
    loseAll: () => store.indexes.clear(),
    down,
    up,
  };
}
