import type { Doer } from '#accounts/model/person.ts';
import type { CommentRow } from '#db/schema.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { commentCount, commentsOf, dropCommentsBefore } from './comment-store.ts';
import { firstMonthKept } from './model/comment.ts';
import { findWave } from './wave-store.ts';

export type CommentsOutcome =
  | {
      readonly kind: 'read';
      readonly comments: readonly CommentRow[] /** How many there are, also beyond this part. */;
      readonly total: number;
    }
  | { readonly kind: 'refused'; readonly message: Message };

/** Staff read what people wrote; that they did is written down with it. Never for a page of the public: the agency rated gets none of them. */
export async function readComments(
  context: Context,
  of: { readonly wave: string; readonly agency?: string },
  by: Doer,
  part: { readonly from: number; readonly most: number } = { from: 0, most: 1_000_000 },
): Promise<CommentsOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<CommentsOutcome> => {
    const denied = by.permit('comment.read');
    if (denied) return { kind: 'refused', message: denied };
    if (!(await findWave(tx, of.wave))) return { kind: 'refused', message: message('survey.wave.refused.unknown', { wave: of.wave }) };
    const comments = await commentsOf(tx, of, part);
    const detail = { agency: of.agency ?? null, comments: comments.length };
    await writeAudit(tx, context, { person: by, act: 'comment.read', object: of.wave, detail });
    return { kind: 'read', comments, total: await commentCount(tx, of) };
  });
}

/** Forgets the comments whose time is over; none is kept longer than `days` days. */
export async function dropOldComments(context: Context, days: number): Promise<void> {
  const first = firstMonthKept(today(context.clock), days);
  const dropped = await context.writer.transaction().execute((tx) => dropCommentsBefore(tx, first));
  if (dropped > 0) context.log.info('comments.dropped', { before: first, dropped });
}
