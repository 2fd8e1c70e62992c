import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { documentId } from '#search/model/document.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import { type Article, type ReviewRefusal, reviewRefusal } from './model/article.ts';
import { articleDocument } from './search-document.ts';
import { articlesDue, findArticleInWork, findPublishedArticle, insertArticle, setArticleState } from './store.ts';

/** What the newsroom needs besides the house: publication reaches the search index in the same act. */
export interface NewsroomContext extends Context {
  readonly search: SearchEngine;
}

export type ReviewOutcome =
  | { readonly kind: 'done'; readonly state: string }
  | { readonly kind: 'refused'; readonly reason: ReviewRefusal };

const refused = (reason: ReviewRefusal): ReviewOutcome => ({ kind: 'refused', reason });

/** What a page that shows published articles is tagged with in the page cache. */
export const articleTags = (slug: string): readonly string[] => ['articles', `article:${slug}`];

/** An editor puts in an article for review; nobody outside sees it yet. */
export async function submitArticle(context: Context, article: Article, person: string): Promise<ReviewOutcome> {
  return context.writer.transaction().execute(async (tx) => {
    if (await findArticleInWork(tx, article.slug)) return refused('slug-taken');
    await insertArticle(tx, article, { state: 'submitted', author: person, at: timestamp(context.clock) });
    await writeAudit(tx, context, { person, act: 'article.submit', object: article.slug });
    return { kind: 'done', state: 'submitted' };
  });
}

/**
 * A second person approves: the article is public at once, or at `publishAt` (ISO 8601 UTC, in the future).
 * Pages and search of every process learn of it through the change written here.
 */
export async function approveArticle(context: NewsroomContext, slug: string, person: string, publishAt?: string): Promise<ReviewOutcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<ReviewOutcome> => {
    const article = await findArticleInWork(tx, slug);
    if (!article) return refused('unknown-article');
    const refusal = reviewRefusal(article, person);
    if (refusal) return refused(refusal);
    const at = timestamp(context.clock);
    if (publishAt !== undefined && publishAt <= at) return refused('time-past');
    const state = publishAt === undefined ? 'published' : 'scheduled';
    await setArticleState(tx, slug, { state, reviewer: person, at, ...(publishAt === undefined ? {} : { publish_at: publishAt }) });
    await writeAudit(tx, context, { person, act: 'article.approve', object: slug, detail: { publish_at: publishAt ?? at } });
    if (state === 'published') await tellOthers(tx, context, slug);
    return { kind: 'done', state };
  });
  if (outcome.kind === 'done' && outcome.state === 'published') await makeFindable(context, slug);
  return outcome;
}

/** Publishes the scheduled articles whose time has come, each once; gives how many. Run by the server every few seconds. */
export async function publishDueArticles(context: NewsroomContext): Promise<number> {
  const due = await articlesDue(context.reader, timestamp(context.clock));
  let published = 0;
  for (const { slug } of due) {
    const now = await context.writer.transaction().execute(async (tx) => {
      const article = await findArticleInWork(tx, slug);
      if (article?.state !== 'scheduled') return 0;
      await setArticleState(tx, slug, { state: 'published', at: timestamp(context.clock) });
      await writeAudit(tx, context, { person: 'lịch đăng', act: 'article.publish', object: slug });
      await tellOthers(tx, context, slug);
      return 1;
    });
    if (now === 1) await makeFindable(context, slug);
    published += now;
  }
  return published;
}

/** Lets every process and every search engine know that what is public of an article has changed. */
async function tellOthers(tx: Tx, context: Context, slug: string): Promise<void> {
  await recordChanges(tx, articleTags(slug));
  await tellSearch(tx, context.clock, [documentId({ type: 'article', code: slug })]);
}

async function makeFindable(context: NewsroomContext, slug: string): Promise<void> {
  const article = await findPublishedArticle(context.reader, slug);
  if (article) await context.search.index([articleDocument(article)]);
}
