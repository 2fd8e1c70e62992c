import { z } from 'zod';
import { type Message, message } from '#i18n/model/message.ts';
import { oneLine } from '#platform/model/one-line.ts';
import { partialDate } from '#platform/model/partial-date.ts';
import { addressName } from './address-name.ts';
import { slug, source, topics } from './article.ts';
import { mediaId } from './body.ts';
import { type DocumentState, documentStatuses, type LegalDocument } from './document.ts';
import { isoDate, typedDate } from './typed-date.ts';

/** What was typed of a document, as its form shows it again; dates as people write them. */
export interface TypedDocument {
  /** Of a new document alone; left empty, the number gives it. */
  readonly slug: string;
  readonly number: string;
  readonly kind: string;
  readonly issuer: string;
  readonly issued: string;
  readonly in_force: string;
  readonly ended: string;
  readonly title: string;
  readonly summary: string;
  readonly status: string;
  readonly replaced_by: string;
  readonly topic: string;
  readonly source_name: string;
  readonly source_url: string;
  readonly body: string;
  readonly attachments: readonly string[];
}

/** A form that nobody has typed into yet. */
export const emptyDocument: TypedDocument = {
  ...{ slug: '', number: '', kind: '', issuer: '', issued: '', in_force: '', ended: '', title: '', summary: '' },
  ...{ status: 'còn hiệu lực', replaced_by: '', topic: '', source_name: '', source_url: '', body: '', attachments: [] },
};

/** The names of states in addresses. */
export const documentStateNames: Readonly<Record<DocumentState, string>> = { draft: 'ban-thao', published: 'dang', withdrawn: 'da-rut' };

export type DocumentField = keyof TypedDocument;
export type DocumentRefusal = {
  readonly kind: 'refused';
  readonly field?: DocumentField;
  readonly message: Message;
  readonly conflict?: true;
};

const longestBody = 50_000;

const line = (longest: number) => oneLine(longest).pipe(z.string().min(1));
const empty = z.literal('').transform(() => undefined);
const date = z.string().transform(isoDate).pipe(partialDate);

const typedSchema = z.object({
  number: line(60),
  kind: line(60),
  issuer: line(200),
  issued: date,
  in_force: empty.or(date),
  ended: empty.or(date),
  title: line(300),
  summary: line(500),
  status: z.enum(documentStatuses),
  replaced_by: empty.or(slug),
  topic: empty.or(z.enum(topics)),
  source_name: line(300),
  source_url: empty.or(source.shape.url.unwrap()),
  body: z
    .string()
    .transform((given) =>
      given
        .toWellFormed()
        .normalize('NFC')
        .replaceAll('\r\n', '\n')
        .replace(/[^\P{Cc}\n\t]/gu, '')
        .trim(),
    )
    .pipe(z.string().min(1).max(longestBody)),
  attachments: z
    .array(mediaId)
    .max(20)
    .transform((ids) => [...new Set(ids)]),
});

/** Reads what was typed of a document, once, at the border; `today` is the day in Hà Nội. */
export function readDocument(
  typed: TypedDocument,
  given: Pick<LegalDocument, 'slug' | 'certainty'>,
  today: string,
): { readonly kind: 'document'; readonly document: LegalDocument } | DocumentRefusal {
  const parsed = typedSchema.safeParse(typed);
  if (!parsed.success) {
    const field = (Object.keys(typedSchema.shape) as (keyof typeof typedSchema.shape)[]).find(
      (one) => one === parsed.error.issues[0]?.path[0],
    );
    return { kind: 'refused', field: field ?? 'number', message: message(`newsroom.document.wrong.${field ?? 'number'}`) };
  }
  const { source_name, source_url, attachments, ...rest } = parsed.data;
  const optional = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest;
  const document: LegalDocument = {
    ...given,
    ...optional,
    source: { name: source_name, ...(source_url === undefined ? {} : { url: source_url }) },
    ...(attachments.length > 0 ? { attachments } : {}),
  };
  return contradiction(document, today) ?? { kind: 'document', document };
}

/** What of a document cannot be true at once; null where nothing contradicts. Dates are compared as far as both are known. */
export function contradiction(document: LegalDocument, today: string): DocumentRefusal | null {
  const { issued, in_force, ended, status, replaced_by } = document;
  const no = (
    field: DocumentField,
    why: 'future' | 'in_force-early' | 'ended-early' | 'ended-passed' | 'status' | 'itself',
  ): DocumentRefusal => ({
    kind: 'refused',
    field,
    message: message(`newsroom.document.refused.${why}`),
  });
  if (before(today, issued)) return no('issued', 'future');
  if (in_force !== undefined && before(in_force, issued)) return no('in_force', 'in_force-early');
  if (ended !== undefined && before(ended, in_force ?? issued)) return no('ended', 'ended-early');
  if (ended !== undefined && before(ended, today) && status === 'còn hiệu lực') return no('status', 'ended-passed');
  if (replaced_by !== undefined && replaced_by === document.slug) return no('replaced_by', 'itself');
  if (replaced_by !== undefined && status !== 'đã được thay thế') return no('status', 'status');
  return null;
}

function before(a: string, b: string): boolean {
  const known = Math.min(a.length, b.length);
  return a.slice(0, known) < b.slice(0, known);
}

/** The address that a document gets from its number, with the year where the number has none. */
export function slugOf(number: string, issued: string): string {
  const [name, year] = [addressName(number), isoDate(issued).slice(0, 4)];
  return `${name}${name.split('-').includes(year) ? '' : `-${year}`}`.slice(0, 120).replace(/-$/, '');
}

/** A document as its form shows it. */
export function typedOf(document: LegalDocument): TypedDocument {
  const { slug: address, number, kind, issuer, title, summary, status, body, source: from, replaced_by = '', topic = '' } = document;
  return {
    ...{ slug: address, number, kind, issuer, title, summary, status, body, replaced_by, topic },
    issued: typedDate(document.issued),
    in_force: typedDate(document.in_force ?? ''),
    ended: typedDate(document.ended ?? ''),
    source_name: from.name,
    source_url: from.url ?? '',
    attachments: document.attachments ?? [],
  };
}
