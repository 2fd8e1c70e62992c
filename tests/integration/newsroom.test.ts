import { expect, test } from 'vitest';
import type { Article } from '#newsroom/model/article.ts';
import { approveArticle, publishDueArticles, submitArticle } from '#newsroom/service.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';

const article: Article = {
  slug: 'tin-thu-nghiem-cua-to-bien-tap',
  title: 'Tin thử nghiệm về bộ phận một cửa lưu động',
  summary: 'Một tin dùng để thử quy trình đăng.',
  published: '2026-11-22',
  topics: ['Sáng kiến'],
  source: { name: 'Tổ biên tập' },
  documents: [],
  body: 'Bộ phận **một cửa lưu động** đến tận thôn.',
};

async function waitFor(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true within five seconds');
}

test('an article is public only after a second person approved it, and then on its page, in the list, the feed and the search', async () => {
  const { app, url } = await startTestPortal();
  const status = async () => (await fetch(`${url}/tin-tuc/${article.slug}`)).status;
  const list = async () => (await (await fetch(`${url}/tin-tuc`)).text()).includes(article.title);
  expect(await list()).toBe(false);
  expect(await submitArticle(app, article, 'Nguyễn Văn A')).toMatchObject({ kind: 'done', state: 'submitted' });
  expect(await status()).toBe(404);
  expect(await approveArticle(app, article.slug, ' nguyễn văn a')).toEqual({ kind: 'refused', reason: 'same-person' });
  expect(await approveArticle(app, article.slug, 'Trần Thị B')).toMatchObject({ kind: 'done', state: 'published' });
  expect(await status()).toBe(200);
  await waitFor(list);
  expect(await (await fetch(`${url}/tin-tuc/feed.xml`)).text()).toContain(article.title);
  const found = await app.search.query({ text: 'một cửa lưu động', page: { limit: 5, offset: 0 } });
  expect(found.hits[0]).toMatchObject({ type: 'article', code: article.slug });
  const acts = await app.reader.selectFrom('audit').select(['person', 'act']).where('object', '=', article.slug).orderBy('id').execute();
  expect(acts).toEqual([
    { person: 'Nguyễn Văn A', act: 'article.submit' },
    { person: 'Trần Thị B', act: 'article.approve' },
  ]);
});

test('an approval made by another process reaches the pages and the search of this one', async () => {
  const { app, url } = await startTestPortal();
  await (await fetch(`${url}/tin-tuc`)).text();
  const search = async () => (await app.search.query({ text: 'một cửa lưu động', page: { limit: 1, offset: 0 } })).hits[0]?.code;
  expect(await search()).not.toBe(article.slug);
  const other = await openTestApp({ dataDir: app.config.dataDir });
  await submitArticle(other, article, 'Nguyễn Văn A');
  await approveArticle(other, article.slug, 'Trần Thị B');
  await waitFor(async () => (await (await fetch(`${url}/tin-tuc`)).text()).includes(article.title));
  expect(await search()).toBe(article.slug);
});

test('a scheduled article appears once its time has come, even after a restart, and once only', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  await submitArticle(app, article, 'Nguyễn Văn A');
  expect(await approveArticle(app, article.slug, 'Trần Thị B', '2026-11-22T02:00:00.000Z')).toEqual({
    kind: 'refused',
    reason: 'time-past',
  });
  expect(await approveArticle(app, article.slug, 'Trần Thị B', '2026-11-23T01:00:00.000Z')).toMatchObject({
    kind: 'done',
    state: 'scheduled',
  });
  expect(await publishDueArticles(app)).toBe(0);
  clock.set('2026-11-23T01:00:01Z');
  const restarted = await openTestApp({ dataDir: app.config.dataDir, clock });
  expect(await publishDueArticles(restarted)).toBe(1);
  expect(await publishDueArticles(app)).toBe(0);
});

test('an article cannot take the address of another, nor be approved twice', async () => {
  const app = await openTestApp();
  await submitArticle(app, article, 'A');
  expect(await submitArticle(app, article, 'C')).toEqual({ kind: 'refused', reason: 'slug-taken' });
  await approveArticle(app, article.slug, 'B');
  expect(await approveArticle(app, article.slug, 'B')).toEqual({ kind: 'refused', reason: 'wrong-state' });
  expect(await approveArticle(app, 'khong-co-bai-nay', 'B')).toEqual({ kind: 'refused', reason: 'unknown-article' });
});
