import MarkdownIt from 'markdown-it';

// No HTML from the text, links checked by the library: what an editor types cannot become script.
const renderer = new MarkdownIt({ html: false, linkify: false, typographer: false });

renderer.renderer.rules.table_open = () => '<section class="table-scroll" tabindex="0" aria-label="Bảng số liệu"><table>';
renderer.renderer.rules.table_close = () => '</table></section>';

/** The HTML of an article's or document's Markdown text. */
export function renderMarkdown(text: string): string {
  return renderer.render(text);
}

/** The text without its marks, for search and excerpts. */
export function plainText(markdown: string): string {
  const blocks: string[] = [];
  for (const token of renderer.parse(markdown, {})) {
    if (token.type === 'inline')
      blocks.push((token.children ?? []).map((child) => (child.type.endsWith('break') ? ' ' : child.content)).join(''));
    else if (token.type === 'fence' || token.type === 'code_block') blocks.push(token.content);
  }
  return blocks.join('\n');
}
