import type { Reader } from '#platform/context.ts';
import type { Article } from './model/article.ts';
import { narrow } from './model/facets.ts';
import { type NewsChoice, type NewsKey, newsFacets, relatedNews } from './model/news-choice.ts';
import { findPublishedArticle } from './store.ts';

/** A page of the news that a choice lists, and how many each other choice would list. */
export interface NewsPage {
  readonly total: number;
  readonly items: readonly Article[];
  readonly counts: ReturnType<typeof narrow<keyof NewsChoice, NewsKey>>['counts'];
}

/** An article and when what is public of it changed last. */
export interface DatedArticle {
  readonly article: Article;
  readonly changed: Date;
}

/** What all published articles are listed by, newest first. */
async function newsKeys(reader: Reader): Promise<readonly (NewsKey & { readonly updated_at: string })[]> {
  const rows = await reader
    .selectFrom('articles')
    .select(['slug', 'published', 'topics', 'documents', 'updated_at'])
    .where('state', '=', 'published')
    .orderBy('published', 'desc')
    .orderBy('slug')
    .execute();
  return rows.map((row) => ({ ...row, topics: JSON.parse(row.topics), documents: JSON.parse(row.documents) }));
}

/** The news that a choice lists, newest first, from `offset` on. Texts are read of these alone. */
export async function newsPage(
  reader: Reader,
  choice: NewsChoice,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<NewsPage> {
  const { listed, counts } = narrow(await newsKeys(reader), newsFacets, choice);
  return { total: listed.length, items: await articlesOf(reader, listed.slice(offset, offset + limit)), counts };
}

/** The newest articles that a choice lists, each with its last change. */
export async function newestArticles(reader: Reader, choice: NewsChoice, limit: number): Promise<readonly DatedArticle[]> {
  const keys = narrow(await newsKeys(reader), newsFacets, choice).listed.slice(0, limit);
  const changes = new Map(keys.map(({ slug, updated_at }) => [slug, new Date(updated_at)]));
  const articles = await articlesOf(reader, keys);
  return articles.map((article) => ({ article, changed: changes.get(article.slug) ?? new Date(0) }));
}

/** The published articles that go with one, at most `limit`. */
export async function articlesRelatedTo(reader: Reader, article: Article, limit: number): Promise<readonly Article[]> {
  return articlesOf(reader, relatedNews(article, await newsKeys(reader), limit));
}

/** When a published article changed last, ISO 8601 UTC; undefined where there is none. */
export async function articleChangedAt(reader: Reader, slug: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('articles')
    .select('updated_at')
    .where('slug', '=', slug)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return row?.updated_at;
}

async function articlesOf(reader: Reader, keys: readonly Pick<NewsKey, 'slug'>[]): Promise<readonly Article[]> {
  const found = await Promise.all(keys.map(({ slug }) => findPublishedArticle(reader, slug)));
  // One that was withdrawn between the two readings is left out.
  return found.filter((article) => article !== undefined);
}
