import { sql } from 'kysely';
import type { Reader } from '#platform/context.ts';
import type { Mode } from './model/response.ts';
import type { Tally } from './model/tally.ts';

/** How many responses came in a mode, and how many of them are left out of the figures. */
export interface ModeCount {
  readonly mode: Mode;
  readonly n: number;
  readonly excluded: number;
}

/** What counts of an agency's answers in a wave: tally without what is left out, all modes together. */
export interface AgencyTally {
  readonly wave: string;
  readonly agency: string;
  readonly tally: Tally;
  readonly modes: readonly ModeCount[];
}

/** From how many responses on figures are shown in steps; below, the display rule shows none anyway. */
export const shownStep = 10;

/**
 * What may be shown of the answers while they come, by wave and agency: as they stood when last ten more had come. Who
 * watches the figures cannot subtract one answer. Fewer than ten are given as they are, for nothing of them is shown.
 */
export async function shownTallies(
  reader: Reader,
  of: { readonly agency?: string; readonly wave?: string },
): Promise<readonly AgencyTally[]> {
  let query = reader.selectFrom('shown_tallies').selectAll();
  if (of.agency !== undefined) query = query.where('agency', '=', of.agency);
  if (of.wave !== undefined) query = query.where('wave', '=', of.wave);
  const shown = (await query.execute()).map(({ wave, agency, cells, modes }) => ({
    wave,
    agency,
    tally: tallyOfCells(JSON.parse(cells) as [string, number, number][]),
    modes: (JSON.parse(modes) as [Mode, number, number][]).map(([mode, n, excluded]) => ({ mode, n, excluded })),
  }));
  return [...shown, ...(await talliesNow(reader, { ...of, notShown: true }))];
}

/**
 * What counts of the answers at this moment, by wave and agency: for releases and checks, never for a page. With
 * `notShown`, only those agencies of which nothing is shown yet.
 */
export async function talliesNow(
  reader: Reader,
  of: { readonly agency?: string; readonly wave?: string; readonly notShown?: boolean },
): Promise<readonly AgencyTally[]> {
  let counts = reader.selectFrom('response_counts').selectAll().orderBy('wave').orderBy('agency').orderBy('mode');
  let cells = reader
    .selectFrom('tallies')
    .select((e) => ['wave', 'agency', 'item', 'value', e.fn.sum<number>(e('n', '-', e.ref('excluded'))).as('n')])
    .groupBy(['wave', 'agency', 'item', 'value'])
    .orderBy('item')
    .orderBy('value');
  if (of.agency !== undefined) {
    counts = counts.where('agency', '=', of.agency);
    cells = cells.where('agency', '=', of.agency);
  }
  if (of.wave !== undefined) {
    counts = counts.where('wave', '=', of.wave);
    cells = cells.where('wave', '=', of.wave);
  }
  if (of.notShown) {
    const shown = sql<string>`(select wave || ' ' || agency from shown_tallies)`;
    const pair = sql<string>`wave || ' ' || agency`;
    counts = counts.where(pair, 'not in', shown);
    cells = cells.where(pair, 'not in', shown);
  }
  const grouped = Map.groupBy(await cells.execute(), ({ wave, agency }) => `${wave} ${agency}`);
  const modes = Map.groupBy(await counts.execute(), ({ wave, agency }) => `${wave} ${agency}`);
  return [...modes].flatMap(([key, rows]) => {
    const [first] = rows;
    if (!first) return [];
    return [
      {
        wave: first.wave,
        agency: first.agency,
        tally: tallyOfCells((grouped.get(key) ?? []).map(({ item, value, n }) => [item, value, Number(n)])),
        modes: rows.map(({ mode, n, excluded }) => ({ mode: mode as Mode, n: Number(n), excluded: Number(excluded) })),
      },
    ];
  });
}

function tallyOfCells(cells: readonly (readonly [string, number, number])[]): Tally {
  const tally: Record<string, Record<number, number>> = {};
  for (const [item, value, n] of cells) {
    if (n > 0) tally[item] = { ...tally[item], [value]: n };
  }
  return tally;
}

/** How many responses each agency has in a wave, those left out included. */
export async function responseCounts(reader: Reader, wave: string): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('response_counts')
    .select((e) => ['agency', e.fn.sum('n').as('n')])
    .where('wave', '=', wave)
    .groupBy('agency')
    .execute();
  return new Map(rows.map((row) => [row.agency, Number(row.n)]));
}

/** How many responses there are in all. */
export async function totalResponses(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('response_counts')
    .select((e) => e.fn.sum('n').as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
