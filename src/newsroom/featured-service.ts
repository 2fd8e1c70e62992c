import type { Doer } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { type ArticleOutcome, refused } from './article-act.ts';
import type { ArticleRefusal } from './model/refusal.ts';
import { asked, workflowRefusal } from './model/workflow.ts';
import type { NewsroomContext } from './publicity.ts';
import { articleTags } from './publicity.ts';
import { listFeaturedArticles } from './store.ts';
import { findArticleInWork, standingOf, updateArticle } from './work-store.ts';

export type FeaturedOutcome = { readonly kind: 'done' } | Extract<ArticleOutcome, { kind: 'refused' }>;

/**
 * Chooses which published articles stand out, and in which order: these, and no others. Nothing of the articles themselves
 * changes, so this is no version of theirs. `seen`: the order that the person saw; where there is another by now, nothing is done.
 */
export async function setFeatured(
  context: NewsroomContext,
  by: Doer,
  slugs: readonly string[],
  seen: readonly string[],
): Promise<FeaturedOutcome> {
  return context.writer.transaction().execute(async (tx) => {
    const wanted = [...new Set(slugs)];
    const before = await listFeaturedArticles(tx);
    if (before.map(({ slug }) => slug).join(' ') !== seen.join(' ')) return refusedBy({ reason: 'order-changed' });
    const places = new Map<number, number | null>();
    for (const slug of new Set([...before.map((article) => article.slug), ...wanted])) {
      const row = await findArticleInWork(tx, slug);
      if (!row) return refusedBy({ reason: 'unknown-article' });
      const standing = standingOf(row);
      const { act, affected } = asked('feature', standing);
      const denied = by.permit(act, affected);
      if (denied) return refusedBy({ reason: 'not-allowed', message: denied });
      const reason = workflowRefusal('feature', standing, by);
      if (reason) return refusedBy({ reason });
      places.set(row.id, wanted.includes(slug) ? wanted.indexOf(slug) + 1 : null);
    }
    for (const [id, featured] of places) await updateArticle(tx, id, { featured });
    await writeAudit(tx, context, {
      person: by,
      act: 'article.feature',
      object: 'featured',
      before: before.map(({ slug }) => slug),
      after: wanted,
    });
    await recordChanges(tx, [...new Set([...before.map(({ slug }) => slug), ...wanted].flatMap(articleTags))]);
    return { kind: 'done' };
  });
}

const refusedBy = (refusal: ArticleRefusal) => refused(refusal) as Extract<ArticleOutcome, { kind: 'refused' }>;
