import type { Article } from './article.ts';
import { bodyOf } from './article-text.ts';
import { bodyToMarkdown } from './body-to-markdown.ts';

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
  return `---\n${lines.join('\n')}\n---\n${body.trim()}\n`;
}

// A string of JSON is one of YAML too, but for what YAML takes as a line's end.
const text = (value: string) =>
  JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
const list = (values: readonly string[]) => `[${values.map(text).join(', ')}]`;
