import type { CommentRow } from '#db/schema.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { commentsOf, dropCommentsBefore } from './comment-store.ts';
import { firstMonthKept } from './model/comment.ts';

/** Staff read what people wrote; that they did is written down with it. Never for a page: the agency rated gets none of them. */
export async function readComments(
  context: Context,
  of: { readonly wave: string; readonly agency?: string },
  person: string,
): Promise<readonly CommentRow[]> {
  return context.writer.transaction().execute(async (tx) => {
    const comments = await commentsOf(tx, of);
    await writeAudit(tx, context, {
      person,
      act: 'comments.read',
      object: of.wave,
      detail: { agency: of.agency ?? null, comments: comments.length },
    });
    return comments;
  });
}

/** Forgets the comments whose time is over; none is kept longer than `days` days. */
export async function dropOldComments(context: Context, days: number): Promise<void> {
  const first = firstMonthKept(today(context.clock), days);
  const dropped = await context.writer.transaction().execute((tx) => dropCommentsBefore(tx, first));
  if (dropped > 0) context.log.info('comments.dropped', { before: first, dropped });
}
