import type { ArticleRow, DocumentRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { type Article, type ArticleState, articleSchema } from './model/article.ts';
import { documentSchema, type LegalDocument } from './model/document.ts';

function articleOf(row: ArticleRow): Article {
  const { slug, title, summary, body, published } = row;
  return articleSchema.parse({
    slug,
    title,
    summary,
    body,
    published,
    topics: JSON.parse(row.topics),
    source: JSON.parse(row.source),
    documents: JSON.parse(row.documents),
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

export interface ArticleInWork {
  readonly slug: string;
  readonly state: ArticleState;
  readonly author: string;
  readonly title: string;
  readonly publish_at: string | null;
}

/** The state of one article, published or not. */
export async function findArticleInWork(reader: Reader, slug: string): Promise<ArticleInWork | undefined> {
  return reader
    .selectFrom('articles')
    .select(['slug', 'state', 'author', 'title', 'publish_at'])
    .where('slug', '=', slug)
    .executeTakeFirst();
}

/** All articles in work, for the editors. */
export async function listArticlesInWork(reader: Reader): Promise<readonly ArticleInWork[]> {
  return reader
    .selectFrom('articles')
    .select(['slug', 'state', 'author', 'title', 'publish_at'])
    .where('state', '!=', 'published')
    .orderBy('updated_at')
    .execute();
}

/** The scheduled articles whose time has come. */
export async function articlesDue(reader: Reader, now: string): Promise<readonly ArticleInWork[]> {
  return reader
    .selectFrom('articles')
    .select(['slug', 'state', 'author', 'title', 'publish_at'])
    .where('state', '=', 'scheduled')
    .where('publish_at', '<=', now)
    .execute();
}

/** Puts a new article in. */
export async function insertArticle(tx: Tx, article: Article, work: { state: ArticleState; author: string; at: string }): Promise<void> {
  await tx
    .insertInto('articles')
    .values({
      slug: article.slug,
      state: work.state,
      title: article.title,
      summary: article.summary,
      body: article.body,
      published: article.published,
      topics: JSON.stringify(article.topics),
      source: JSON.stringify(article.source),
      documents: JSON.stringify(article.documents),
      author: work.author,
      reviewer: null,
      publish_at: null,
      updated_at: work.at,
    })
    .execute();
}

/** Moves an article to another state. */
export async function setArticleState(
  tx: Tx,
  slug: string,
  change: { state: ArticleState; reviewer?: string; publish_at?: string; at: string },
): Promise<void> {
  await tx
    .updateTable('articles')
    .set({
      state: change.state,
      updated_at: change.at,
      ...(change.reviewer === undefined ? {} : { reviewer: change.reviewer }),
      ...(change.publish_at === undefined ? {} : { publish_at: change.publish_at }),
    })
    .where('slug', '=', slug)
    .execute();
}

/** One legal document; undefined when there is none at this address. */
export async function findDocument(reader: Reader, slug: string): Promise<LegalDocument | undefined> {
  const row = await reader.selectFrom('documents').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row && documentOf(row);
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

/** Adds, as published, the articles that are not there yet in any state; gives their addresses. */
export async function addMissingArticles(
  tx: Tx,
  articles: readonly Article[],
  work: { author: string; at: string },
): Promise<readonly string[]> {
  const known = new Set((await tx.selectFrom('articles').select('slug').execute()).map((row) => row.slug));
  const added = articles.filter((article) => !known.has(article.slug));
  for (const article of added) await insertArticle(tx, article, { state: 'published', ...work });
  return added.map((article) => article.slug);
}
