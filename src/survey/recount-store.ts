import type { Reader, Tx } from '#platform/context.ts';
import type { Drift } from './model/drift.ts';

/** What counting a wave anew came to. */
export interface Recount {
  readonly wave: string;
  readonly responses: number;
  readonly drift: readonly Drift[];
}

/** How many cells that differ are kept with a recount; a broken table may have thousands. */
const mostCells = 200;

/** Keeps what a recount of a day came to; another of the same day takes its place. */
export async function insertRecount(tx: Tx, day: string, { wave, responses, drift }: Recount): Promise<void> {
  const row = { responses, drift: JSON.stringify(drift.slice(0, mostCells)) };
  await tx
    .insertInto('recounts')
    .values({ day, wave, ...row })
    .onConflict((conflict) => conflict.columns(['wave', 'day']).doUpdateSet(row))
    .execute();
}

/** The last day on which all was counted anew, and whether all agreed; null before the first. */
export async function lastRecount(reader: Reader): Promise<{ readonly day: string; readonly agreed: boolean } | null> {
  const rows = await reader
    .selectFrom('recounts')
    .select(['day', 'drift'])
    .where('day', '=', (e) => e.selectFrom('recounts as newest').select((f) => f.fn.max('newest.day').as('day')))
    .execute();
  const [first] = rows;
  return first ? { day: first.day, agreed: rows.every(({ drift }) => drift === '[]') } : null;
}

/** What the last counts of a wave came to, newest first: how many responses there were, and how many kept numbers differed. */
export async function recountsOfWave(
  reader: Reader,
  wave: string,
  most: number,
): Promise<readonly { readonly day: string; readonly responses: number; readonly differing: number }[]> {
  const rows = await reader.selectFrom('recounts').selectAll().where('wave', '=', wave).orderBy('day', 'desc').limit(most).execute();
  return rows.map(({ day, responses, drift }) => ({
    day,
    responses: Number(responses),
    differing: (JSON.parse(drift) as readonly Drift[]).length,
  }));
}
