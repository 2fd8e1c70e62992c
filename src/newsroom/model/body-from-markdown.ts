import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, Body, Cell, Inline, ListItem, Mark, Table, TextNode } from './body.ts';
import { safeHref } from './safe-href.ts';

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });

/**
 * The structured form of a Markdown text: what an article of content/ becomes when it is edited for the first time. Signs of
 * Markdown that the structured form does not have keep their words: code, crossed out text, pictures from elsewhere.
 */
export function bodyFromMarkdown(markdown: string): Body {
  const blocks = blocksOf(treeOf(parser.parse(markdown, {})));
  return { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] };
}

/** A token with what stands between it and its closing token. */
interface Branch {
  readonly token: Token;
  readonly branches: readonly Branch[];
}

function treeOf(tokens: readonly Token[]): readonly Branch[] {
  const stack: { token: Token | null; branches: Branch[] }[] = [{ token: null, branches: [] }];
  for (const token of tokens) {
    if (token.nesting === 1) {
      stack.push({ token, branches: [] });
      continue;
    }
    const done = token.nesting === -1 ? stack.pop() : { token, branches: [] };
    if (done?.token) stack.at(-1)?.branches.push({ token: done.token, branches: done.branches });
  }
  return stack[0]?.branches ?? [];
}

function blocksOf(branches: readonly Branch[]): Block[] {
  return branches.flatMap(({ token, branches: inner }): Block[] => {
    switch (token.type) {
      case 'paragraph_open':
        return paragraphsOf(inner);
      case 'heading_open':
        return headingOf(token, inner);
      case 'bullet_list_open':
        return [{ type: 'bullet_list', content: itemsOf(inner) }];
      case 'ordered_list_open':
        return [{ type: 'ordered_list', attrs: { order: Number(token.attrGet('start') ?? 1) }, content: itemsOf(inner) }];
      case 'blockquote_open': {
        const content = blocksOf(inner);
        return content.length > 0 ? [{ type: 'blockquote', content }] : [];
      }
      case 'table_open':
        return [tableOf(inner)];
      case 'fence':
      case 'code_block':
        return codeOf(token.content);
      default:
        return [];
    }
  });
}

function itemsOf(branches: readonly Branch[]): ListItem[] {
  return branches.map(({ branches: inner }) => {
    const content = blocksOf(inner);
    return { type: 'list_item', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
  });
}

/** Pictures and files are blocks of their own, Markdown writes them into paragraphs: these end before them and go on after. */
function paragraphsOf(branches: readonly Branch[]): Block[] {
  const blocks: Block[] = [];
  let content: Inline[] = [];
  const end = () => {
    const trimmed = trimmedInline(content);
    if (trimmed.length > 0) blocks.push({ type: 'paragraph', content: trimmed });
    content = [];
  };
  for (const one of inlineOf(branches)) {
    if ('type' in one) content.push(one);
    else {
      end();
      blocks.push(one.block);
    }
  }
  end();
  return blocks;
}

function headingOf(token: Token, branches: readonly Branch[]): Block[] {
  const content = inlineOf(branches).flatMap((one) => ('type' in one && one.type === 'text' ? [one] : []));
  const level = Math.min(Math.max(Number(token.tag.slice(1)), 2), 4) as 2 | 3 | 4;
  return content.length > 0 ? [{ type: 'heading', attrs: { level }, content }] : [];
}

function tableOf(branches: readonly Branch[]): Table {
  const rows = branches.flatMap(({ branches: rowBranches }) => rowBranches);
  return {
    type: 'table',
    content: rows.map(({ branches: cells }) => ({
      type: 'table_row',
      content: cells.map(({ token, branches: inner }): Cell => {
        const content = inlineOf(inner).flatMap((one) => ('type' in one ? [one] : []));
        return {
          type: token.type === 'th_open' ? 'table_header' : 'table_cell',
          attrs: { colspan: 1, rowspan: 1 },
          content: [content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }],
        };
      }),
    })),
  };
}

function codeOf(code: string): Block[] {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const content = lines.flatMap((text, i): Inline[] => [...(i > 0 ? [{ type: 'hard_break' as const }] : []), { type: 'text', text }]);
  return content.length > 0 ? [{ type: 'paragraph', content }] : [];
}

const attribute = (token: Token, name: string) => String(token.attrGet(name) ?? '');

const media = /^media:([a-z0-9][a-z0-9-]{0,63})$/;

function inlineOf(branches: readonly Branch[]): readonly (Inline | { readonly block: Block })[] {
  const out: (Inline | { readonly block: Block })[] = [];
  const say = (text: string, marks: readonly Mark[]) => {
    if (text === '') return;
    const last = out.at(-1);
    if (last && 'type' in last && last.type === 'text' && sameMarks(last.marks ?? [], marks)) last.text += text;
    else out.push(textNode(text, marks));
  };
  const walk = (nodes: readonly Branch[], marks: readonly Mark[]): void => {
    for (const { token, branches: inner } of nodes) {
      if (token.type === 'inline') walk(treeOf(token.children ?? []), marks);
      else if (token.type === 'strong_open') walk(inner, withMark(marks, { type: 'bold' }));
      else if (token.type === 'em_open') walk(inner, withMark(marks, { type: 'italic' }));
      else if (token.type === 'link_open') {
        const to = attribute(token, 'href');
        const file = media.exec(to)?.[1];
        const title = textOf(inner).trim();
        if (file !== undefined && title !== '') out.push({ block: { type: 'attachment', attrs: { media: file, title } } });
        else {
          const href = safeHref(to);
          walk(inner, href === null ? marks : withMark(marks, { type: 'link', attrs: { href } }));
        }
      } else if (token.type === 'image') {
        const src = attribute(token, 'src');
        const alt = textOf(treeOf(token.children ?? [])).trim();
        const picture = media.exec(src)?.[1];
        if (picture !== undefined && alt !== '')
          out.push({ block: { type: 'image', attrs: { media: picture, alt, caption: attribute(token, 'title') } } });
        else {
          const href = safeHref(src);
          say(alt || src, href === null ? marks : withMark(marks, { type: 'link', attrs: { href } }));
        }
      } else if (token.type === 'hardbreak') out.push({ type: 'hard_break' });
      else if (token.type === 'softbreak') say(' ', marks);
      else if (token.nesting === 1) walk(inner, marks);
      else say(token.content, marks);
    }
  };
  walk(branches, []);
  return out;
}

function textOf(branches: readonly Branch[]): string {
  return branches
    .map(({ token, branches: inner }) =>
      token.type.endsWith('break')
        ? ' '
        : token.nesting === 1 || token.children
          ? textOf(token.children ? treeOf(token.children) : inner)
          : token.content,
    )
    .join('');
}

/** Marks in one order, each once. */
function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const others = marks.filter(({ type }) => type !== mark.type);
  return [...others, mark].sort((a, b) => a.type.localeCompare(b.type));
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function textNode(text: string, marks: readonly Mark[]): TextNode {
  return marks.length > 0 ? { type: 'text', text, marks: [...marks] } : { type: 'text', text };
}

function trimmedInline(content: readonly Inline[]): Inline[] {
  const isEdge = (one: Inline | undefined) => one !== undefined && (one.type === 'hard_break' || one.text.trim() === '');
  let [from, to] = [0, content.length];
  while (from < to && isEdge(content[from])) from += 1;
  while (to > from && isEdge(content[to - 1])) to -= 1;
  return content.slice(from, to);
}
