import type { Kysely } from 'kysely';
import type { Database } from '#db/database.ts';
import type { ResponseFlagRow } from '#db/schema.ts';
import type { Reader } from '#platform/context.ts';

/** Flags in one transaction: few, so that the survey's writers never wait long. */
const atOnce = 200;

/** Adds flags that are not there yet, in many short transactions. Gives how many came new. */
export async function insertFlags(writer: Kysely<Database>, flags: readonly ResponseFlagRow[]): Promise<number> {
  let added = 0;
  for (let start = 0; start < flags.length; start += atOnce) {
    const { numInsertedOrUpdatedRows } = await writer.transaction().execute((tx) =>
      tx
        .insertInto('response_flags')
        .values(flags.slice(start, start + atOnce))
        .onConflict((conflict) => conflict.columns(['flag', 'receipt']).doNothing())
        .executeTakeFirst(),
    );
    added += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return added;
}

export interface FlagCount {
  readonly wave: string;
  readonly agency: string;
  readonly flag: string;
  readonly n: number;
  /** How many of them are left out of the figures. */
  readonly excluded: number;
}

/** How many responses bear each flag, by wave and agency. */
export async function flagCounts(reader: Reader, of: { readonly wave?: string; readonly agency?: string }): Promise<readonly FlagCount[]> {
  let query = reader
    .selectFrom('response_flags as f')
    .innerJoin('responses as r', 'r.receipt', 'f.receipt')
    .leftJoin('excluded_responses as e', 'e.receipt', 'f.receipt')
    .select((s) => ['r.wave', 'r.agency', 'f.flag', s.fn.countAll<number>().as('n'), s.fn.count<number>('e.receipt').as('excluded')])
    .groupBy(['r.wave', 'r.agency', 'f.flag']);
  if (of.wave !== undefined) query = query.where('r.wave', '=', of.wave);
  if (of.agency !== undefined) query = query.where('r.agency', '=', of.agency);
  const rows = await query.orderBy('r.wave').orderBy('r.agency').orderBy('f.flag').execute();
  return rows.map((row) => ({ ...row, n: Number(row.n), excluded: Number(row.excluded) }));
}

export interface FlaggedResponse {
  readonly receipt: string;
  readonly day: string;
  readonly mode: string;
  readonly flags: readonly string[];
  readonly excluded: boolean;
}

/** The flagged responses about an agency in a wave: with what was noticed, never with what was answered. */
export async function flaggedResponses(
  reader: Reader,
  of: { readonly wave: string; readonly agency: string; readonly flag?: string },
): Promise<readonly FlaggedResponse[]> {
  const rows = await reader
    .selectFrom('response_flags as f')
    .innerJoin('responses as r', 'r.receipt', 'f.receipt')
    .leftJoin('excluded_responses as e', 'e.receipt', 'f.receipt')
    .select(['r.receipt', 'r.day', 'r.mode', 'f.flag', 'e.proposal'])
    .where('r.wave', '=', of.wave)
    .where('r.agency', '=', of.agency)
    .orderBy('r.day')
    .orderBy('r.receipt')
    .orderBy('f.flag')
    .execute();
  return [...Map.groupBy(rows, ({ receipt }) => receipt)].flatMap(([receipt, own]) => {
    const [first] = own;
    const flags = own.map(({ flag }) => flag);
    if (!first || (of.flag !== undefined && !flags.includes(of.flag))) return [];
    return [{ receipt, day: first.day, mode: first.mode, flags, excluded: first.proposal !== null }];
  });
}
