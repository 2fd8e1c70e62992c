import type { Article } from './article.ts';
import type { Body } from './body.ts';
import { bodyFromMarkdown } from './body-from-markdown.ts';
import { type MediaAddresses, noMedia, renderBody } from './body-html.ts';
import { bodyText } from './body-text.ts';
import { plainText, renderMarkdown } from './markdown.ts';

/** The text of an article in either form: Markdown as it was loaded, or the JSON of a body once it was edited. */
export type ArticleText = Pick<Article, 'format' | 'body'>;

/** The structured form of an article's text, for an editor and to compare; Markdown becomes it. */
export function bodyOf({ format, body }: ArticleText): Body {
  return format === 'document' ? (JSON.parse(body) as Body) : bodyFromMarkdown(body);
}

/** The HTML of an article's text, for its page and its preview. */
export function articleHtml(article: ArticleText, media: MediaAddresses = noMedia): string {
  return article.format === 'document' ? renderBody(bodyOf(article), media) : renderMarkdown(article.body);
}

/** The words of an article's text, for search, reading time and excerpts. */
export function articleText(article: ArticleText): string {
  return article.format === 'document' ? bodyText(bodyOf(article)) : plainText(article.body);
}
