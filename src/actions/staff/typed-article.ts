import { type Message, message } from '#i18n/model/message.ts';
import { listDocuments } from '#newsroom/document-store.ts';
import type { Body } from '#newsroom/model/body.ts';
import { bodyFromMarkdown } from '#newsroom/model/body-from-markdown.ts';
import { bodyToMarkdown } from '#newsroom/model/body-to-markdown.ts';
import { type ArticleFields, parseFields } from '#newsroom/model/draft.ts';
import { isoDate, typedDate } from '#newsroom/model/typed-date.ts';
import { type ArticleInWork, fieldsOf } from '#newsroom/work-store.ts';
import type { App } from '#platform/app.ts';
import { hasProcedure } from '#procedures/store.ts';
import { fold } from '#search/model/text.ts';
import type { readFields } from './read-fields.ts';

/** An article as it stands in the form: what is typed is shown again, whatever becomes of it. */
export interface TypedArticle {
  readonly 'tieu-de': string;
  readonly 'tom-tat': string;
  readonly ngay: string;
  readonly 'chu-de': readonly string[];
  readonly nguon: string;
  readonly 'nguon-dia-chi': string;
  readonly 'van-ban': string;
  readonly 'thu-tuc': string;
  /** The text as Markdown, for whoever writes without script. */
  readonly 'than-bai': string;
  /** The text as the editor holds it, in JSON; empty where it was written without script. */
  readonly 'than-bai-json': string;
  /** The version that the person saw. */
  readonly ban: number;
}
export type TypedField = keyof TypedArticle;

type Form = NonNullable<Awaited<ReturnType<typeof readFields>>>;

/** The fields of a posted article. */
export function typedArticle(form: Form): TypedArticle {
  return {
    'tieu-de': form.text('tieu-de'),
    'tom-tat': form.text('tom-tat'),
    ngay: form.text('ngay'),
    'chu-de': form.all('chu-de'),
    nguon: form.text('nguon'),
    'nguon-dia-chi': form.text('nguon-dia-chi'),
    'van-ban': form.text('van-ban'),
    'thu-tuc': form.text('thu-tuc'),
    'than-bai': form.text('than-bai'),
    'than-bai-json': form.text('than-bai-json'),
    ban: versionOf(form.text('ban')),
  };
}

/** The version that a form names; 0, which no article has, for anything that is none. */
export function versionOf(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

/** A stored article as the form shows it. */
export function typedFrom(fields: ArticleFields, version: number): TypedArticle {
  return {
    'tieu-de': fields.title,
    'tom-tat': fields.summary,
    ngay: typedDate(fields.published),
    'chu-de': fields.topics,
    nguon: fields.source.name,
    'nguon-dia-chi': fields.source.url ?? '',
    'van-ban': fields.documents.join('\n'),
    'thu-tuc': fields.procedures.join('\n'),
    'than-bai': bodyToMarkdown(fields.body),
    'than-bai-json': JSON.stringify(fields.body),
    ban: version,
  };
}

const fieldOfPart = {
  title: 'tieu-de',
  summary: 'tom-tat',
  published: 'ngay',
  topics: 'chu-de',
  source: 'nguon',
  documents: 'van-ban',
  procedures: 'thu-tuc',
  body: 'than-bai',
} as const satisfies Readonly<Record<keyof ArticleFields, TypedField>>;

/** The field of the form in which a part of an article is typed. */
export const fieldOf = (part: keyof ArticleFields): TypedField => fieldOfPart[part];

export type ReadArticle =
  | { readonly kind: 'fields'; readonly fields: ArticleFields }
  | { readonly kind: 'refused'; readonly field: TypedField; readonly message: Message };

/**
 * What a form says, read once: documents and procedures that it names are there. What `row`, the article as it is stored, names
 * already may stay though it was withdrawn since, and a text that nobody touched stays as it is stored.
 */
export async function readArticle(app: App, typed: TypedArticle, row: ArticleInWork): Promise<ReadArticle> {
  const stored = fieldsOf(row);
  const documents = await knownDocuments(app, listed(typed['van-ban'], /[\n;]/), stored.documents);
  if ('refused' in documents) return { kind: 'refused', field: 'van-ban', message: documents.refused };
  const procedures = listed(typed['thu-tuc'], /[\s;,]/);
  for (const code of procedures) {
    if (!(await hasProcedure(app.reader, code)))
      return { kind: 'refused', field: 'thu-tuc', message: message('desk.unknown-procedure', { code }) };
  }
  const body = bodyOfTyped(typed, row.version === typed.ban ? stored.body : null);
  if (body === null) return { kind: 'refused', field: 'than-bai', message: message('desk.unread') };
  const url = typed['nguon-dia-chi'].trim();
  const read = parseFields({
    title: typed['tieu-de'],
    summary: typed['tom-tat'],
    published: isoDate(typed.ngay),
    topics: typed['chu-de'],
    source: { name: typed.nguon, ...(url === '' ? {} : { url }) },
    documents: documents.slugs,
    procedures,
    body,
  });
  return read.kind === 'fields' ? read : { kind: 'refused', field: fieldOf(read.part), message: read.message };
}

/** The text that was typed, not checked yet; null for JSON that is none. `seen`: the stored text that the form showed. */
function bodyOfTyped(typed: TypedArticle, seen: Body | null): unknown {
  if (typed['than-bai-json'] === '') {
    // A browser ends lines in its own way.
    const lines = (text: string) => text.normalize('NFC').replace(/\r\n?/g, '\n');
    const markdown = lines(typed['than-bai']);
    // Markdown cannot say all that a text has: what was not touched is not read from it.
    return seen && markdown === lines(bodyToMarkdown(seen)) ? seen : bodyFromMarkdown(markdown);
  }
  try {
    return JSON.parse(typed['than-bai-json']);
  } catch {
    return null;
  }
}

const listed = (text: string, between: RegExp) => [
  ...new Set(
    text
      .normalize('NFC')
      .split(between)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];

/** Documents by number (`3724/QĐ-UBND`) or by address; `named`: addresses that the article has already. */
async function knownDocuments(
  app: App,
  names: readonly string[],
  named: readonly string[],
): Promise<{ readonly slugs: string[] } | { readonly refused: Message }> {
  if (names.length === 0) return { slugs: [] };
  const documents = await listDocuments(app.reader);
  const slugs: string[] = [];
  for (const name of names) {
    const byAddress = named.includes(name) || documents.some(({ slug }) => slug === name);
    const found = byAddress ? [name] : documents.filter(({ number }) => fold(number) === fold(name)).map(({ slug }) => slug);
    // Two agencies may give the same number: which one is meant, only the person knows.
    if (found.length > 1) return { refused: message('desk.several-documents', { name, addresses: found.join(', ') }) };
    if (found.length === 0) return { refused: message('desk.unknown-document', { name }) };
    slugs.push(...found);
  }
  return { slugs: [...new Set(slugs)] };
}
