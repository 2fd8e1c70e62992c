import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';
import { submitArticle } from '#newsroom/service.ts';
import type { App } from '#platform/app.ts';
import { projectRoot } from '#platform/project-root.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { everySearchDocument, someSearchDocuments } from '#platform/setup.ts';
import { documentId } from '#search/model/document.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { anArticle, publish } from '../support/articles.ts';
import { type FakeMeilisearch, fakeMeilisearch } from '../support/fake-meilisearch.ts';

const settingsOf = ({ url, key }: FakeMeilisearch) => ({ MEILI_URL: url, MEILI_KEY: key });
const heldBy = (fake: FakeMeilisearch) => Object.values(fake.held()).flat();
const waiting = async (app: App) =>
  (await app.reader.selectFrom('search_outbox').select('document').orderBy('sequence').execute()).map(({ document }) => document);
const find = async (app: App, text: string) =>
  (await app.search.query({ text, page: { limit: 3, offset: 0 } })).hits.map(({ code }) => code);

/** A portal whose Meilisearch has learnt of everything. */
async function portalWith(fake: FakeMeilisearch, options: Parameters<typeof openTestApp>[0] = {}) {
  const app = await openTestApp({ ...options, env: settingsOf(fake) });
  await app.follower.once();
  return app;
}

test('at first the index is made in one step, and holds every document of the database', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  const all = (await everySearchDocument(app.reader)).map(documentId);
  expect(Object.keys(fake.held())).toEqual([expect.stringMatching(/^cchc-[0-9a-f]{8}$/)]);
  expect(heldBy(fake)).toEqual(all.toSorted());
  expect(await waiting(app)).toEqual([]);
});

test('a second start with the same content sends no document', async () => {
  const fake = await fakeMeilisearch();
  const { config } = await portalWith(fake);
  const before = fake.asked.length;
  await portalWith(fake, { dataDir: config.dataDir });
  expect(fake.asked.slice(before).filter(({ what }) => /documents|swap/.test(what))).toEqual([
    { what: expect.stringMatching(/^GET .*\/documents$/), key: fake.key },
  ]);
});

test('one document is described alike alone and among all', async () => {
  const app = await openTestApp();
  const all = await everySearchDocument(app.reader);
  expect(await someSearchDocuments(app.reader, all.map(documentId))).toEqual(all);
  expect(await someSearchDocuments(app.reader, ['procedure:9.999999', 'article:khong-co', 'gi-do', '*'])).toEqual([]);
});

test('a published article is sent, and nothing but it', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await publish(app, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  expect(await waiting(app)).toEqual(['article:xe-buyt-dien']);
  const before = heldBy(fake);
  await app.follower.once();
  expect(heldBy(fake)).toEqual([...before, 'article:xe-buyt-dien'].toSorted());
  expect(await waiting(app)).toEqual([]);
});

test('an article that is submitted, but not approved, is nowhere', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await submitArticle(app, anArticle('chua-duyet', 'Chưa ai duyệt'), 'Nguyễn Văn A');
  expect(await waiting(app)).toEqual([]);
});

test('a process that is killed after its commit loses nothing: another one tells both engines', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await submitArticle(app, anArticle('xe-buyt-dien', 'Tuyến xe buýt điện mới'), 'Nguyễn Văn A');
  const script = path.join(projectRoot, 'tests', 'support', 'approve-and-die.ts');
  const child = spawn(process.execPath, [script, app.config.dataDir, 'xe-buyt-dien'], { cwd: projectRoot, stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

  expect(await waiting(app)).toEqual(['article:xe-buyt-dien']);
  expect(await find(app, 'xe buýt điện')).not.toContain('xe-buyt-dien');
  await app.follower.once();
  expect(heldBy(fake)).toContain('article:xe-buyt-dien');
  expect(await find(app, 'xe buýt điện')).toContain('xe-buyt-dien');
});

test('without Meilisearch too, what a killed process left behind is found', async () => {
  const app = await openTestApp();
  await submitArticle(app, anArticle('xe-buyt-dien', 'Tuyến xe buýt điện mới'), 'Nguyễn Văn A');
  const script = path.join(projectRoot, 'tests', 'support', 'approve-and-die.ts');
  await once(spawn(process.execPath, [script, app.config.dataDir, 'xe-buyt-dien'], { cwd: projectRoot, stdio: 'inherit' }), 'exit');
  await app.follower.once();
  expect(await find(app, 'xe buýt điện')).toContain('xe-buyt-dien');
  expect(await waiting(app)).toEqual([]);
});

test('of two processes one sends, and the other waits until it is done', async () => {
  const fake = await fakeMeilisearch();
  const one = await portalWith(fake);
  const other = await portalWith(fake, { dataDir: one.config.dataDir });
  await publish(one, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  const sending = fake.hold(/POST .*\/documents$/);
  const first = one.follower.once();
  await sending.arrived;
  const sent = fake.asked.length;
  await other.follower.once();
  expect(fake.asked.slice(sent)).toEqual([]);
  sending.release();
  await first;
  expect(await waiting(one)).toEqual([]);
});

test('when the process that sends dies, another takes over once its time is up', async () => {
  const fake = await fakeMeilisearch();
  const clock = clockAt('2026-11-22T03:00:00Z');
  const one = await portalWith(fake, { clock });
  const other = await portalWith(fake, { clock, dataDir: one.config.dataDir });
  await publish(one, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  const sending = fake.hold(/POST .*\/documents$/);
  const first = one.follower.once();
  await sending.arrived;
  clock.set('2026-11-22T03:00:31Z');
  await other.follower.once();
  expect(heldBy(fake)).toContain('article:xe-buyt-dien');
  expect(await waiting(one)).toEqual([]);
  sending.release();
  await first;
});

test('a late sender does not bring back what was taken away meanwhile', async () => {
  const fake = await fakeMeilisearch();
  const clock = clockAt('2026-11-22T03:00:00Z');
  const one = await portalWith(fake, { clock });
  const other = await portalWith(fake, { clock, dataDir: one.config.dataDir });
  await publish(one, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  // Held up on its way, with the article as it was; meanwhile the article goes, and the other process sends that.
  const sending = fake.hold(/POST .*\/documents$/);
  const first = one.follower.once();
  await sending.arrived;
  clock.set('2026-11-22T03:00:31Z');
  await withdraw(other, 'xe-buyt-dien');
  await other.follower.once();
  expect(heldBy(fake)).not.toContain('article:xe-buyt-dien');
  sending.release();
  await first;
  await one.follower.once();
  expect(heldBy(fake)).not.toContain('article:xe-buyt-dien');
  expect(await waiting(one)).toEqual([]);
});

test('a change that comes while one is being sent is sent after it', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await publish(app, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  const sending = fake.hold(/POST .*\/documents$/);
  const first = app.follower.once();
  await sending.arrived;
  await withdraw(app, 'xe-buyt-dien');
  sending.release();
  await first;
  expect(heldBy(fake)).not.toContain('article:xe-buyt-dien');
  expect(await waiting(app)).toEqual([]);
});

test('a change that was told nobody but the index of this process is sent all the same', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  const [first] = await everySearchDocument(app.reader);
  if (!first) throw new Error('nothing to find');
  fake.lose(documentId(first));
  await app.search.index([first]);
  await app.follower.once();
  expect(heldBy(fake)).toContain(documentId(first));
});

test('a task that fails is done again', async () => {
  const fake = await fakeMeilisearch();
  const app = await portalWith(fake);
  await publish(app, 'xe-buyt-dien', 'Tuyến xe buýt điện mới');
  fake.failNextTask();
  await app.follower.once();
  expect(await waiting(app)).toEqual(['article:xe-buyt-dien']);
  await app.follower.catchUp();
  expect(heldBy(fake)).toContain('article:xe-buyt-dien');
});

test('an index that was left half made, and those of older versions, are cleared away; those of others stay', async () => {
  const fake = await fakeMeilisearch();
  const { config } = await portalWith(fake);
  const [live = ''] = Object.keys(fake.held());
  for (const name of [`${live}-next`, 'cchc-00000000', 'cua-ai-khac']) fake.put(name, ['procedure:1.001193']);
  const app = await openTestApp({ dataDir: config.dataDir, env: settingsOf(fake) });
  await app.follower.catchUp({ anew: true });
  expect(Object.keys(fake.held()).toSorted()).toEqual(['cua-ai-khac', live].toSorted());
  expect(fake.held()[live]?.length).toBeGreaterThan(900);
});

/** Takes an article from the public, as far as search is concerned. */
async function withdraw(app: App, slug: string): Promise<void> {
  await app.writer.transaction().execute(async (tx) => {
    await tx.updateTable('articles').set({ state: 'submitted' }).where('slug', '=', slug).execute();
    await tellSearch(tx, app.clock, [`article:${slug}`]);
  });
}
