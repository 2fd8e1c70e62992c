import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { changeAddress } from '#newsroom/address-service.ts';
import { addMissingDocuments } from '#newsroom/document-store.ts';
import { createDraft, submitDraft } from '#newsroom/draft-service.ts';
import { articlesForExport, documentsForExport } from '#newsroom/export-store.ts';
import { addMissingArticles } from '#newsroom/loading.ts';
import { type Article, articleFileSchema, articleSchema } from '#newsroom/model/article.ts';
import { articleFile } from '#newsroom/model/article-file.ts';
import { articleHtml } from '#newsroom/model/article-text.ts';
import { documentFileSchema, documentSchema } from '#newsroom/model/document.ts';
import { approve, correct, withdraw } from '#newsroom/publication-service.ts';
import { findPublishedArticle, whereArticleWent } from '#newsroom/store.ts';
import { fieldsOf, findArticleInWork } from '#newsroom/work-store.ts';
import type { App } from '#platform/app.ts';
import { contentDir, readContentFolder } from '#platform/content-files.ts';
import { forgetContent, openTestApp, temporaryDir } from '../support/app.ts';
import { publishedDocument, withdrawnDocument } from '../support/documents.ts';
import { binh, bodyOfLines, done, ha, wholeFields } from '../support/editors.ts';
import { runCommand } from '../support/process.ts';

const loaded = 'ke-hoach-216-lich-xac-dinh-chi-so-cai-cach-hanh-chinh-2021';

const publish = async (app: App, slug: string) =>
  done(await approve(app, binh, done(await submitDraft(app, ha, done(await createDraft(app, ha, slug, wholeFields()))))));

/** Corrects an article of content/, which makes its text structured. */
async function correctLoaded(app: App) {
  const row = await findArticleInWork(app.reader, loaded);
  if (!row) throw new Error('content/articles lacks what the test edits');
  const fields = { ...fieldsOf(row), title: 'Lịch xác định chỉ số, bản đã sửa' };
  return done(await correct(app, binh, { slug: loaded, version: row.version }, { fields, note: 'Sửa "tên" bài: 1 < 2.' }));
}

function readExport(folder: string): readonly Article[] {
  return readContentFolder(folder, articleFileSchema).map(({ name, data, body }) => articleSchema.parse({ ...data, slug: name, body }));
}

test('what the newsroom did is written into files that say the same at a first start, byte for byte again', async () => {
  const app = await openTestApp();
  await correctLoaded(app);
  const moved = done(await changeAddress(app, binh, await publish(app, 'bai-dau'), 'bai-doi-ten'));
  done(await withdraw(app, binh, await publish(app, 'bai-rut'), 'Nguồn sai: "chưa có".'));
  done(await createDraft(app, ha, 'ban-thao', wholeFields({ body: bodyOfLines('Chưa xong.') })));
  const out = temporaryDir();
  const folder = path.join(out, 'articles');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'bai-dau.md'), 'bản cũ');
  const run = () => runCommand('scripts/content-export.ts', ['--out', out], { DATA_DIR: app.config.dataDir }).ended;
  expect((await run()).output).toMatch(/Đã ghi 22 tin .*22 tệp mới hoặc đổi, bỏ 1 tệp mang địa chỉ cũ/);
  const names = readdirSync(folder);
  expect(names).toContain('bai-doi-ten.md');
  for (const absent of ['bai-dau.md', 'ban-thao.md']) expect(names).not.toContain(absent);
  const untouched = readdirSync(path.join(contentDir, 'articles')).filter((name) => name !== `${loaded}.md`);
  for (const name of untouched)
    expect(readFileSync(path.join(folder, name)).equals(readFileSync(path.join(contentDir, 'articles', name))), name).toBe(true);
  const before = statSync(path.join(folder, 'bai-rut.md')).mtimeMs;
  expect((await run()).output).toContain('0 tệp mới hoặc đổi, bỏ 0 tệp');
  expect(statSync(path.join(folder, 'bai-rut.md')).mtimeMs).toBe(before);

  const other = await openTestApp();
  const articles = readExport(folder);
  const fresh = articles.filter(({ slug }) => ['bai-doi-ten', 'bai-rut'].includes(slug));
  await other.writer.transaction().execute((tx) => addMissingArticles(tx, fresh, { author: 'content/', at: '2026-11-22T03:00:00.000Z' }));
  expect(await whereArticleWent(other.reader, 'bai-dau')).toEqual({ kind: 'moved', slug: moved.slug });
  expect(await whereArticleWent(other.reader, 'bai-rut')).toMatchObject({ kind: 'withdrawn', reason: 'Nguồn sai: "chưa có".' });
  const html = async (one: App) => {
    const article = await findPublishedArticle(one.reader, 'bai-doi-ten');
    return article && articleHtml(article).trim();
  };
  expect(await html(other)).toBe(await html(app));
  const again = (await articlesForExport(other.reader)).filter(({ slug }) => fresh.some((one) => one.slug === slug));
  for (const article of again) expect(articleFile(article)).toBe(readFileSync(path.join(folder, `${article.slug}.md`), 'utf8'));
  expect(articles.find(({ slug }) => slug === loaded)).toMatchObject({
    title: 'Lịch xác định chỉ số, bản đã sửa',
    corrections: [{ date: '2026-11-22', note: 'Sửa "tên" bài: 1 < 2.' }],
  });
}, 90_000);

test('documents are written into files too: untouched ones byte for byte, others as they can be loaded again', async () => {
  const app = await openTestApp();
  const file = { attachments: ['0123456789abcdef01234567'], in_force: '1/12/2026', topic: 'Sáng kiến' };
  await withdrawnDocument(app, 'so-rut');
  await publishedDocument(app, { slug: 'so-moi', in_force: file.in_force, topic: file.topic });
  await app.writer
    .updateTable('documents')
    .set({ attachments: JSON.stringify(file.attachments) })
    .where('slug', '=', 'so-moi')
    .execute();
  const out = temporaryDir();
  const run = () => runCommand('scripts/content-export.ts', ['--out', out], { DATA_DIR: app.config.dataDir }).ended;
  expect((await run()).output).toMatch(/Đã ghi 18 văn bản vào .*documents: 18 tệp mới hoặc đổi/);
  expect((await run()).output).toContain('documents: 0 tệp mới hoặc đổi');
  const folder = path.join(out, 'documents');
  for (const name of readdirSync(path.join(contentDir, 'documents')))
    expect(readFileSync(path.join(folder, name), 'utf8'), name).toBe(readFileSync(path.join(contentDir, 'documents', name), 'utf8'));
  const read = readContentFolder(folder, documentFileSchema).map(({ name, data, body }) =>
    documentSchema.parse({ ...data, slug: name, body }),
  );
  const fresh = read.filter(({ slug }) => slug.startsWith('so-'));
  expect(fresh.find(({ slug }) => slug === 'so-moi')).toMatchObject({ ...file, in_force: '2026-12-01', number: '77/QĐ-UBND' });
  const other = await openTestApp();
  await other.writer.transaction().execute((tx) => addMissingDocuments(tx, fresh));
  expect((await documentsForExport(other.reader)).filter(({ slug }) => slug.startsWith('so-'))).toEqual(fresh);
}, 90_000);

test('what was edited, moved or withdrawn stays so at the next start, whatever content/ says', async () => {
  const app = await openTestApp();
  const corrected = await correctLoaded(app);
  done(await changeAddress(app, binh, corrected, 'lich-da-doi-ten'));
  const other = 'huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12';
  const row = await findArticleInWork(app.reader, other);
  done(await withdraw(app, binh, { slug: other, version: row?.version ?? 0 }, 'Văn bản đã thay.'));
  await forgetContent(app);
  const restarted = await openTestApp({ dataDir: app.config.dataDir });
  expect(await findPublishedArticle(restarted.reader, loaded)).toBeUndefined();
  expect(await findPublishedArticle(restarted.reader, 'lich-da-doi-ten')).toMatchObject({ title: 'Lịch xác định chỉ số, bản đã sửa' });
  expect(await whereArticleWent(restarted.reader, other)).toMatchObject({ kind: 'withdrawn' });
  const { n } = await restarted.reader
    .selectFrom('articles')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  expect(n).toBe(20);
});
