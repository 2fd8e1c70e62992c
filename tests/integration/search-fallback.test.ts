import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { App } from '#platform/app.ts';
import { openTestApp } from '../support/app.ts';
import { publish } from '../support/articles.ts';
import { type FakeMeilisearch, fakeMeilisearch, type Mood } from '../support/fake-meilisearch.ts';
import { startTestPortal } from '../support/server.ts';

// Far below what a slow server takes, and far above what a busy machine needs for a query.
const timeoutMs = 3_000;
const settingsOf = ({ url, key }: FakeMeilisearch) => ({ MEILI_URL: url, MEILI_KEY: key, MEILI_TIMEOUT_MS: String(timeoutMs) });
const ask = (app: App, text = 'khai sinh') => app.search.query({ text, page: { limit: 5, offset: 0 } });

/** A portal with a Meilisearch that has learnt of everything. */
async function portalWith(fake: FakeMeilisearch) {
  const app = await openTestApp({ env: settingsOf(fake) });
  await app.follower.catchUp();
  // The first query after a change knows all documents anew, which takes its time.
  await ask(app);
  return app;
}

async function timed<T>(act: () => Promise<T>): Promise<{ ms: number; given: T }> {
  const begun = performance.now();
  const given = await act();
  return { ms: performance.now() - begun, given };
}

test('Meilisearch answers once it holds everything, and no sooner', async () => {
  const fake = await fakeMeilisearch();
  const app = await openTestApp({ env: settingsOf(fake) });
  expect((await ask(app)).engine).toBe('embedded');
  fake.pauseTasks(true);
  const indexing = app.follower.catchUp();
  await sleep(100);
  expect((await ask(app)).engine).toBe('embedded');
  fake.pauseTasks(false);
  await indexing;
  expect((await ask(app)).engine).toBe('meilisearch');
});

test.each(['khai sinh', 'dang ky ket hon', 'làm sổ đỏ cần giấy tờ gì', '1.001193', 'kết hon nước ngoài', 'xyzxyz', ''])(
  'both engines read and answer "%s" alike',
  async (text) => {
    const fake = await fakeMeilisearch();
    const { engine: first, ...embedded } = await ask(await openTestApp(), text);
    const { engine: second, ...meilisearch } = await ask(await portalWith(fake), text);
    expect([first, second]).toEqual(['embedded', 'meilisearch']);
    expect(meilisearch).toEqual(embedded);
  },
);

test('queries are asked with a key that may only search; the given key writes', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await ask(app);
  const searches = fake.asked.filter(({ what }) => what.endsWith('search'));
  const others = fake.asked.filter(({ what }) => !what.endsWith('search'));
  expect(new Set(searches.map(({ key }) => key))).toEqual(new Set([expect.stringMatching(/^search-/)]));
  expect(new Set(others.map(({ key }) => key))).toEqual(new Set([fake.key]));
});

describe('when Meilisearch', () => {
  const faults: readonly [string, string, (fake: FakeMeilisearch) => unknown][] = [
    ['is slow', 'slow', (fake) => setMood(fake, 'slow')],
    ['answers with errors', 'failing', (fake) => setMood(fake, 'failing')],
    ['refuses its key', 'refused', (fake) => setMood(fake, 'refusing')],
    ['is down', 'unreachable', (fake) => fake.down()],
    ['has lost its indexes', 'incomplete', (fake) => fake.loseAll()],
    ['lacks a document that it should show', 'incomplete', (fake) => fake.lose('procedure:1.001193')],
  ];

  test.each(faults)('%s, the embedded engine answers, and the next query does not even ask', async (_, state, happen) => {
    const fake = await fakeMeilisearch();
    const app = await portalWith(fake);
    await happen(fake);
    const { ms, given } = await timed(() => ask(app, '1.001193'));
    expect(given.engine).toBe('embedded');
    expect(given.hits[0]?.code).toBe('1.001193');
    expect(ms).toBeLessThan(timeoutMs + 2_000);
    expect(await app.searchHealth()).toMatchObject({ engine: 'embedded', degraded: true, second: { state } });
    const before = fake.asked.length;
    expect((await ask(app)).engine).toBe('embedded');
    expect(fake.asked.length).toBe(before);
  });

  test.each(faults.slice(0, 4))('%s at the start, the portal starts and answers all the same', async (_, state, happen) => {
    const fake = await fakeMeilisearch();
    await happen(fake);
    const app = await openTestApp({ env: settingsOf(fake) });
    expect((await ask(app)).engine).toBe('embedded');
    await app.follower.once();
    expect((await ask(app)).engine).toBe('embedded');
    expect(await app.searchHealth()).toMatchObject({ degraded: true, second: { state: state === 'slow' ? expect.any(String) : state } });
  });
});

test('of many who ask at once while it hangs, nobody waits longer than the limit', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  fake.mood = 'slow';
  const first = ask(app);
  await sleep(timeoutMs * 0.6);
  const later = Array.from({ length: 20 }, () => timed(() => ask(app)));
  await first;
  for (const { ms, given } of await Promise.all(later)) {
    expect(given.engine).toBe('embedded');
    // They are let go with the first one, before their own limit.
    expect(ms).toBeLessThan(timeoutMs * 0.9);
  }
});

test('while a change is on its way, the embedded engine answers with it', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await publish(app, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  expect(await ask(app, 'xe buýt điện')).toMatchObject({ engine: 'embedded', hits: [{ code: 'xe-buyt-dien' }] });
  expect(await app.searchHealth()).toMatchObject({ engine: 'embedded', degraded: false, second: { state: 'catching-up', waiting: 1 } });
  await app.follower.once();
  expect(await ask(app, 'xe buýt điện')).toMatchObject({ engine: 'meilisearch', hits: [{ code: 'xe-buyt-dien' }] });
  expect(await app.searchHealth()).toMatchObject({ engine: 'meilisearch', degraded: false, second: { state: 'ready', waiting: 0 } });
});

test('when it is back, it is caught up before it answers: what changed meanwhile, and what it lost', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await fake.down();
  expect((await ask(app)).engine).toBe('embedded');
  await publish(app, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  await app.follower.once();
  fake.lose('procedure:1.001193');
  await fake.up();
  await sleep(1_100);
  await app.follower.once();
  expect(await ask(app, 'xe buýt điện')).toMatchObject({ engine: 'meilisearch', hits: [{ code: 'xe-buyt-dien' }] });
  expect(await ask(app, '1.001193')).toMatchObject({ engine: 'meilisearch', hits: [{ code: '1.001193' }] });
});

test('a server with an empty disk is filled again', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  const before = fake.held();
  fake.loseAll();
  await ask(app);
  await sleep(1_100);
  await app.follower.once();
  expect(fake.held()).toEqual(before);
  expect((await ask(app)).engine).toBe('meilisearch');
});

test('an index whose settings somebody changed is made anew', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  const [name = ''] = Object.keys(fake.held());
  await fetch(`${fake.url}/indexes/${name}/settings`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${fake.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ searchableAttributes: ['body'] }),
  });
  const before = fake.asked.length;
  await app.follower.catchUp();
  expect(fake.asked.slice(before).map(({ what }) => what)).toContain('POST /swap-indexes');
});

test('the health of the portal says that its search is degraded, and that it serves', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  const { url } = await startTestPortal(app);
  const health = async () => {
    const answer = await fetch(`${url}/healthz`);
    return [answer.status, await answer.json()];
  };
  expect(await health()).toEqual([
    200,
    {
      status: 'ok',
      database: 'ok',
      search: 'meilisearch',
      meilisearch: { state: 'ready', since: '2026-11-22T03:00:00.000Z', waiting: 0 },
      simulated: false,
    },
  ]);
  await fake.down();
  expect((await fetch(`${url}/tim-kiem?q=khai+sinh`)).status).toBe(200);
  expect(await health()).toEqual([
    200,
    {
      status: 'degraded',
      database: 'ok',
      search: 'embedded',
      meilisearch: { state: 'unreachable', since: '2026-11-22T03:00:00.000Z', waiting: expect.any(Number) },
      simulated: false,
    },
  ]);
});

test('without Meilisearch the health is what it always was', async () => {
  const { url } = await startTestPortal();
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok', database: 'ok', search: 'embedded', simulated: false });
});

function setMood(fake: FakeMeilisearch, mood: Mood): void {
  fake.mood = mood;
}
