import type { Block, Body, Inline } from './body.ts';

/** The words of a body, a line for each paragraph, for search and excerpts. */
export function bodyText(body: Body): string {
  return linesOf(body.content, plain).join('\n');
}

/** The words of a body with the addresses of its links: what a reviewer has to see changed. */
export function bodyTextForReview(body: Body): string {
  return linesOf(body.content, withAddresses).join('\n');
}

type InlineText = (content: readonly Inline[]) => string;

const plain: InlineText = (content) => content.map((one) => (one.type === 'text' ? one.text : ' ')).join('');

const withAddresses: InlineText = (content) =>
  content
    .map((one, i) => {
      if (one.type === 'hard_break') return '\n';
      const to = addressOf(one);
      // One link over several runs is told once, at its end.
      return to !== null && to !== addressOf(content[i + 1]) ? `${one.text} (${to})` : one.text;
    })
    .join('');

function addressOf(one: Inline | undefined): string | null {
  const link = one?.type === 'text' ? one.marks?.find((mark) => mark.type === 'link') : undefined;
  return link?.type === 'link' ? link.attrs.href : null;
}

function linesOf(blocks: readonly Block[], inline: InlineText): readonly string[] {
  return blocks.flatMap((block) => linesOfBlock(block, inline));
}

function linesOfBlock(block: Block, inline: InlineText): readonly string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const line = inline(block.content ?? []);
      return line.trim() === '' ? [] : [line];
    }
    case 'bullet_list':
    case 'ordered_list':
      return block.content.flatMap((item) => linesOf(item.content, inline));
    case 'blockquote':
      return linesOf(block.content, inline);
    case 'table':
      return block.content.map((row) => row.content.map((cell) => linesOf(cell.content, inline).join(' ')).join(' | '));
    case 'image':
      return [block.attrs.alt, block.attrs.caption].filter((line) => line !== '');
    case 'attachment':
      return [block.attrs.title];
  }
}
