import MarkdownIt from 'markdown-it';
import { withFigures } from './figures.ts';

// No HTML from the text, links checked by the library: what an editor types cannot become script.
const renderer = new MarkdownIt({ html: false, linkify: false, typographer: false });
withFigures(renderer);

// A header without words heads nothing.
renderer.core.ruler.push('bare_headers', ({ tokens }) => {
  tokens.forEach((token, i) => {
    const [cell, end] = [tokens[i - 1], tokens[i + 1]];
    if (token.type !== 'inline' || token.content.trim() !== '' || cell?.type !== 'th_open' || !end) return;
    cell.tag = 'td';
    end.tag = 'td';
  });
});

renderer.renderer.rules.table_open = (tokens, at) =>
  `<section class="table-scroll" tabindex="0" aria-label="${renderer.utils.escapeHtml(tableName(tokens, at))}"><table>`;
renderer.renderer.rules.table_close = () => '</table></section>';

/** A table is named after the heading that it stands under, and numbered, so that no two regions of a page are called the same. */
function tableName(tokens: readonly { type: string; content: string }[], at: number): string {
  const before = tokens.slice(0, at);
  const heading = before.findLastIndex((token) => token.type === 'heading_open');
  const nth = before.filter((token) => token.type === 'table_open').length + 1;
  return heading === -1 ? `Bảng ${nth}` : `Bảng ${nth}: ${tokens[heading + 1]?.content ?? ''}`;
}

/** The HTML of an article's or document's Markdown text. */
export function renderMarkdown(text: string): string {
  return renderer.render(text);
}

/** The text without its marks, for search and excerpts. */
export function plainText(markdown: string): string {
  const blocks: string[] = [];
  for (const token of renderer.parse(markdown, {})) {
    if (token.type === 'inline')
      blocks.push((token.children ?? []).map((child) => (/(break|figcaption_open)$/.test(child.type) ? ' ' : child.content)).join(''));
    else if (token.type === 'fence' || token.type === 'code_block') blocks.push(token.content);
  }
  return blocks.join('\n');
}
