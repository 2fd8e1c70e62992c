import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';
import { openSqlite } from '#db/open.ts';
import { openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';
import { submitResponse } from '#survey/service.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { forgetContent, openTestApp, temporaryDir } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';

async function contentsOf(app: Awaited<ReturnType<typeof openTestApp>>): Promise<string> {
  const tables = await app.reader.introspection.getTables();
  const rows = await Promise.all(
    tables.map(async ({ name }) => [name, (await sql`select * from ${sql.table(name)}`.execute(app.writer)).rows]),
  );
  return JSON.stringify(rows.sort());
}

test('the first start loads all agencies, procedures, articles, documents, series and instruments', async () => {
  const app = await openTestApp({ dataDir: temporaryDir() });
  const count = async (kinds: readonly string[], current: boolean) =>
    Number(
      (
        await app.reader
          .selectFrom('agencies')
          .select((e) => e.fn.countAll().as('n'))
          .where('kind', 'in', kinds)
          .where('valid_to', current ? 'is' : 'is not', null)
          .executeTakeFirstOrThrow()
      ).n,
    );
  expect(await count(['ward', 'commune'], true)).toBe(126);
  expect(await count(['ward'], true)).toBe(51);
  expect(await count(['department'], true)).toBe(16);
  expect(await count(['urban-district', 'rural-district', 'town'], false)).toBe(30);
  expect(await count(['ward', 'commune', 'township'], false)).toBe(526);
  expect(await count(['department'], false)).toBe(23);
  const total = async (table: 'procedures' | 'articles' | 'documents' | 'indicators' | 'instruments') =>
    Number(
      (
        await app.reader
          .selectFrom(table)
          .select((e) => e.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  expect(await total('procedures')).toBe(238);
  expect(await total('articles')).toBeGreaterThanOrEqual(10);
  expect(await total('documents')).toBeGreaterThanOrEqual(10);
  expect(await total('indicators')).toBe(4);
  expect(await total('instruments')).toBe(4);
});

test('what other tests start from is what a first start makes, and each has a key of its own', async () => {
  const first = await openTestApp({ dataDir: temporaryDir() });
  const [one, two] = [await openTestApp(), await openTestApp()];
  // When a migration ran is told by the clock of the machine.
  for (const app of [first, one]) await sql`update kysely_migration set timestamp = ''`.execute(app.writer);
  expect(await contentsOf(one)).toBe(await contentsOf(first));
  const everything = { text: '', page: { limit: 1000, offset: 0 } };
  expect(await one.search.query(everything)).toEqual(await first.search.query(everything));
  expect(one.secret).not.toEqual(two.secret);
});

test('a second start on the same data changes nothing', async () => {
  const dataDir = temporaryDir();
  const before = await contentsOf(await openTestApp({ dataDir }));
  expect(await contentsOf(await openTestApp({ dataDir }))).toBe(before);
});

test('a later start with new content keeps what was changed in the database and adds what is missing', async () => {
  const dataDir = temporaryDir();
  const first = await openTestApp({ dataDir });
  await first.writer
    .updateTable('articles')
    .set({ title: 'Sửa trong cổng' })
    .where('slug', '=', 'long-bien-cham-diem-can-bo-hang-thang')
    .execute();
  await first.writer.deleteFrom('documents').where('slug', '=', '3724-hd-snv').execute();
  await forgetContent(first);
  const second = await openTestApp({ dataDir });
  const article = await second.reader
    .selectFrom('articles')
    .select('title')
    .where('slug', '=', 'long-bien-cham-diem-can-bo-hang-thang')
    .executeTakeFirst();
  expect(article?.title).toBe('Sửa trong cổng');
  expect(await second.reader.selectFrom('documents').select('slug').where('slug', '=', '3724-hd-snv').executeTakeFirst()).toBeDefined();
});

test('a database written by a newer portal is left alone and said so', async () => {
  const dataDir = temporaryDir();
  const app = await openTestApp({ dataDir });
  await sql`insert into kysely_migration (name, timestamp) values ('999-later', '2027-01-01')`.execute(app.writer);
  await expect(openTestApp({ dataDir })).rejects.toThrow(/phiên bản mới hơn.*999-later/);
});

test('a published questionnaire whose wording changed under the same id stops the start', async () => {
  const dataDir = temporaryDir();
  const app = await openTestApp({ dataDir });
  await app.writer.updateTable('instruments').set({ sha256: 'other' }).where('id', '=', 'HN-WARD-9-2026').execute();
  await forgetContent(app);
  await expect(openTestApp({ dataDir })).rejects.toThrow(/HN-WARD-9-2026.*tạo bản mới/);
});

test('a data directory that cannot be made is one clear line', async () => {
  const file = path.join(temporaryDir(), 'a-file');
  writeFileSync(file, '');
  await expect(openApp(readConfig({ DATA_DIR: path.join(file, 'data') }), { log: silentLog })).rejects.toThrow(
    /Không ghi được vào thư mục dữ liệu/,
  );
});

test('a migration that fails half-way leaves nothing of itself', async () => {
  const db = openSqlite(path.join(temporaryDir(), 'portal.sqlite'));
  const broken = {
    async up(tx: typeof db.writer) {
      await tx.schema.createTable('half').addColumn('id', 'integer').execute();
      throw new Error('stopped half-way');
    },
  };
  Object.assign(migrations, { '002-broken': broken });
  try {
    await expect(migrateToLatest(db.writer)).rejects.toThrow('stopped half-way');
    const names = (await db.writer.introspection.getTables()).map((table) => table.name);
    expect(names).not.toContain('half');
    expect(names).not.toContain('responses');
  } finally {
    Reflect.deleteProperty(migrations, '002-broken');
    await db.close();
  }
});

test('a stored response has no place for a name, an address or a time of day', async () => {
  const app = await openTestApp();
  const responses = (await app.reader.introspection.getTables()).find((table) => table.name === 'responses');
  expect(responses?.columns.map((column) => column.name)).toEqual([
    'receipt',
    'wave',
    'agency',
    'procedure',
    'day',
    'mode',
    'outcome',
    'pace',
    'answers',
    'profile',
  ]);
});

test('a damaged key is said so instead of being used, and a damaged search index is made anew', async () => {
  const dataDir = temporaryDir();
  await (await openTestApp({ dataDir })).search.query({ text: 'khai sinh', page: { limit: 1, offset: 0 } });
  writeFileSync(path.join(dataDir, 'search.sqlite'), 'this is no database'.repeat(100));
  const again = await openTestApp({ dataDir });
  expect((await again.search.query({ text: 'khai sinh', types: ['procedure'], page: { limit: 1, offset: 0 } })).total).toBeGreaterThan(5);
  writeFileSync(path.join(dataDir, 'secret.key'), '');
  await expect(openTestApp({ dataDir })).rejects.toThrow(/secret\.key hỏng/);
});

test('a command can write while the portal is taking answers', async () => {
  const dataDir = temporaryDir();
  const app = await openTestApp({ dataDir });
  const other = await openTestApp({ dataDir });
  // The first answer of a year opens its wave, by the connection that waits: here both are one process, where neither can wait for the other.
  await submitResponse(app, wardResponse());
  let stop = false;
  const answering = (async () => {
    while (!stop) await Promise.all(Array.from({ length: 5 }, () => submitResponse(app, wardResponse())));
  })();
  for (let i = 0; i < 25; i++) {
    const made = await makeTickets(other, { instrument: 'HN-WARD-9-2026', agency: '00004', count: 1 }, atCommand('A'));
    expect(made.kind).toBe('made');
  }
  stop = true;
  await answering;
});
