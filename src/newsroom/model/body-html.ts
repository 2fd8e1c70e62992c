import type { Block, Body, Cell, Inline, ListItem, Mark, Table } from './body.ts';
import { between, nested } from './marks.ts';
import { isExternal, safeHref } from './safe-href.ts';

/** Where the pictures and files of a body are; null for what is not there (any more). */
export interface MediaAddresses {
  image(media: string): {
    readonly src: string;
    readonly width: number;
    readonly height: number;
    /** The same picture in other forms and widths, the best form first. */
    readonly sources?: readonly { readonly type: string; readonly srcset: string }[];
  } | null;
  /** `note` says what one gets: `PDF, 1,2 MB`. */
  file(media: string): { readonly href: string; readonly note: string } | null;
}

/** Nothing is there: the words of pictures and files stand in their place. */
export const noMedia: MediaAddresses = { image: () => null, file: () => null };

/**
 * The HTML of a body, for the page and for the preview alike. Safe by construction: only the tags and attributes written
 * here, everything of the body escaped, addresses read again.
 */
export function renderBody(body: Body, media: MediaAddresses = noMedia): string {
  const tables = { n: 0, heading: '' };
  return inRows(body.content)
    .map((row) => {
      const html = row.map((block) => blockHtml(block, media, tables));
      // Pictures in a row stand beside each other.
      return row.length > 1 ? `<div class="figures">${html.join('')}</div>` : html.join('');
    })
    .join('\n');
}

/** Blocks one by one, but pictures that follow each other together. */
function inRows(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const rows: Block[][] = [];
  for (const block of blocks) {
    const last = rows.at(-1);
    if (block.type === 'image' && last?.[0]?.type === 'image') last.push(block);
    else rows.push([block]);
  }
  return rows;
}

/** How many tables there were, and under which heading one stands: names for the regions in which they scroll. */
interface Tables {
  n: number;
  heading: string;
}

function blockHtml(block: Block, media: MediaAddresses, tables: Tables): string {
  const inner = (blocks: readonly Block[]) => blocks.map((one) => blockHtml(one, media, tables)).join('');
  const items = (all: readonly ListItem[]) => all.map(({ content }) => `<li>${itemHtml(content, inner)}</li>`).join('');
  switch (block.type) {
    case 'paragraph':
      return isBlank(block.content) ? '' : `<p>${inlineHtml(block.content ?? [])}</p>`;
    case 'heading': {
      const { level } = block.attrs;
      tables.heading = block.content.map(({ text }) => text).join('');
      return `<h${level}>${inlineHtml(block.content)}</h${level}>`;
    }
    case 'bullet_list':
      return `<ul>${items(block.content)}</ul>`;
    case 'ordered_list':
      return `<ol${block.attrs.order === 1 ? '' : ` start="${Number(block.attrs.order)}"`}>${items(block.content)}</ol>`;
    case 'blockquote':
      return `<blockquote>${inner(block.content)}</blockquote>`;
    case 'table':
      return tableHtml(block, inner, tables);
    case 'image': {
      const { media: id, alt, caption } = block.attrs;
      const at = media.image(id);
      const src = at && safeHref(at.src);
      const picture = at && src ? pictureHtml({ ...at, src, alt }) : `<p>${escaped(alt)}</p>`;
      return `<figure>${picture}${caption === '' ? '' : `<figcaption>${escaped(caption)}</figcaption>`}</figure>`;
    }
    case 'attachment': {
      const { media: id, title } = block.attrs;
      const at = media.file(id);
      const to = at && safeHref(at.href);
      return at && to ? `<p><a href="${escaped(to)}" download>${escaped(title)}</a> (${escaped(at.note)})</p>` : `<p>${escaped(title)}</p>`;
    }
  }
}

/** As wide as the column of the text. */
const columnWidth = '(min-width: 48rem) 44rem, 92vw';

function pictureHtml({
  src,
  alt,
  width,
  height,
  sources = [],
}: NonNullable<ReturnType<MediaAddresses['image']>> & { readonly alt: string }): string {
  const img = `<img src="${escaped(src)}" alt="${escaped(alt)}" width="${Number(width)}" height="${Number(height)}" loading="lazy" decoding="async">`;
  if (sources.length === 0) return img;
  const others = sources.map(({ type, srcset }) => `<source type="${escaped(type)}" srcset="${escaped(srcset)}" sizes="${columnWidth}">`);
  return `<picture>${others.join('')}${img}</picture>`;
}

/** A list of single lines is no list of paragraphs. */
function itemHtml(content: readonly Block[], inner: (blocks: readonly Block[]) => string): string {
  const [first, ...rest] = content;
  return first?.type === 'paragraph' && rest.every(({ type }) => type === 'bullet_list' || type === 'ordered_list')
    ? `${inlineHtml(first.content ?? [])}${inner(rest)}`
    : inner(content);
}

function tableHtml(table: Table, inner: (blocks: readonly Block[]) => string, tables: Tables): string {
  tables.n += 1;
  const name = `Bảng ${tables.n}${tables.heading === '' ? '' : `: ${tables.heading}`}`;
  const rows = table.content.map(({ content }, i) => {
    const cells = content.map((cell, j) => cellHtml(cell, { first: i === 0, leading: j === 0 }, inner));
    return { html: `<tr>${cells.join('')}</tr>`, head: i === 0 && content.every(({ type }) => type === 'table_header') };
  });
  const head = rows.filter((row) => row.head).map(({ html }) => html);
  const others = rows.filter((row) => !row.head).map(({ html }) => html);
  const parts = [head.length > 0 ? `<thead>${head.join('')}</thead>` : '', others.length > 0 ? `<tbody>${others.join('')}</tbody>` : ''];
  return `<section class="table-scroll" tabindex="0" aria-label="${escaped(name)}"><table>${parts.join('')}</table></section>`;
}

function cellHtml(
  { type, attrs, content }: Cell,
  at: { readonly first: boolean; readonly leading: boolean },
  inner: (blocks: readonly Block[]) => string,
): string {
  const spans = (['colspan', 'rowspan'] as const).filter((name) => attrs[name] > 1).map((name) => ` ${name}="${Number(attrs[name])}"`);
  const [only, ...more] = content;
  const text = only?.type === 'paragraph' && more.length === 0 ? inlineHtml(only.content ?? []) : inner(content);
  // A header without words heads nothing. What is escaped has no tags of its own.
  const bare = text.replace(/<[^>]*>/g, '').trim() === '';
  if (type === 'table_cell' || bare) return `<td${spans.join('')}>${text}</td>`;
  const scope = at.first ? ' scope="col"' : at.leading ? ' scope="row"' : '';
  return `<th${scope}${spans.join('')}>${text}</th>`;
}

function inlineHtml(content: readonly Inline[]): string {
  let html = '';
  let open: readonly Mark[] = [];
  const change = (wanted: readonly Mark[]) => {
    const changes = between(open, wanted);
    html += changes.close.map(closing).join('') + changes.open.map(opening).join('');
    open = wanted;
  };
  for (const one of content) {
    change(one.type === 'hard_break' ? [] : nested(one.marks).filter(isSafe));
    html += one.type === 'hard_break' ? '<br>' : escaped(one.text);
  }
  change([]);
  return html;
}

// Read again: what was stored by an older or other hand is no reason to trust it.
const isSafe = (mark: Mark) => mark.type !== 'link' || safeHref(mark.attrs.href) !== null;
const tags = { bold: 'strong', italic: 'em', link: 'a' } as const;
const closing = ({ type }: Mark) => `</${tags[type]}>`;

function opening(mark: Mark): string {
  if (mark.type !== 'link') return `<${tags[mark.type]}>`;
  const to = safeHref(mark.attrs.href) ?? '';
  return `<a href="${escaped(to)}"${isExternal(to) ? ' rel="external"' : ''}>`;
}

function isBlank(content: readonly Inline[] = []): boolean {
  return content.every((one) => one.type === 'hard_break' || one.text.trim() === '');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}
