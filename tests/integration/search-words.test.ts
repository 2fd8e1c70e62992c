import { expect, test } from 'vitest';
import { recordChanges } from '#platform/changes.ts';
import { wordsTag } from '#search/store.ts';
import { forgetContent, openTestApp, temporaryDir } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';

const page = { limit: 5, offset: 0 };

test('the words of content/ are in the database after the start, and what staff set aside or changed stays so', async () => {
  const dataDir = temporaryDir();
  const app = await openTestApp({ dataDir });
  const { n } = await app.reader
    .selectFrom('search_synonyms')
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  expect(Number(n)).toBeGreaterThan(1500);
  expect((await app.search.query({ text: 'sổ đỏ', page })).interpretation.synonyms).toHaveLength(1);
  await app.writer
    .updateTable('search_synonyms')
    .set({ active: 0, source: 'Biên tập viên' })
    .where('kind', '=', 'synonym')
    .where('alias', '=', 'sổ đỏ')
    .execute();
  await app.writer
    .updateTable('search_synonyms')
    .set({ entry: JSON.stringify({ official: ['đăng ký tạm vắng'], codes: ['1.003677'], scope: 'procedure' }) })
    .where('alias', '=', 'kt3')
    .execute();
  await app.writer.deleteFrom('search_synonyms').where('alias', '=', 'passport').execute();
  await forgetContent(app);
  const again = await openTestApp({ dataDir });
  expect((await again.search.query({ text: 'sổ đỏ', page })).interpretation.synonyms).toEqual([]);
  expect((await again.search.query({ text: 'kt3', types: ['procedure'], page })).hits[0]?.code).toBe('1.003677');
  expect((await again.search.query({ text: 'passport', page })).interpretation.synonyms).toHaveLength(1);
});

test('a word that another process adds is understood here at once, on the kept page too', async () => {
  const { app, url } = await startTestPortal();
  const shows = async () => (await (await fetch(`${url}/tim-kiem?q=giấy+con+cò`)).text()).includes('/thu-tuc/1.001193"');
  expect(await shows()).toBe(false);
  const other = await openTestApp({ dataDir: app.config.dataDir });
  await other.writer.transaction().execute(async (tx) => {
    const entry = JSON.stringify({ official: ['đăng ký khai sinh'], codes: ['1.001193'], scope: 'procedure' });
    await tx
      .insertInto('search_synonyms')
      .values({ kind: 'synonym', alias: 'giấy con cò', entry, active: 1, source: 'Biên tập viên' })
      .execute();
    await recordChanges(tx, [wordsTag]);
  });
  await expect.poll(shows, { timeout: 5000 }).toBe(true);
});

test('an entry that cannot be read is left out, and the others are understood', async () => {
  const app = await openTestApp();
  const broken = { kind: 'synonym' as const, active: 1 as const, source: 'x' };
  await app.writer
    .insertInto('search_synonyms')
    .values([
      { ...broken, alias: 'chữ hỏng', entry: 'not json' },
      { ...broken, alias: 'chữ thiếu', entry: '{}' },
    ])
    .execute();
  await app.words.reload();
  expect((await app.search.query({ text: 'sổ đỏ', page })).interpretation.synonyms).toHaveLength(1);
});

test('what finds nothing is counted by its text and day alone, from page and API, and told cases are not', async () => {
  const { app, url } = await startTestPortal();
  const miss = encodeURIComponent('Khủng long bạo chúa');
  await fetch(`${url}/tim-kiem?q=${miss}&dung=1`);
  await fetch(`${url}/api/v1/search?exact=1&q=${miss}`);
  for (const q of ['khai sinh', 'thời tiết', 'H26.99-261101-0012', '9.999999', 'xyzq 0912345678', 'qwzx@example.vn', ''])
    await fetch(`${url}/api/v1/search?q=${encodeURIComponent(q)}`);
  await app.misses.flush();
  expect(await app.reader.selectFrom('search_misses').selectAll().execute()).toEqual([
    { text: 'khủng long bạo chúa', day: '2026-11-22', n: 2 },
  ]);
});

test('counts that could not be stored are added with the next, old days are forgotten, and a flood stays small', async () => {
  const app = await openTestApp();
  const ask = (text: string) => app.search.query({ text, exact: true, page });
  await app.writer.insertInto('search_misses').values({ text: 'cũ', day: '2026-01-01', n: 1 }).execute();
  await ask('zzz qqq');
  await app.writer.schema.alterTable('search_misses').renameTo('away').execute();
  await expect(app.misses.flush()).rejects.toThrow();
  await app.writer.schema.alterTable('away').renameTo('search_misses').execute();
  await ask('zzz qqq');
  await app.misses.flush();
  expect(await app.reader.selectFrom('search_misses').select(['text', 'n']).execute()).toEqual([{ text: 'zzz qqq', n: 2 }]);
  for (let i = 0; i < 1100; i++) await ask(`zzz q${i}`);
  await app.misses.flush();
  const { n } = await app.reader
    .selectFrom('search_misses')
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  expect(Number(n)).toBeLessThanOrEqual(1000);
});
