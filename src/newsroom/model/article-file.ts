import type { Article } from './article.ts';
import { bodyOf } from './article-text.ts';
import { bodyToMarkdown } from './body-to-markdown.ts';
import { frontMatter, listLine as list, textValue as text } from './content-file.ts';

/**
 * An article as a file of content/articles: front matter and Markdown. The same article gives the same bytes; one that was
 * never changed since it was loaded gives those of its file.
 */
export function articleFile(article: Article): string {
  const { title, summary, published, topics, source, documents, procedures, featured, corrections, former_slugs, withdrawn } = article;
  const lines = [
    `title: ${text(title)}`,
    `summary: ${text(summary)}`,
    `published: ${text(published)}`,
    `topics: ${list(topics)}`,
    'source:',
    `  name: ${text(source.name)}`,
    ...(source.url === undefined ? [] : [`  url: ${text(source.url)}`]),
    `documents: ${list(documents)}`,
    ...(procedures?.length ? [`procedures: ${list(procedures)}`] : []),
    ...(featured === undefined ? [] : [`featured: ${featured}`]),
    ...(former_slugs?.length ? [`former_slugs: ${list(former_slugs)}`] : []),
    ...(corrections?.length
      ? ['corrections:', ...corrections.flatMap(({ date, note }) => [`  - date: ${text(date)}`, `    note: ${text(note)}`])]
      : []),
    ...(withdrawn ? ['withdrawn:', `  date: ${text(withdrawn.date)}`, `  reason: ${text(withdrawn.reason)}`] : []),
  ];
  const body = article.format === 'document' ? bodyToMarkdown(bodyOf(article)) : article.body;
  return frontMatter(lines, body);
}
