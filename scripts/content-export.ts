import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { articlesForExport, documentsForExport } from '#newsroom/export-store.ts';
import { articleFile } from '#newsroom/model/article-file.ts';
import { documentFile } from '#newsroom/model/document-file.ts';
import { contentDir } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { command, options } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run content:export -- [--out THƯ-MỤC]   (không nêu thì ghi vào content/; tin vào articles, văn bản vào documents)';

await command(async () => {
  const { values, positionals } = options(usage, { out: { type: 'string' } });
  if (positionals.length > 0) throw new Fault(`Cách dùng: ${usage}`);
  const out = path.resolve(values.out ?? contentDir);
  const { articles, documents } = await withApp(async ({ reader }) => ({
    articles: await articlesForExport(reader),
    documents: await documentsForExport(reader),
  }));
  try {
    // A file under a former address would be another article at the next first start.
    const left = articles.flatMap(({ former_slugs = [] }) => former_slugs);
    const news = writeFolder(
      path.join(out, 'articles'),
      articles.map((one) => [one.slug, articleFile(one)]),
      left,
    );
    console.log(
      `Đã ghi ${articles.length} tin vào ${path.join(out, 'articles')}: ${news.changed} tệp mới hoặc đổi, bỏ ${news.removed} tệp mang địa chỉ cũ.`,
    );
    const { changed } = writeFolder(
      path.join(out, 'documents'),
      documents.map((one) => [one.slug, documentFile(one)]),
      [],
    );
    console.log(`Đã ghi ${documents.length} văn bản vào ${path.join(out, 'documents')}: ${changed} tệp mới hoặc đổi.`);
    console.log('Ảnh và tệp của kho không nằm trong bản xuất: hãy sao lưu thư mục media của dữ liệu.');
  } catch (error) {
    throw new Fault(`Không ghi được vào ${out}: ${(error as Error).message}`);
  }
});

/** Writes files by their names into a folder and takes those away that are left over; gives how many of each. */
function writeFolder(folder: string, files: readonly (readonly [slug: string, text: string])[], left: readonly string[]) {
  mkdirSync(folder, { recursive: true });
  const fileOf = (slug: string) => path.join(folder, `${slug}.md`);
  const changed = files.filter(([slug, text]) => writeChanged(fileOf(slug), text)).length;
  const removed = left.map(fileOf).filter((file) => existsSync(file));
  for (const file of removed) rmSync(file);
  return { changed, removed: removed.length };
}

/** Leaves a file that says this already as it is, with its time; gives whether it wrote. */
function writeChanged(file: string, text: string): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  writeFileSync(file, text);
  return true;
}
