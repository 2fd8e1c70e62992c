import path from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { openSqlite } from '#db/open.ts';
import { listRevisions } from '#newsroom/revision-store.ts';
import { approveArticle, publishDueArticles } from '#newsroom/service.ts';
import { findPublishedArticle } from '#newsroom/store.ts';
import { findArticleInWork } from '#newsroom/work-store.ts';
import { clockAt, openTestApp, temporaryDir } from '../support/app.ts';

test('articles of before keep their state, people and schedule, and begin their history with what they are', async () => {
  const dataDir = temporaryDir();
  const db = openSqlite(path.join(dataDir, 'portal.sqlite'));
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '016'));
  expect((await new Migrator({ db: db.writer, provider: { getMigrations: async () => before } }).migrateToLatest()).error).toBeUndefined();
  for (const [slug, state, author, reviewer, publishAt] of [
    ['da-dang', 'published', 'content/', null, null],
    ['tung-hen', 'published', 'Nguyễn Văn A', 'Trần Thị B', '2026-11-20T01:00:00.000Z'],
    ['cho-duyet', 'submitted', 'Nguyễn Văn A', null, null],
    ['hen-gio', 'scheduled', 'Nguyễn Văn A', 'Trần Thị B', '2026-11-23T01:00:00.000Z'],
  ])
    await sql`insert into articles (slug, state, title, summary, body, published, topics, source, documents, author, reviewer, publish_at, updated_at)
      values (${slug}, ${state}, ${`Tin ${slug}`}, 'Tóm tắt.', 'Thân **bài**.', '2026-11', '["Sáng kiến"]', '{"name":"Nguồn"}', '[]', ${author},
        ${reviewer}, ${publishAt}, '2026-11-19T00:00:00.000Z')`.execute(db.writer);
  await db.close();

  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ dataDir, clock });
  expect(await findPublishedArticle(app.reader, 'da-dang')).toMatchObject({
    title: 'Tin da-dang',
    format: 'markdown',
    body: 'Thân **bài**.',
  });
  expect(await findArticleInWork(app.reader, 'da-dang')).toMatchObject({ submitter: null, public_since: '2026-11-19T00:00:00.000Z' });
  expect(await findArticleInWork(app.reader, 'tung-hen')).toMatchObject({ state: 'published', publish_at: null, editor: 'Trần Thị B' });
  const waiting = await findArticleInWork(app.reader, 'cho-duyet');
  expect(waiting).toMatchObject({ state: 'submitted', version: 1, submitter: 'Nguyễn Văn A', public_since: null });
  expect(await listRevisions(app.reader, waiting?.id ?? 0)).toMatchObject([
    { version: 1, act: 'article.carried_over', person: 'Nguyễn Văn A' },
  ]);
  expect(await approveArticle(app, 'cho-duyet', 'Nguyễn Văn A')).toEqual({ kind: 'refused', reason: 'same-person' });
  expect(await approveArticle(app, 'cho-duyet', 'Trần Thị B')).toMatchObject({ kind: 'done', version: 2 });
  expect(await publishDueArticles(app)).toBe(0);
  clock.set('2026-11-23T01:00:00Z');
  expect(await publishDueArticles(app)).toBe(1);

  for (const change of [
    "update article_revisions set title = 'khác'",
    'delete from article_revisions',
    'replace into article_revisions select * from article_revisions',
  ])
    await expect(sql.raw(change).execute(app.writer)).rejects.toThrow('revisions are kept');
});
