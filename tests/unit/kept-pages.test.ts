import { expect, test } from 'vitest';
import { assetsIn, isKeptPath, mayBeKept } from '#ui/service-worker/kept-pages.ts';

test.each([
  ['/', true],
  ['/en', true],
  ['/thu-tuc/1.004194', true],
  ['/en/thu-tuc/1.004194', true],
  ['/tin-tuc/huong-dan-3724', true],
  ['/van-ban/4210-qd-ubnd-2021', true],
  ['/gioi-thieu', true],
  ['/en/tro-nang', true],
  ['/thu-tuc', false],
  ['/thu-tuc/linh-vuc', false],
  ['/tin-tuc/feed.xml', false],
  ['/khao-sat', false],
  ['/khao-sat/HN-WARD-9-2026', false],
  ['/en/khao-sat/HN-WARD-9-2026', false],
  ['/khao-sat/bien-nhan/AAAA-AAAA', false],
  ['/chi-so', false],
  ['/co-quan/00004', false],
  ['/tim-kiem', false],
  ['/api/v1/procedures', false],
  ['/ngoai-tuyen', false],
  ['/quan-tri', false],
  ['/quan-tri/tai-khoan', false],
  ['/en/quan-tri', false],
])('%s is kept for reading without a network: %s', (path, kept) => {
  expect(isKeptPath(path)).toBe(kept);
});

test('only whole public pages are kept, whatever their address', () => {
  const answer = (status: number, headers: Record<string, string> = {}) =>
    mayBeKept(new Response('', { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } }));
  expect(answer(200, { 'cache-control': 'public, max-age=0, must-revalidate' })).toBe(true);
  expect(answer(200, { 'cache-control': 'no-store' })).toBe(false);
  expect(answer(404)).toBe(false);
  expect(answer(503)).toBe(false);
  expect(answer(200, { 'content-type': 'application/json' })).toBe(false);
});

test('what a page and its scripts need is found in them', () => {
  expect(
    assetsIn(
      '<link href="/_astro/a.css"><script type="module" src="/_astro/b.js"></script><astro-island component-url="/_astro/i.js"><a href="/thu-tuc">',
    ),
  ).toEqual(['/_astro/a.css', '/_astro/b.js', '/_astro/i.js']);
  expect(assetsIn('import{t as e}from"./c.js";import"./d.js";import("./later.js")')).toEqual(['/_astro/c.js', '/_astro/d.js']);
});
