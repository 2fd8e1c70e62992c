import { Hono } from 'hono';

interface StoredEntry {
  readonly key: string;
  readonly id: string;
  readonly names: readonly string[];
  readonly texts: string;
  readonly accents: string;
}

interface StoredIndex {
  settings: object;
  readonly entries: Map<string, StoredEntry>;
}

interface Query {
  readonly indexUid: string;
  readonly q: string;
  readonly attributesToSearchOn: readonly ['names' | 'texts' | 'accents'];
}

/** What a fake Meilisearch holds, and its answers to as much of the real one's language as the portal speaks. */
export function fakeStore() {
  const indexes = new Map<string, StoredIndex>();
  const searchKeys = new Set<string>();
  const tasks: { run: (() => void) | null; status: string }[] = [];
  const state = { paused: false, failNext: false };

  /** Runs the tasks in the order in which they came. */
  function settle(): void {
    if (state.paused) return;
    for (const task of tasks) {
      const { run } = task;
      if (run === null) continue;
      task.run = null;
      task.status = state.failNext ? 'failed' : 'succeeded';
      if (!state.failNext) run();
      state.failNext = false;
    }
  }

  function task(run: () => void) {
    const taskUid = tasks.push({ run, status: 'enqueued' }) - 1;
    settle();
    return { taskUid, status: 'enqueued' };
  }

  function index(uid: string): StoredIndex {
    const known = indexes.get(uid) ?? { settings: {}, entries: new Map() };
    indexes.set(uid, known);
    return known;
  }

  const noIndex = (uid: string) => ({ code: 'index_not_found', message: `Index \`${uid}\` not found.` });
  const routes = new Hono();

  routes.get('/keys/:uid', (c) => {
    const key = `search-${c.req.param('uid')}`;
    return searchKeys.has(key) ? c.json({ key }) : c.json({ code: 'api_key_not_found' }, 404);
  });
  routes.post('/keys', async (c) => {
    const key = `search-${(await c.req.json<{ uid: string }>()).uid}`;
    searchKeys.add(key);
    return c.json({ key }, 201);
  });
  routes.get('/tasks/:uid', (c) =>
    c.json({ type: 'any', status: tasks[Number(c.req.param('uid'))]?.status, error: { message: 'as told' } }),
  );

  routes.get('/indexes', (c) => c.json({ results: [...indexes.keys()].map((uid) => ({ uid })) }));
  routes.post('/indexes', async (c) => {
    const { uid } = await c.req.json<{ uid: string }>();
    const make = () => {
      index(uid);
    };
    return c.json(task(make), 202);
  });
  routes.post('/swap-indexes', async (c) => {
    const [{ indexes: pair }] = await c.req.json<[{ indexes: [string, string] }]>();
    const swap = () => {
      const [a, b] = [index(pair[0]), index(pair[1])];
      indexes.set(pair[0], b);
      indexes.set(pair[1], a);
    };
    return c.json(task(swap), 202);
  });
  routes.get('/indexes/:uid', (c) => {
    const uid = c.req.param('uid');
    return indexes.has(uid) ? c.json({ uid }) : c.json(noIndex(uid), 404);
  });
  routes.delete('/indexes/:uid', (c) => {
    const drop = () => {
      indexes.delete(c.req.param('uid'));
    };
    return c.json(task(drop), 202);
  });
  // The real one gives some lists back in an order of its own, and settings that nobody made.
  routes.get('/indexes/:uid/settings', (c) => c.json({ ...reversed(index(c.req.param('uid')).settings), localizedAttributes: null }));
  routes.patch('/indexes/:uid/settings', async (c) => {
    const settings = await c.req.json<object>();
    const set = () => {
      index(c.req.param('uid')).settings = settings;
    };
    return c.json(task(set), 202);
  });

  routes.get('/indexes/:uid/documents', (c) => {
    const [offset, limit] = [Number(c.req.query('offset')), Number(c.req.query('limit'))];
    return c.json({ results: [...index(c.req.param('uid')).entries.values()].slice(offset, offset + limit) });
  });
  routes.post('/indexes/:uid/documents', async (c) => {
    const entries = await c.req.json<readonly StoredEntry[]>();
    const add = () => {
      for (const entry of entries) index(c.req.param('uid')).entries.set(entry.key, entry);
    };
    return c.json(task(add), 202);
  });
  routes.post('/indexes/:uid/documents/delete-batch', async (c) => {
    const keys = await c.req.json<readonly string[]>();
    const remove = () => {
      for (const key of keys) index(c.req.param('uid')).entries.delete(key);
    };
    return c.json(task(remove), 202);
  });

  routes.post('/indexes/:uid/search', async (c) => {
    const uid = c.req.param('uid');
    if (!indexes.has(uid)) return c.json(noIndex(uid), 404);
    const { filter, limit } = await c.req.json<{ filter?: string; limit: number }>();
    const wanted = new Set(JSON.parse(filter?.replace('id IN ', '') ?? '[]') as string[]);
    return c.json({ hits: [...index(uid).entries.values()].filter(({ id }) => wanted.has(id)).slice(0, limit) });
  });
  routes.post('/multi-search', async (c) => {
    const { queries } = await c.req.json<{ queries: readonly Query[] }>();
    const lost = queries.find(({ indexUid }) => !indexes.has(indexUid));
    if (lost) return c.json(noIndex(lost.indexUid), 404);
    const results = queries.map(({ indexUid, q, attributesToSearchOn: [within] }) => {
      const found = [...index(indexUid).entries.values()].filter((entry) => holdsAll([entry[within]].flat().join(' '), q));
      return { hits: [], facetDistribution: { id: Object.fromEntries(found.map(({ id }) => [id, 1])) } };
    });
    return c.json({ results });
  });

  return {
    routes,
    indexes,
    searchKeys,
    pauseTasks(paused: boolean) {
      state.paused = paused;
      settle();
    },
    failNextTask() {
      state.failNext = true;
    },
  };
}

function reversed(value: object): object {
  const turned = ([key, part]: [string, unknown]): [string, unknown] => {
    if (Array.isArray(part)) return [key, part.toReversed()];
    return [key, typeof part === 'object' && part !== null ? reversed(part) : part];
  };
  return Object.fromEntries(Object.entries(value).map(turned));
}

/** Whether a text holds every word of a query: those in quotes whole, the others at least as the beginning of one. */
function holdsAll(words: string, query: string): boolean {
  const there = words.split(' ');
  return query
    .split(' ')
    .every((word) => (word.startsWith('"') ? there.includes(word.slice(1, -1)) : there.some((one) => one.startsWith(word))));
}
