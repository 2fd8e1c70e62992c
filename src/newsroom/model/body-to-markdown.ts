import type { Block, Body, Cell, Inline, ListItem, Table } from './body.ts';
import { inlineMarkdown } from './inline-markdown.ts';

/**
 * The Markdown of a body, the same bytes for the same body. What Markdown cannot say is told in the nearest way: merged
 * cells stand apart, a cell is one line, two quotes in a row become one. Pictures and files are `media:` and their id.
 */
export function bodyToMarkdown(body: Body): string {
  return blocksMarkdown(body.content);
}

function blocksMarkdown(blocks: readonly Block[]): string {
  const parts: string[] = [];
  let last: Block['type'] | null = null;
  let turn = 0;
  for (const block of blocks) {
    // Two lists in a row would be one, were they written with the same sign.
    turn = block.type === last ? turn + 1 : 0;
    const text = blockMarkdown(block, turn % 2 === 1);
    if (text === '') continue;
    parts.push(text);
    last = block.type;
  }
  return parts.join('\n\n');
}

function blockMarkdown(block: Block, otherSign: boolean): string {
  switch (block.type) {
    case 'paragraph':
      return inlineMarkdown(withoutEdges(block.content ?? []));
    case 'heading':
      return `${'#'.repeat(block.attrs.level)} ${inlineMarkdown(block.content, { oneLine: true })}`;
    case 'bullet_list':
      return listMarkdown(block.content, () => (otherSign ? '* ' : '- '));
    case 'ordered_list':
      return listMarkdown(block.content, (i) => `${block.attrs.order + i}${otherSign ? ')' : '.'} `);
    case 'blockquote':
      return blocksMarkdown(block.content)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n');
    case 'table':
      return tableMarkdown(block);
    case 'image': {
      const { media, alt, caption } = block.attrs;
      const title = caption === '' ? '' : ` "${caption.replace(/["\\]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&')}"`;
      return `![${plainMarkdown(alt)}](media:${media}${title})`;
    }
    case 'attachment':
      return `[${plainMarkdown(block.attrs.title)}](media:${block.attrs.media})`;
  }
}

function listMarkdown(items: readonly ListItem[], sign: (i: number) => string): string {
  const texts = items.map(({ content }, i) => {
    const lead = sign(i);
    const [first = '', ...rest] = blocksMarkdown(content).split('\n');
    return [`${lead}${first}`.trimEnd(), ...rest.map((line) => (line === '' ? '' : ' '.repeat(lead.length) + line))].join('\n');
  });
  return texts.join(texts.some((text) => text.includes('\n')) ? '\n\n' : '\n');
}

function tableMarkdown(table: Table): string {
  const rows = table.content.map(({ content }) => content.map(cellMarkdown));
  const width = Math.max(...rows.map((row) => row.length));
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  const headed = table.content[0]?.content.every(({ type }) => type === 'table_header') ?? false;
  const [head = [], ...others] = headed ? filled : [Array<string>(width).fill(''), ...filled];
  return [head, Array<string>(width).fill('---'), ...others].map(rowMarkdown).join('\n');
}

// Written as the articles of content/ write them: a line of signs stands close, cells have air.
const rowMarkdown = (cells: readonly string[]) =>
  cells.every((cell) => cell === '---') ? `|${cells.join('|')}|` : `| ${cells.join(' | ')} |`;

function cellMarkdown({ content }: Cell): string {
  const lines = (blocks: readonly Block[]): readonly string[] =>
    blocks.flatMap((block) => {
      if (block.type === 'paragraph') return [inlineMarkdown(withoutEdges(block.content ?? []), { oneLine: true })];
      return 'content' in block ? lines(block.content as Block[]) : [];
    });
  return lines(content)
    .filter((line) => line !== '')
    .join(' · ');
}

function plainMarkdown(text: string): string {
  return inlineMarkdown([{ type: 'text', text }], { oneLine: true });
}

function withoutEdges(content: readonly Inline[]): readonly Inline[] {
  const isEdge = (one: Inline | undefined) => one !== undefined && (one.type === 'hard_break' || one.text.trim() === '');
  let [from, to] = [0, content.length];
  while (from < to && isEdge(content[from])) from += 1;
  while (to > from && isEdge(content[to - 1])) to -= 1;
  return content.slice(from, to);
}
