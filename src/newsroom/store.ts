import type { ArticleRow } from '#db/schema.ts';
import type { Reader } from '#platform/context.ts';
import { type Article, articleSchema } from './model/article.ts';

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
