import path from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { openSqlite } from '#db/open.ts';
import type { App } from '#platform/app.ts';
import { verifyAudit, writeAudit } from '#platform/audit.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';

const write = (app: App, object: string, more: { before?: unknown; after?: unknown } = {}) =>
  app.writer
    .transaction()
    .execute((tx) => writeAudit(tx, app, { person: { id: 'nv1', name: 'Nguyễn Thị Lan' }, act: 'article.edit', object, ...more }));

test('a row of the audit says who, by account and name, did what to which object, and what was before and after', async () => {
  const app = await openTestApp();
  await write(app, 'bai-1', { before: { title: 'Cũ' }, after: { title: 'Mới' } });
  expect(await app.reader.selectFrom('audit').selectAll().execute()).toMatchObject([
    {
      person: 'Nguyễn Thị Lan',
      staff: 'nv1',
      act: 'article.edit',
      object: 'bai-1',
      before: '{"title":"Cũ"}',
      after: '{"title":"Mới"}',
      previous: '',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
});

test('an act that fails leaves no row, and acts at the same time are chained one after the other', async () => {
  const app = await openTestApp();
  await Promise.all(Array.from({ length: 20 }, (_, i) => write(app, `bai-${i}`)));
  const failed = app.writer.transaction().execute(async (tx) => {
    await writeAudit(tx, app, { person: 'Ai đó', act: 'article.edit', object: 'bai-hong' });
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await verifyAudit(app.reader)).toMatchObject({ rows: 20, broken: null });
});

test('a row of the audit cannot be changed, removed, replaced or put in between', async () => {
  const app = await openTestApp();
  for (const object of ['bai-1', 'bai-2']) await write(app, object);
  await expect(app.writer.updateTable('audit').set({ person: 'Người khác' }).execute()).rejects.toThrow('kept as they are');
  await expect(app.writer.deleteFrom('audit').where('id', '=', 2).execute()).rejects.toThrow('kept as they are');
  const [, second] = await app.reader.selectFrom('audit').selectAll().orderBy('id').execute();
  if (!second) throw new Error('no row');
  for (const [id, previous] of [
    [2, second.hash],
    [2, second.previous],
    [3, second.previous],
    [-7, second.hash],
  ])
    await expect(
      sql`insert or replace into audit (id, at, person, act, object, previous, hash) values (${id}, '', 'x', 'x', 'x', ${previous}, 'y')`.execute(
        app.writer,
      ),
      `${id}`,
    ).rejects.toThrow('follows the newest');
});

const tamper = (app: App, change: string) =>
  app.writer.transaction().execute(async (tx) => {
    for (const act of ['no_update', 'no_delete', 'in_order']) await sql.raw(`drop trigger audit_${act}`).execute(tx);
    await sql.raw(change).execute(tx);
  });

test.each([
  ['a word changed', "update audit set object = 'bai-9' where id = 2", { id: 2, why: 'changed' }],
  ['another person', "update audit set staff = 'nv2' where id = 3", { id: 3, why: 'changed' }],
  ['the first row gone', 'delete from audit where id = 1', { id: 2, why: 'not-next' }],
  ['a row in between gone', 'delete from audit where id = 2', { id: 3, why: 'not-next' }],
])('who goes around the triggers is found out: %s', async (_what, change, broken) => {
  const app = await openTestApp();
  for (const object of ['bai-1', 'bai-2', 'bai-3']) await write(app, object);
  await tamper(app, change);
  expect((await verifyAudit(app.reader)).broken).toEqual(broken);
});

test('npm run audit:verify says that all is well, names the first broken row, and misses rows that were cut off', async () => {
  const app = await openTestApp();
  for (const object of ['bai-1', 'bai-2', 'bai-3']) await write(app, object);
  const env = { DATA_DIR: app.config.dataDir };
  const { last } = await verifyAudit(app.reader);
  expect(await runCommand('audit', [], env).ended).toMatchObject({
    code: 0,
    output: expect.stringContaining(`3 dòng nhật ký còn nguyên. Mã của dòng mới nhất: ${last}`),
  });
  await tamper(app, 'delete from audit where id = 3');
  expect(await runCommand('audit', ['--known', last], env).ended).toMatchObject({
    code: 1,
    output: expect.stringContaining('đã mất dòng ở cuối'),
  });
  await sql`update audit set person = 'Người khác' where id = 2`.execute(app.writer);
  expect(await runCommand('audit', [], env).ended).toMatchObject({ code: 1, output: expect.stringContaining('Nhật ký hỏng ở dòng 2') });
});

test('what the audit held before it was a chain is chained as it stands', async () => {
  const dataDir = temporaryDir();
  const db = openSqlite(path.join(dataDir, 'portal.sqlite'));
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '015-audit'));
  expect((await new Migrator({ db: db.writer, provider: { getMigrations: async () => before } }).migrateToLatest()).error).toBeUndefined();
  await sql`insert into audit (id, at, person, act, object, detail) values
    (3, '2026-03-01T00:00:00.000Z', 'Người lập', 'round.open', 'cu', null), (7, '2026-04-01T00:00:00.000Z', 'Người ghi', 'round.scores', 'cu', '{"n":1}')`.execute(
    db.writer,
  );
  await db.close();
  const app = await openTestApp({ dataDir });
  expect(await verifyAudit(app.reader)).toMatchObject({ rows: 2, broken: null });
  await write(app, 'bai-1');
  expect(await app.reader.selectFrom('audit').select(['id', 'object', 'detail']).orderBy('id').execute()).toEqual([
    { id: 3, object: 'cu', detail: null },
    { id: 7, object: 'cu', detail: '{"n":1}' },
    { id: 8, object: 'bai-1', detail: null },
  ]);
  expect(await verifyAudit(app.reader)).toMatchObject({ rows: 3, broken: null });
});
