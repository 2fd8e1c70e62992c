import { z } from 'zod';
import { type Message, message } from '#i18n/model/message.ts';
import { href } from './link.ts';

/** How long the JSON of a body may be, in bytes of UTF-8. */
export const maxBodyBytes = 200 * 1024;
/** How deep nodes may stand in each other: a list in a list in a list in a quote has ten. */
export const maxBodyDepth = 16;

// What no text needs and what makes a text read otherwise than it stands there: controls, turned directions.
const unwanted = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text as it is kept: Unicode NFC, well-formed, on one line, without invisible controls. */
const cleanText = (given: string): string =>
  given
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\t\r\n\u2028\u2029]/g, ' ')
    .replace(unwanted, '');

const words = (longest: number) =>
  z
    .string()
    .transform((given) => cleanText(given).trim())
    .pipe(z.string().max(longest));
const needed = (longest: number) => words(longest).pipe(z.string().min(1));

/** The id of an uploaded picture or file. */
export const mediaId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'không phải mã tệp');

const mark = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bold') }),
  z.object({ type: z.literal('italic') }),
  z.object({ type: z.literal('link'), attrs: z.object({ href }) }),
]);
export type Mark = z.infer<typeof mark>;

const marks = z
  .array(mark)
  .max(3)
  .refine((all) => new Set(all.map(({ type }) => type)).size === all.length, 'một dấu chữ chỉ đặt một lần')
  // In the one order in which an editor keeps them: the same text is always the same JSON.
  .transform((all) => all.toSorted((a, b) => a.type.localeCompare(b.type)));

const text = z
  .object({ type: z.literal('text'), text: z.string().transform(cleanText).pipe(z.string().min(1)), marks: marks.optional() })
  .transform(({ marks: all, ...rest }): TextNode => (all && all.length > 0 ? { ...rest, marks: all } : rest));
export interface TextNode {
  type: 'text';
  text: string;
  marks?: Mark[];
}

const hardBreak = z.object({ type: z.literal('hard_break') });
const inline = z.discriminatedUnion('type', [text, hardBreak]);
export type Inline = z.infer<typeof inline>;

/** Neighbouring words with the same marks as one text, as an editor holds them. */
function joined<Node extends Inline>(nodes: readonly Node[]): Node[] {
  const done: Node[] = [];
  for (const node of nodes) {
    const last = done.at(-1);
    const same = last?.type === 'text' && node.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (same) done[done.length - 1] = { ...last, text: last.text + node.text };
    else done.push(node);
  }
  return done;
}

const paragraph = z
  .object({ type: z.literal('paragraph'), content: z.array(inline).optional() })
  .transform(({ content }): Paragraph => ({ type: 'paragraph', ...(content && content.length > 0 ? { content: joined(content) } : {}) }));
interface Paragraph {
  type: 'paragraph';
  content?: Inline[];
}
const heading = z.object({
  type: z.literal('heading'),
  attrs: z.object({ level: z.union([z.literal(2), z.literal(3), z.literal(4)]) }),
  content: z.array(text).min(1).transform(joined),
});
const image = z.object({
  type: z.literal('image'),
  attrs: z.object({ media: mediaId, alt: needed(300), caption: words(500).default('') }),
});
const attachment = z.object({ type: z.literal('attachment'), attrs: z.object({ media: mediaId, title: needed(300) }) });

const listItem = z.object({
  type: z.literal('list_item'),
  get content() {
    return z.array(block).min(1);
  },
});
const bulletList = z.object({ type: z.literal('bullet_list'), content: z.array(listItem).min(1) });
const orderedList = z.object({
  type: z.literal('ordered_list'),
  attrs: z.object({ order: z.int().min(0).max(999_999).default(1) }).default({ order: 1 }),
  content: z.array(listItem).min(1),
});
const blockquote = z.object({
  type: z.literal('blockquote'),
  get content() {
    return z.array(block).min(1);
  },
});

const span = z.int().min(1).max(50).default(1);
const cellAttrs = z.object({ colspan: span, rowspan: span }).default({ colspan: 1, rowspan: 1 });
const cellContent = z.array(z.discriminatedUnion('type', [paragraph, bulletList, orderedList])).min(1);
const cell = z.discriminatedUnion('type', [
  z.object({ type: z.literal('table_header'), attrs: cellAttrs, content: cellContent }),
  z.object({ type: z.literal('table_cell'), attrs: cellAttrs, content: cellContent }),
]);
const table = z.object({
  type: z.literal('table'),
  content: z.array(z.object({ type: z.literal('table_row'), content: z.array(cell).min(1).max(50) })).min(1),
});
export type Cell = z.infer<typeof cell>;
export type Table = z.infer<typeof table>;

// Written out: a type cannot be had from a schema that holds itself.
export type Block =
  | z.infer<typeof paragraph>
  | z.infer<typeof heading>
  | z.infer<typeof image>
  | z.infer<typeof attachment>
  | Table
  | { type: 'blockquote'; content: Block[] }
  | { type: 'bullet_list'; content: ListItem[] }
  | { type: 'ordered_list'; attrs: { order: number }; content: ListItem[] };
export interface ListItem {
  type: 'list_item';
  content: Block[];
}

const block: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('type', [paragraph, heading, bulletList, orderedList, blockquote, table, image, attachment]),
);

/** The text of an article as an editor of the ProseMirror family holds it. What is not named here cannot be stored. */
const bodySchema = z.object({ type: z.literal('doc'), content: z.array(block).min(1) });
export type Body = z.infer<typeof bodySchema>;

export type BodyOutcome = { readonly kind: 'body'; readonly body: Body } | { readonly kind: 'refused'; readonly message: Message };

/** Reads what an editor sends. Attributes that are not known are left out, nodes and marks that are not known refused. */
export function parseBody(given: unknown): BodyOutcome {
  // First of all: what reads a value inwards would itself go as deep as the value.
  if (deeperThan(given, maxBodyDepth)) return refused('newsroom.body.too-deep', {});
  if (new TextEncoder().encode(JSON.stringify(given) ?? '').length > maxBodyBytes)
    return refused('newsroom.body.too-long', { max: maxBodyBytes / 1024 });
  const parsed = bodySchema.safeParse(given);
  if (parsed.success) return { kind: 'body', body: parsed.data };
  const issue = parsed.error.issues[0];
  return refused('newsroom.body.wrong', { where: issue?.path.join('.') || 'doc', why: issue?.message ?? '' });
}

function refused(key: Message['key'], values: NonNullable<Message['values']>): BodyOutcome {
  return { kind: 'refused', message: message(key, values) };
}

function deeperThan(given: unknown, limit: number): boolean {
  let level: unknown[] = [given];
  // A node stands in the `content` of another: two steps of a value for each.
  for (let depth = 0; depth <= limit * 2 + 2; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}
