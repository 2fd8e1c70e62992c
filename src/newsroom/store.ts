import type { ArticleRow, DocumentRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { type Article, articleSchema } from './model/article.ts';
import { documentSchema, type LegalDocument } from './model/document.ts';

/** An article out of its row. */
export function articleOf(row: ArticleRow): Article {
  const { slug, title, summary, format, body, published, featured } = row;
  return articleSchema.parse({
    slug,
    title,
    summary,
    format,
    body,
    published,
    topics: JSON.parse(row.topics),
    source: JSON.parse(row.source),
    documents: JSON.parse(row.documents),
    procedures: JSON.parse(row.procedures),
    corrections: JSON.parse(row.corrections),
    ...(featured === null ? {} : { featured }),
  });
}

function documentOf(row: DocumentRow): LegalDocument {
  const { replaced_by, source, ...rest } = row;
  return documentSchema.parse({ ...rest, source: JSON.parse(source), ...(replaced_by === null ? {} : { replaced_by }) });
}

/** One published article; undefined when there is none at this address. */
export async function findPublishedArticle(reader: Reader, slug: string): Promise<Article | undefined> {
  const row = await reader.selectFrom('articles').selectAll().where('slug', '=', slug).where('state', '=', 'published').executeTakeFirst();
  return row && articleOf(row);
}

/** A page of the published articles, newest first, and how many there are in all. */
export async function listPublishedArticles(
  reader: Reader,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly items: readonly Article[] }> {
  const published = reader.selectFrom('articles').where('state', '=', 'published');
  const { total } = await published.select((e) => e.fn.countAll().as('total')).executeTakeFirstOrThrow();
  const rows = await published.selectAll().orderBy('published', 'desc').orderBy('slug').limit(page.limit).offset(page.offset).execute();
  return { total: Number(total), items: rows.map(articleOf) };
}

/** When each published article changed last. */
export async function publishedChanges(reader: Reader): Promise<readonly { readonly slug: string; readonly updated_at: string }[]> {
  return reader.selectFrom('articles').select(['slug', 'updated_at']).where('state', '=', 'published').orderBy('slug').execute();
}

/** The published articles that name a document as related, newest first. */
export async function articlesAbout(reader: Reader, document: string): Promise<readonly Article[]> {
  const { items } = await listPublishedArticles(reader, { limit: 1000, offset: 0 });
  return items.filter((article) => article.documents.includes(document));
}

/** The published articles that stand out, in the order that was chosen for them. */
export async function listFeaturedArticles(reader: Reader): Promise<readonly Article[]> {
  const rows = await reader
    .selectFrom('articles')
    .selectAll()
    .where('state', '=', 'published')
    .where('featured', 'is not', null)
    .orderBy('featured')
    .orderBy('slug')
    .execute();
  return rows.map(articleOf);
}

/** Where what is no longer at an address went: to another address, or out of the public for a reason. */
export type Gone =
  | { readonly kind: 'moved'; readonly slug: string }
  | { readonly kind: 'withdrawn'; readonly slug: string; readonly title: string; readonly reason: string; readonly at: string };

/** What became of an article that is not public at this address; undefined where there never was one in public. */
export async function whereArticleWent(reader: Reader, slug: string): Promise<Gone | undefined> {
  const former = await reader.selectFrom('article_slugs').select('article').where('slug', '=', slug).executeTakeFirst();
  const row = await reader
    .selectFrom('articles')
    .select(['slug', 'state', 'title', 'withdrawn_reason', 'withdrawn_at'])
    .where((e) => (former ? e('id', '=', former.article) : e('slug', '=', slug)))
    .executeTakeFirst();
  if (row?.state === 'published' && former) return { kind: 'moved', slug: row.slug };
  // Withdrawn, and perhaps in work again: until it is public, the reason stands.
  return row && row.withdrawn_reason !== null && row.withdrawn_at !== null
    ? { kind: 'withdrawn', slug: row.slug, title: row.title, reason: row.withdrawn_reason, at: row.withdrawn_at }
    : undefined;
}

/** One legal document; undefined when there is none at this address. */
export async function findDocument(reader: Reader, slug: string): Promise<LegalDocument | undefined> {
  const row = await reader.selectFrom('documents').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row && documentOf(row);
}

/** The legal documents that an article names, in its order. */
export async function documentsOf(reader: Reader, { documents }: Pick<Article, 'documents'>): Promise<readonly LegalDocument[]> {
  const found = await Promise.all(documents.map((slug) => findDocument(reader, slug)));
  return found.filter((document) => document !== undefined);
}

/** All legal documents, newest first. */
export async function listDocuments(reader: Reader): Promise<readonly LegalDocument[]> {
  const rows = await reader.selectFrom('documents').selectAll().orderBy('issued', 'desc').orderBy('slug').execute();
  return rows.map(documentOf);
}

/** Adds the legal documents that are not there yet; gives their addresses. */
export async function addMissingDocuments(tx: Tx, documents: readonly LegalDocument[]): Promise<readonly string[]> {
  const known = new Set((await tx.selectFrom('documents').select('slug').execute()).map((row) => row.slug));
  const added = documents.filter((document) => !known.has(document.slug));
  for (const { replaced_by, source, ...document } of added) {
    await tx
      .insertInto('documents')
      .values({ ...document, replaced_by: replaced_by ?? null, source: JSON.stringify(source) })
      .execute();
  }
  return added.map((document) => document.slug);
}
