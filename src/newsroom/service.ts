import { atCommand } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { type ArticleOutcome, doneWith, refused } from './article-act.ts';
import type { Article } from './model/article.ts';
import { approve } from './publication-service.ts';
import type { NewsroomContext } from './publicity.ts';
import { addRevision } from './revision-store.ts';
import { findArticleInWork, insertArticle, isSlugTaken } from './work-store.ts';

export { publishDueArticles } from './publication-service.ts';
export { articleTags } from './publicity.ts';

/** An editor puts in an article's file for review; nobody outside sees it yet. */
export async function submitArticle(context: Context, article: Article, person: string): Promise<ArticleOutcome> {
  const by = atCommand(person);
  return context.writer.transaction().execute(async (tx): Promise<ArticleOutcome> => {
    if (await isSlugTaken(tx, article.slug)) return refused({ reason: 'slug-taken' });
    const at = timestamp(context.clock);
    const { slug, title, summary, body, published, format = 'markdown', procedures = [] } = article;
    const row = await insertArticle(
      tx,
      {
        slug,
        state: 'submitted',
        title,
        summary,
        body,
        format,
        published,
        topics: JSON.stringify(article.topics),
        source: JSON.stringify(article.source),
        documents: JSON.stringify(article.documents),
        procedures: JSON.stringify(procedures),
        submitter: person,
      },
      by,
      at,
    );
    await addRevision(tx, row, by, { act: 'article.submit', at });
    await writeAudit(tx, context, { person, act: 'article.submit', object: slug, detail: { after: { version: row.version, title } } });
    return doneWith(row);
  });
}

/**
 * A second person approves at the command line: the article is public at once, or at `publishAt` (ISO 8601 UTC, in the
 * future).
 */
export async function approveArticle(context: NewsroomContext, slug: string, person: string, publishAt?: string): Promise<ArticleOutcome> {
  const row = await findArticleInWork(context.reader, slug);
  if (!row) return refused({ reason: 'unknown-article' });
  return approve(context, atCommand(person), { slug, version: row.version }, publishAt);
}
