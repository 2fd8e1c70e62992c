import { recordChanges } from '#platform/changes.ts';
import type { Context, Tx } from '#platform/context.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { documentId } from '#search/model/document.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import { articleDocument } from './search-document.ts';
import { findPublishedArticle } from './store.ts';

/** What the newsroom needs besides the house: publication reaches the search index in the same act. */
export interface NewsroomContext extends Context {
  readonly search: SearchEngine;
}

/** What a page that shows published articles is tagged with in the page cache. */
export const articleTags = (slug: string): readonly string[] => ['articles', `article:${slug}`];

const idOf = (slug: string) => documentId({ type: 'article', code: slug });

/** Lets every process and every search engine know that what is public at these addresses has changed; pages and feeds follow. */
export async function tellOthers(tx: Tx, context: Context, slugs: readonly string[]): Promise<void> {
  await recordChanges(tx, [...new Set(slugs.flatMap(articleTags))]);
  await tellSearch(tx, context.clock, slugs.map(idOf));
}

/** Makes the search of this process find what is public at these addresses by now, and nothing else. After the transaction. */
export async function makeFindable(context: NewsroomContext, slugs: readonly string[]): Promise<void> {
  for (const slug of slugs) {
    const article = await findPublishedArticle(context.reader, slug);
    if (article) await context.search.index([articleDocument(article)]);
    else await context.search.remove([idOf(slug)]);
  }
}
