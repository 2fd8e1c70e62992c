import { type Doer, samePerson } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { timestamp } from '#platform/clock.ts';
import { type ArticleOutcome, actOn, doneWith, refused, type Target } from './article-act.ts';
import { type ArticleFields, missingParts } from './model/draft.ts';
import { missingMedia } from './named-media.ts';
import type { NewsroomContext } from './publicity.ts';
import { addRevision } from './revision-store.ts';
import { fieldsOf, insertArticle, isSlugTaken, rowOf } from './work-store.ts';

/** Begins an article at an address that no other has or had. */
export async function createDraft(context: NewsroomContext, by: Doer, slug: string, fields: ArticleFields): Promise<ArticleOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<ArticleOutcome> => {
    const denied = by.permit('article.create', {});
    if (denied) return refused({ reason: 'not-allowed', message: denied });
    if (await isSlugTaken(tx, slug)) return refused({ reason: 'slug-taken' });
    const at = timestamp(context.clock);
    const row = await insertArticle(tx, { slug, state: 'draft', ...rowOf(fields) }, by, at);
    await addRevision(tx, row, by, { act: 'article.create', at });
    await writeAudit(tx, context, {
      person: by,
      act: 'article.create',
      object: slug,
      after: { version: row.version, title: row.title },
    });
    return doneWith(row);
  });
}

/**
 * Saves a draft, by hand or by itself. Whoever saves an older version than there is, is told who saved and when, and nothing
 * is overwritten. The text is kept as a revision once in five minutes, and whenever somebody else goes on.
 */
export async function saveDraft(context: NewsroomContext, by: Doer, target: Target, fields: ArticleFields): Promise<ArticleOutcome> {
  return actOn(context, by, 'edit', target, async (_tx, row) => {
    const set = rowOf(fields);
    const same = (Object.keys(set) as (keyof typeof set)[]).every((key) => set[key] === row[key]);
    return same ? null : { set, saving: true };
  });
}

/** Puts a draft in for review by a second person, with what was changed last where that is not saved yet. */
export async function submitDraft(context: NewsroomContext, by: Doer, target: Target, fields?: ArticleFields): Promise<ArticleOutcome> {
  return actOn(context, by, 'submit', target, async (tx, row) => {
    const submitted = fields ?? fieldsOf(row);
    const missing = missingParts(submitted);
    if (missing.length > 0) return { reason: 'incomplete', missing };
    return (
      (await missingMedia(tx, submitted.body)) ?? {
        set: { ...(fields && rowOf(fields)), state: 'submitted', submitter: by.name, submitter_id: by.id },
      }
    );
  });
}

/**
 * Puts a draft away: it is in no list of work any more, and keeps its text, its revisions and its address. One that was withdrawn
 * before it was in work again is withdrawn once more.
 */
export async function discardDraft(context: NewsroomContext, by: Doer, target: Target): Promise<ArticleOutcome> {
  return actOn(context, by, 'discard', target, async (_tx, row, at) => ({
    set: row.withdrawn_reason === null ? { discarded_at: at } : { state: 'withdrawn' },
  }));
}

/** Takes a draft up again that was put away. */
export async function bringBack(context: NewsroomContext, by: Doer, target: Target): Promise<ArticleOutcome> {
  return actOn(context, by, 'bring_back', target, async () => ({ set: { discarded_at: null } }));
}

/** Gives an article that was submitted or scheduled back to its editors; who did not submit it says why. */
export async function returnToDraft(context: NewsroomContext, by: Doer, target: Target, why: string): Promise<ArticleOutcome> {
  return actOn(context, by, 'return', target, async (_tx, row) => {
    const note = why.trim();
    const own = row.submitter !== null && samePerson({ id: row.submitter_id, name: row.submitter }, by);
    if (note === '' && !own) return { reason: 'no-note' };
    const nobody = { submitter: null, submitter_id: null, reviewer: null, reviewer_id: null };
    return { set: { state: 'draft', publish_at: null, ...nobody }, note: note || undefined };
  });
}
