import type { Someone } from '#accounts/model/person.ts';
import type { DocumentRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { Article } from './model/article.ts';
import { type DocumentState, documentSchema, type LegalDocument } from './model/document.ts';
import { searchDocuments } from './model/document-choice.ts';

/** A document out of its row. */
export function documentOf(row: DocumentRow): LegalDocument {
  const { slug, number, kind, issuer, issued, title, summary, status, certainty, body } = row;
  const attachments: readonly string[] = JSON.parse(row.attachments);
  const optional = { replaced_by: row.replaced_by, in_force: row.in_force, ended: row.ended, topic: row.topic };
  return documentSchema.parse({
    ...{ slug, number, kind, issuer, issued, title, summary, status, certainty, body },
    source: JSON.parse(row.source),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    ...(attachments.length > 0 ? { attachments } : {}),
  });
}

/** What a row keeps of a document's words. */
export function documentWords(document: LegalDocument) {
  const { slug, number, kind, issuer, issued, title, summary, status, certainty, body, source } = document;
  const { replaced_by = null, in_force = null, ended = null, topic = null, attachments = [] } = document;
  return {
    ...{ slug, number, kind, issuer, issued, title, summary, status, certainty, body, replaced_by, in_force, ended, topic },
    source: JSON.stringify(source),
    attachments: JSON.stringify(attachments),
  };
}

/** One public legal document; undefined when there is none at this address. */
export async function findDocument(reader: Reader, slug: string): Promise<LegalDocument | undefined> {
  const row = await reader.selectFrom('documents').selectAll().where('slug', '=', slug).where('state', '=', 'published').executeTakeFirst();
  return row && documentOf(row);
}

/** The public legal documents that an article names, in its order. */
export async function documentsOf(reader: Reader, { documents }: Pick<Article, 'documents'>): Promise<readonly LegalDocument[]> {
  const found = await Promise.all(documents.map((slug) => findDocument(reader, slug)));
  return found.filter((document) => document !== undefined);
}

/** All public legal documents, newest first. */
export async function listDocuments(reader: Reader): Promise<readonly LegalDocument[]> {
  const rows = await reader
    .selectFrom('documents')
    .selectAll()
    .where('state', '=', 'published')
    .orderBy('issued', 'desc')
    .orderBy('slug')
    .execute();
  return rows.map(documentOf);
}

/** What the public is told of a document that was withdrawn, also while it is in work again; undefined where there is none. */
export async function withdrawnDocument(reader: Reader, slug: string) {
  const row = await reader
    .selectFrom('documents')
    .select(['kind', 'number', 'withdrawn_at', 'withdrawn_reason'])
    .where('slug', '=', slug)
    .where('state', '<>', 'published')
    .executeTakeFirst();
  return row && row.withdrawn_at !== null && row.withdrawn_reason !== null
    ? { name: `${row.kind} ${row.number}`, at: row.withdrawn_at, reason: row.withdrawn_reason }
    : undefined;
}

/** One document in whatever state, as its row says. */
export async function findDocumentInWork(reader: Reader, slug: string): Promise<DocumentRow | undefined> {
  return reader.selectFrom('documents').selectAll().where('slug', '=', slug).executeTakeFirst();
}

/** A document in whatever state, as a list of the staff shows it. */
export interface ListedDocument {
  readonly document: LegalDocument;
  readonly state: DocumentState;
  readonly editor: string;
  readonly updated_at: string | null;
}

/** The documents in a state, or in all, that hold the words looked for: drafts first, then the newest. */
export async function listDocumentsInWork(reader: Reader, state: DocumentState | null, text: string): Promise<readonly ListedDocument[]> {
  let query = reader.selectFrom('documents').selectAll().orderBy('issued', 'desc').orderBy('slug');
  if (state !== null) query = query.where('state', '=', state);
  const rows = new Map((await query.execute()).map((row) => [row.slug, row]));
  const documents = searchDocuments([...rows.values()].map(documentOf), text);
  const listed = documents.flatMap((document): readonly ListedDocument[] => {
    const row = rows.get(document.slug);
    return row ? [{ document, state: row.state, editor: row.editor, updated_at: row.updated_at }] : [];
  });
  return [...listed.filter((one) => one.state === 'draft'), ...listed.filter((one) => one.state !== 'draft')];
}

/** Every document that another one could be replaced by: number and kind of those that are not withdrawn, the newest first. */
export async function documentNamesInWork(reader: Reader) {
  return reader
    .selectFrom('documents')
    .select(['slug', 'kind', 'number', 'issuer', 'replaced_by', 'state'])
    .where('state', '<>', 'withdrawn')
    .orderBy('issued', 'desc')
    .orderBy('slug')
    .execute();
}

/** Puts a draft in. */
export async function insertDraft(tx: Tx, document: LegalDocument, by: Someone, at: string): Promise<void> {
  await tx
    .insertInto('documents')
    .values({
      ...documentWords(document),
      state: 'draft',
      ...{ author: by.name, author_id: by.id, editor: by.name, editor_id: by.id, updated_at: at },
    })
    .execute();
}

/** Changes some of a document's row. */
export async function updateDocument(tx: Tx, slug: string, change: Partial<Omit<DocumentRow, 'slug'>>): Promise<void> {
  await tx.updateTable('documents').set(change).where('slug', '=', slug).execute();
}

/** Adds the legal documents of content/ that are not there yet in any state, so that what the newsroom did stays; gives their addresses. */
export async function addMissingDocuments(tx: Tx, documents: readonly LegalDocument[]): Promise<readonly string[]> {
  const known = new Set((await tx.selectFrom('documents').select('slug').execute()).map((row) => row.slug));
  const added = documents.filter((document) => !known.has(document.slug));
  for (const document of added) {
    const { withdrawn } = document;
    const life = withdrawn
      ? {
          state: 'withdrawn' as const,
          withdrawn_at: new Date(`${withdrawn.date}T00:00:00+07:00`).toISOString(),
          withdrawn_reason: withdrawn.reason,
        }
      : {};
    await tx
      .insertInto('documents')
      .values({ ...documentWords(document), ...life })
      .execute();
  }
  return added.map((document) => document.slug);
}
