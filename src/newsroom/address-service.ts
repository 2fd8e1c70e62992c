import type { Doer } from '#accounts/model/person.ts';
import { type ArticleOutcome, actOn, type Target } from './article-act.ts';
import type { NewsroomContext } from './publicity.ts';
import { isSlugTaken, moveSlug } from './work-store.ts';

/** Gives an article another address; one that it had in public leads to it from then on, and is never given to another. */
export async function changeAddress(context: NewsroomContext, by: Doer, target: Target, slug: string): Promise<ArticleOutcome> {
  return actOn(context, by, 'change_address', target, async (tx, row, at) => {
    if (slug === row.slug) return null;
    if (await isSlugTaken(tx, slug, row.id)) return { reason: 'slug-taken' };
    await moveSlug(tx, row.id, { from: row.slug, to: slug, wasPublic: row.public_since !== null, at });
    return { set: { slug } };
  });
}
