import type { Doer, Someone } from '#accounts/model/person.ts';
import type { ArticleRow } from '#db/schema.ts';
import { hanoiDay, timestamp } from '#platform/clock.ts';
import { type ArticleOutcome, actOn, change, type Ended, ended, refused, type Target } from './article-act.ts';
import type { Correction } from './model/article.ts';
import { bodyOf } from './model/article-text.ts';
import { type ArticleFields, missingParts } from './model/draft.ts';
import { missingMedia } from './named-media.ts';
import { makeFindable, type NewsroomContext } from './publicity.ts';
import { articlesDue, fieldsOf, findArticleInWork, rowOf } from './work-store.ts';

/** A second person approves: the article is public at once, or at `publishAt` (ISO 8601 UTC, in the future). */
export async function approve(context: NewsroomContext, by: Doer, target: Target, publishAt?: string): Promise<ArticleOutcome> {
  const reviewer = { reviewer: by.name, reviewer_id: by.id };
  if (publishAt === undefined)
    return actOn(
      context,
      by,
      'approve',
      target,
      async (tx, row, at) => (await missingMedia(tx, bodyOf(row))) ?? { set: { ...madePublic(row, at), ...reviewer } },
    );
  return actOn(context, by, 'schedule', target, async (tx, row, at) => {
    if (publishAt <= at) return { reason: 'time-past' };
    return (await missingMedia(tx, bodyOf(row))) ?? { set: { state: 'scheduled', publish_at: publishAt, ...reviewer } };
  });
}

/** Takes an approved article off the schedule: it waits for approval again. */
export async function unschedule(context: NewsroomContext, by: Doer, target: Target): Promise<ArticleOutcome> {
  return actOn(context, by, 'unschedule', target, async () => ({
    set: { state: 'submitted', publish_at: null, reviewer: null, reviewer_id: null },
  }));
}

/** Publishes without a second person, for a reason; somebody else has to look at it later. */
export async function forcePublish(context: NewsroomContext, by: Doer, target: Target, reason: string): Promise<ArticleOutcome> {
  return actOn(context, by, 'force', target, async (tx, row, at) => {
    if (reason.trim() === '') return { reason: 'no-note' };
    const missing = missingParts(fieldsOf(row));
    if (missing.length > 0) return { reason: 'incomplete', missing };
    const unheld = await missingMedia(tx, bodyOf(row));
    if (unheld) return unheld;
    const submitter = row.submitter === null ? { submitter: by.name, submitter_id: by.id } : {};
    return { set: { ...madePublic(row, at), ...submitter, reviewer: by.name, reviewer_id: by.id, forced: 1 }, note: reason.trim() };
  });
}

/** Somebody else has looked at an article that was published without a second person. */
export async function reviewForced(context: NewsroomContext, by: Doer, target: Target): Promise<ArticleOutcome> {
  return actOn(context, by, 'review_forced', target, async () => ({ set: { force_reviewer: by.name, force_reviewer_id: by.id } }));
}

/** Changes an article that is public; what was corrected is told to everyone, with the day. */
export async function correct(
  context: NewsroomContext,
  by: Doer,
  target: Target,
  { fields, note }: { readonly fields: ArticleFields; readonly note: string },
): Promise<ArticleOutcome> {
  return actOn(context, by, 'correct', target, async (tx, row, at) => {
    if (note.trim() === '') return { reason: 'no-note' };
    const missing = missingParts(fields);
    if (missing.length > 0) return { reason: 'incomplete', missing };
    return (
      (await missingMedia(tx, fields.body)) ?? {
        set: { ...rowOf(fields), corrections: withCorrection(row, note, at) },
        note: note.trim(),
      }
    );
  });
}

/** Takes an article out of the public; its address says why from then on. */
export async function withdraw(context: NewsroomContext, by: Doer, target: Target, reason: string): Promise<ArticleOutcome> {
  return actOn(context, by, 'withdraw', target, async (_tx, _row, at) => {
    const said = reason.trim().normalize('NFC');
    if (said === '') return { reason: 'no-note' };
    return { set: { state: 'withdrawn', withdrawn_at: at, withdrawn_reason: said, featured: null }, note: said };
  });
}

/** Who publishes what was scheduled. */
const schedule: Someone = { id: null, name: 'lịch đăng' };

/**
 * Publishes the scheduled articles whose time has come, each once; gives how many. Run by the server every few seconds: of
 * several processes the first one does it, and what was published stays so, wherever the clock goes.
 */
export async function publishDueArticles(context: NewsroomContext): Promise<number> {
  let published = 0;
  for (const slug of await articlesDue(context.reader, timestamp(context.clock))) {
    const { outcome, slugs } = await context.writer.transaction().execute(async (tx): Promise<Ended> => {
      const row = await findArticleInWork(tx, slug);
      const at = timestamp(context.clock);
      // Another process was faster, or somebody has put it off since.
      if (row?.state !== 'scheduled' || row.publish_at === null || row.publish_at > at) return ended(refused({ reason: 'wrong-state' }));
      return change(tx, context, row, { by: schedule, act: 'publish', at, set: madePublic(row, at) });
    });
    await makeFindable(context, slugs);
    if (outcome.kind === 'done') published += 1;
  }
  return published;
}

function madePublic(row: ArticleRow, at: string): Partial<ArticleRow> {
  return {
    state: 'published',
    publish_at: null,
    public_since: row.public_since ?? at,
    withdrawn_at: null,
    withdrawn_reason: null,
    forced: 0,
    force_reviewer: null,
    force_reviewer_id: null,
  };
}

/** The corrections of an article with one more, of the day in Hà Nội. */
export function withCorrection(row: ArticleRow, note: string, at: string): string {
  const corrections = JSON.parse(row.corrections) as Correction[];
  return JSON.stringify([...corrections, { date: hanoiDay(at), note: note.trim().normalize('NFC') }]);
}
