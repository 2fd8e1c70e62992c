import { sql } from 'kysely';
import type { Reader } from '#platform/context.ts';

/** A query that found nothing: how often, on how many days, and when last. */
export interface MissTotal {
  readonly text: string;
  readonly n: number;
  readonly days: number;
  /** `YYYY-MM-DD` */
  readonly last: string;
}

export interface MissFilter {
  /** The first day that counts, `YYYY-MM-DD` in Hà Nội. */
  readonly since: string;
  /** Part of the query as it is kept: tidied, small letters. */
  readonly text: string;
}

/** The queries that found nothing, those most often asked first, and how many there are in all. */
export async function missTotals(
  reader: Reader,
  { since, text }: MissFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly misses: readonly MissTotal[] }> {
  let query = reader.selectFrom('search_misses').where('day', '>=', since);
  if (text !== '') query = query.where((e) => e(e.fn<number>('instr', ['text', e.val(text)]), '>', 0));
  const { total } = await query.select(sql<number>`count(distinct text)`.as('total')).executeTakeFirstOrThrow();
  const misses = await query
    .select((e) => ['text', e.fn.sum<number>('n').as('n'), e.fn.countAll<number>().as('days'), e.fn.max('day').as('last')])
    .groupBy('text')
    .orderBy('n', 'desc')
    .orderBy('last', 'desc')
    .orderBy('text')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total: Number(total), misses: misses.map((one) => ({ ...one, n: Number(one.n), days: Number(one.days) })) };
}
