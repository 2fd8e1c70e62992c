import { sql } from 'kysely';
import type { CommentRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';

/** What people wrote in a wave in their own words, by agency and month, in no order that tells when. */
export async function commentsOf(
  reader: Reader,
  of: { readonly wave: string; readonly agency?: string },
  part: { readonly from: number; readonly most: number },
): Promise<readonly CommentRow[]> {
  let query = reader.selectFrom('comments').selectAll().where('wave', '=', of.wave);
  if (of.agency !== undefined) query = query.where('agency', '=', of.agency);
  return query.orderBy('agency').orderBy('month').orderBy('id').limit(part.most).offset(part.from).execute();
}

/** How many comments there are in a wave, or of an agency in it. */
export async function commentCount(reader: Reader, of: { readonly wave: string; readonly agency?: string }): Promise<number> {
  let query = reader
    .selectFrom('comments')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('wave', '=', of.wave);
  if (of.agency !== undefined) query = query.where('agency', '=', of.agency);
  return Number((await query.executeTakeFirst())?.n ?? 0);
}

/** Forgets the comments of the months before one (`YYYY-MM`), also in the pages that the database has set free. Gives how many. */
export async function dropCommentsBefore(tx: Tx, month: string): Promise<number> {
  await sql`pragma secure_delete = on`.execute(tx);
  const { numDeletedRows } = await tx.deleteFrom('comments').where('month', '<', month).executeTakeFirst();
  return Number(numDeletedRows);
}
