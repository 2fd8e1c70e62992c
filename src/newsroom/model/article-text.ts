import type { Article } from './article.ts';
import type { Block, Body } from './body.ts';
import { bodyFromMarkdown } from './body-from-markdown.ts';
import { type MediaAddresses, noMedia, renderBody } from './body-html.ts';
import { bodyText } from './body-text.ts';
import { plainText, renderMarkdown } from './markdown.ts';
import type { MediaKind } from './media.ts';

/** The text of an article in either form: Markdown as it was loaded, or the JSON of a body once it was edited. */
export type ArticleText = Pick<Article, 'format' | 'body'>;

/** The structured form of an article's text, for an editor and to compare; Markdown becomes it. */
export function bodyOf({ format, body }: ArticleText): Body {
  return format === 'document' ? (JSON.parse(body) as Body) : bodyFromMarkdown(body);
}

/** The HTML of an article's text, for its page and its preview. */
export function articleHtml(article: ArticleText, media: MediaAddresses = noMedia): string {
  // Markdown alone does not know where pictures of the library are.
  return article.format === 'document' || namesMedia(article.body) ? renderBody(bodyOf(article), media) : renderMarkdown(article.body);
}

const namesMedia = (markdown: string) => /\]\(media:/.test(markdown);

/** The ids of the pictures and files that a text names, wherever in it they stand. */
export function mediaIdsOf(text: ArticleText): readonly string[] {
  return text.format === 'document' || namesMedia(text.body) ? mediaIn(bodyOf(text).content).map(({ id }) => id) : [];
}

/** A picture that a text shows, or a file that it hands out. */
export interface NamedMedia {
  readonly id: string;
  readonly kind: MediaKind;
}

/** The pictures and files that these parts of a text name, in its order. */
export function mediaIn(blocks: readonly Block[]): readonly NamedMedia[] {
  return blocks.flatMap(mediaInBlock);
}

function mediaInBlock(block: Block): readonly NamedMedia[] {
  switch (block.type) {
    case 'image':
      return [{ id: block.attrs.media, kind: 'image' }];
    case 'attachment':
      return [{ id: block.attrs.media, kind: 'file' }];
    case 'blockquote':
      return mediaIn(block.content);
    case 'bullet_list':
    case 'ordered_list':
      return block.content.flatMap(({ content }) => mediaIn(content));
    case 'table':
      return block.content.flatMap(({ content: cells }) => cells.flatMap(({ content }) => mediaIn(content)));
    case 'paragraph':
    case 'heading':
      return [];
  }
}

/** The words of an article's text, for search, reading time and excerpts. */
export function articleText(article: ArticleText): string {
  return article.format === 'document' ? bodyText(bodyOf(article)) : plainText(article.body);
}
