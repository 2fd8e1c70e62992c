import { sql } from 'kysely';
import type { Reader } from '#platform/context.ts';
import { countedCells } from './append.ts';
import { plusCells, tallyOfCells } from './model/cells.ts';
import type { Instrument } from './model/instrument.ts';
import type { Mode } from './model/response.ts';
import type { Tally } from './model/tally.ts';
import { allInstruments } from './store.ts';
import { allWaves } from './wave-store.ts';

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

/** Which agencies and waves are asked about; all where neither is named. */
interface Which {
  readonly agency?: string;
  readonly wave?: string;
}

/**
 * What may be shown of the answers while they come, by wave and agency: as they stood when last ten more had come. Who
 * watches the figures cannot subtract one answer. Fewer than ten are given as they are, for nothing of them is shown.
 */
export async function shownTallies(reader: Reader, which: Which): Promise<readonly AgencyTally[]> {
  let query = reader.selectFrom('shown_tallies').selectAll();
  if (which.agency !== undefined) query = query.where('agency', '=', which.agency);
  if (which.wave !== undefined) query = query.where('wave', '=', which.wave);
  const form = await formsOfWaves(reader);
  const shown = (await query.execute()).map(({ wave, agency, cells, modes }) => ({
    wave,
    agency,
    tally: tallyOfCells(form(wave), JSON.parse(cells) as number[]),
    modes: (JSON.parse(modes) as [Mode, number, number][]).map(([mode, n, excluded]) => ({ mode, n, excluded })),
  }));
  return [...shown, ...(await talliesNow(reader, { ...which, notShown: true }))];
}

/**
 * What counts of the answers at this moment, by wave and agency: for releases and checks, never for a page. With
 * `notShown`, only those agencies of which nothing is shown yet.
 */
export async function talliesNow(reader: Reader, which: Which & { readonly notShown?: boolean }): Promise<readonly AgencyTally[]> {
  let query = reader.selectFrom('tallies').selectAll().orderBy('wave').orderBy('agency').orderBy('mode');
  if (which.agency !== undefined) query = query.where('agency', '=', which.agency);
  if (which.wave !== undefined) query = query.where('wave', '=', which.wave);
  if (which.notShown)
    query = query.where(sql<string>`wave || ' ' || agency`, 'not in', sql<string>`(select wave || ' ' || agency from shown_tallies)`);
  const form = await formsOfWaves(reader);
  const rows = await query.execute();
  return [...Map.groupBy(rows, ({ wave, agency }) => `${wave} ${agency}`).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { wave, agency } = first;
    return [
      {
        wave,
        agency,
        tally: tallyOfCells(
          form(wave),
          same.map(countedCells).reduce((a, b) => plusCells(a, b), []),
        ),
        modes: same.map(({ mode, n, excluded }) => ({ mode: mode as Mode, n: Number(n), excluded: Number(excluded) })),
      },
    ];
  });
}

/** The questionnaire of each wave. */
async function formsOfWaves(reader: Reader): Promise<(wave: string) => Instrument> {
  const forms = new Map((await allInstruments(reader)).map((instrument) => [instrument.id, instrument]));
  const waves = new Map((await allWaves(reader)).map(({ id, instrument }) => [id, forms.get(instrument)]));
  return (wave) => {
    const form = waves.get(wave);
    if (!form) throw new Error(`tallies of wave ${wave}, which there is not`);
    return form;
  };
}

/** How many responses each agency has in a wave, those left out included. */
export async function responseCounts(reader: Reader, wave: string): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('tallies')
    .select((e) => ['agency', e.fn.sum('n').as('n')])
    .where('wave', '=', wave)
    .groupBy('agency')
    .execute();
  return new Map(rows.map((row) => [row.agency, Number(row.n)]));
}

/** How many responses came to each agency in each mode, of one wave. */
export async function modeCounts(reader: Reader, wave: string): Promise<readonly (ModeCount & { readonly agency: string })[]> {
  const rows = await reader
    .selectFrom('tallies')
    .select(['agency', 'mode', 'n', 'excluded'])
    .where('wave', '=', wave)
    .orderBy('agency')
    .orderBy('mode')
    .execute();
  return rows.map(({ agency, mode, n, excluded }) => ({ agency, mode: mode as Mode, n: Number(n), excluded: Number(excluded) }));
}

/** How many responses there are in all. */
export async function totalResponses(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('tallies')
    .select((e) => e.fn.sum('n').as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
