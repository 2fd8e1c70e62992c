import { type Attrs, Fragment, Node, Schema } from 'prosemirror-model';
import type { Body } from '../../model/body.ts';
import { safeHref } from '../../model/safe-href.ts';

const spans = (cell: HTMLElement): Attrs => {
  const span = (name: string) => Math.min(Math.max(Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1, 1), 50);
  return { colspan: span('colspan'), rowspan: span('rowspan') };
};
const cell = (role: 'cell' | 'header_cell', tag: 'td' | 'th') => ({
  content: '(paragraph | bullet_list | ordered_list)+',
  attrs: { colspan: { default: 1, validate: 'number' }, rowspan: { default: 1, validate: 'number' } },
  tableRole: role,
  isolating: true,
  parseDOM: [{ tag, getAttrs: spans }],
  toDOM: ({ attrs: { colspan, rowspan } }: Node) => [tag, { colspan, rowspan }, 0] as const,
});
const heading = (tag: string, level: number) => ({ tag, attrs: { level } });

/**
 * What the editor can hold: exactly what model/body.ts can store, node by node. The order of the marks is that in which the
 * stored form keeps them. `heading` may be empty while somebody types; bodyOfDoc leaves such ones out.
 */
export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      content: 'text*',
      group: 'block',
      attrs: { level: { default: 2, validate: 'number' } },
      defining: true,
      // A page has one heading of the first level, its title.
      parseDOM: [heading('h1', 2), heading('h2', 2), heading('h3', 3), heading('h4', 4), heading('h5', 4), heading('h6', 4)],
      toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
    },
    bullet_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
    ordered_list: {
      content: 'list_item+',
      group: 'block',
      attrs: { order: { default: 1, validate: 'number' } },
      parseDOM: [
        { tag: 'ol', getAttrs: (list) => ({ order: Math.min(Math.max(Number(list.getAttribute('start') ?? 1) || 1, 0), 999_999) }) },
      ],
      toDOM: ({ attrs }) => ['ol', attrs.order === 1 ? {} : { start: attrs.order }, 0],
    },
    list_item: { content: 'block+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    blockquote: { content: 'block+', group: 'block', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
    table: {
      content: 'table_row+',
      group: 'block',
      tableRole: 'table',
      isolating: true,
      parseDOM: [{ tag: 'table' }],
      toDOM: () => ['table', ['tbody', 0]],
    },
    table_row: {
      content: '(table_cell | table_header)+',
      tableRole: 'row',
      parseDOM: [{ tag: 'tr' }],
      toDOM: () => ['tr', 0],
    },
    table_cell: cell('cell', 'td'),
    table_header: cell('header_cell', 'th'),
    image: {
      group: 'block',
      attrs: { media: { validate: 'string' }, alt: { validate: 'string' }, caption: { default: '', validate: 'string' } },
      draggable: true,
      parseDOM: [
        {
          tag: 'figure[data-media]',
          getAttrs: ({ dataset: { media, alt, caption } }) => (alt ? { media, alt, caption: caption ?? '' } : false),
        },
      ],
      toDOM: ({ attrs: { media, alt, caption } }) => ['figure', { 'data-media': media, 'data-alt': alt, 'data-caption': caption }],
    },
    attachment: {
      group: 'block',
      attrs: { media: { validate: 'string' }, title: { validate: 'string' } },
      draggable: true,
      parseDOM: [{ tag: 'p[data-media]', priority: 60, getAttrs: ({ dataset: { media, title } }) => (title ? { media, title } : false) }],
      toDOM: ({ attrs: { media, title } }) => ['p', { 'data-media': media, 'data-title': title }, title],
    },
    text: { group: 'inline' },
    hard_break: { inline: true, group: 'inline', selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'], leafText: () => '\n' },
  },
  marks: {
    bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
    link: {
      attrs: { href: { validate: 'string' } },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (link) => {
            const href = safeHref(link.getAttribute('href') ?? '');
            return href === null ? false : { href };
          },
        },
      ],
      toDOM: ({ attrs }) => ['a', { href: attrs.href }, 0],
    },
  },
});

/** A stored text as the editor holds it. Throws for what is none. */
export function docOfBody(body: unknown): Node {
  const doc = Node.fromJSON(schema, body);
  doc.check();
  return doc;
}

/** The editor's text as it is stored: headings that have no words yet become empty paragraphs. */
export function bodyOfDoc(doc: Node): Body {
  return stored(doc).toJSON() as Body;
}

function stored(node: Node): Node {
  if (node.type === schema.nodes.heading) return node.textContent.trim() === '' ? schema.node('paragraph') : node;
  if (node.isLeaf || node.isTextblock) return node;
  const children = node.children.map(stored);
  return children.every((child, i) => child === node.child(i)) ? node : node.copy(Fragment.from(children));
}
