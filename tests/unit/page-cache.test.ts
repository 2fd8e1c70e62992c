import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PageCache } from '#platform/page-cache.ts';

const page = (text: string, tags: readonly string[]) => ({ headers: { 'content-type': 'text/html' }, body: Buffer.from(text), tags });

describe('a page that is kept', () => {
  test('is the page that was put in, in every encoding', async () => {
    const cache = new PageCache();
    await cache.put('/', page('Trang chủ', ['site']), cache.generation);
    const kept = cache.get('/');
    expect(kept?.headers).toEqual({ 'content-type': 'text/html' });
    expect(kept?.bodies.identity.toString()).toBe('Trang chủ');
    expect(brotliDecompressSync(kept?.bodies.br ?? '').toString()).toBe('Trang chủ');
    expect(gunzipSync(kept?.bodies.gzip ?? '').toString()).toBe('Trang chủ');
  });

  test('has a mark of its content: the same for the same text, another for another', async () => {
    const cache = new PageCache();
    const put = async (key: string, text: string) => (await cache.put(key, page(text, []), cache.generation)).etag;
    const first = await put('/a', 'một');
    expect(first).toMatch(/^W\/"[\w-]{22}"$/);
    expect(await put('/b', 'một')).toBe(first);
    expect(await put('/a', 'hai')).not.toBe(first);
    expect(cache.get('/a')?.bodies.identity.toString()).toBe('hai');
  });

  test('is found under its own address only', async () => {
    const cache = new PageCache();
    await cache.put('/a', page('một', []), cache.generation);
    expect(cache.get('/b')).toBeUndefined();
  });
});

describe('when something changes', () => {
  let cache: PageCache;

  beforeEach(async () => {
    cache = new PageCache();
    await cache.put('/co-quan/a', page('a', ['agencies', 'satisfaction:A']), cache.generation);
    await cache.put('/co-quan/b', page('b', ['satisfaction:B']), cache.generation);
    await cache.put('/chi-so', page('all', ['satisfaction']), cache.generation);
  });

  const kept = () => ['/co-quan/a', '/co-quan/b', '/chi-so'].filter((key) => cache.get(key));

  test('the pages that show it are dropped, with those that show the whole group; others stay', () => {
    cache.drop(['satisfaction:A']);
    expect(kept()).toEqual(['/co-quan/b']);
  });

  test('one of the tags of a page is enough', () => {
    cache.drop(['agencies']);
    expect(kept()).toEqual(['/co-quan/b', '/chi-so']);
  });

  test('several changes drop the pages of each', () => {
    cache.drop(['satisfaction:B', 'agencies']);
    expect(kept()).toEqual([]);
  });

  test('a change of what no page shows drops nothing', () => {
    cache.drop(['articles']);
    expect(kept()).toHaveLength(3);
  });
});

describe('a page rendered while something changes', () => {
  test('is given out but not kept, so that nobody sees the old figure afterwards', async () => {
    const cache = new PageCache();
    const before = cache.generation;
    cache.drop(['satisfaction:A']);
    const given = await cache.put('/a', page('cũ', ['satisfaction:A']), before);
    expect(given.bodies.identity.toString()).toBe('cũ');
    expect(cache.get('/a')).toBeUndefined();
  });

  test('is not kept either when the change comes while it is compressed', async () => {
    const cache = new PageCache();
    const putting = cache.put('/a', page('cũ', ['satisfaction']), cache.generation);
    cache.drop(['satisfaction:A']);
    await putting;
    expect(cache.get('/a')).toBeUndefined();
  });

  test('is kept when the change does not concern it', async () => {
    const cache = new PageCache();
    const before = cache.generation;
    cache.drop(['articles']);
    await cache.put('/a', page('mới', ['satisfaction:A']), before);
    expect(cache.get('/a')).toBeDefined();
  });

  test('is kept when it was begun after the change', async () => {
    const cache = new PageCache();
    cache.drop(['satisfaction:A']);
    await cache.put('/a', page('mới', ['satisfaction:A']), cache.generation);
    expect(cache.get('/a')).toBeDefined();
  });
});

test('a page is kept for five minutes at most', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000_000);
  onTestFinished(() => clock.mockRestore());
  const cache = new PageCache();
  await cache.put('/', page('Trang chủ', []), cache.generation);
  const keptAfter = async (minutes: number) => {
    clock.mockReturnValue(1_000_000 + minutes * 60_000);
    // The cache looks at the clock once in a millisecond.
    await setTimeout(5);
    return cache.get('/') !== undefined;
  };
  expect(await keptAfter(4.9)).toBe(true);
  expect(await keptAfter(5.1)).toBe(false);
});
