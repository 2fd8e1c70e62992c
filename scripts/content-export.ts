import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { articlesForExport } from '#newsroom/export-store.ts';
import { articleFile } from '#newsroom/model/article-file.ts';
import { contentDir } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { command, options } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run content:export -- [--out THƯ-MỤC]   (không nêu thì ghi vào content/articles)';

await command(async () => {
  const { values, positionals } = options(usage, { out: { type: 'string' } });
  if (positionals.length > 0) throw new Fault(`Cách dùng: ${usage}`);
  const out = path.resolve(values.out ?? path.join(contentDir, 'articles'));
  const articles = await withApp((app) => articlesForExport(app.reader));
  try {
    mkdirSync(out, { recursive: true });
    const changed = articles.filter((article) => writeChanged(path.join(out, `${article.slug}.md`), articleFile(article)));
    // A file under a former address would be another article at the next first start.
    const left = articles.flatMap(({ former_slugs = [] }) => former_slugs).map((slug) => path.join(out, `${slug}.md`));
    const removed = left.filter((file) => existsSync(file));
    for (const file of removed) rmSync(file);
    console.log(`Đã ghi ${articles.length} tin vào ${out}: ${changed.length} tệp mới hoặc đổi, bỏ ${removed.length} tệp mang địa chỉ cũ.`);
  } catch (error) {
    throw new Fault(`Không ghi được vào ${out}: ${(error as Error).message}`);
  }
});

/** Leaves a file that says this already as it is, with its time; gives whether it wrote. */
function writeChanged(file: string, text: string): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  writeFileSync(file, text);
  return true;
}
