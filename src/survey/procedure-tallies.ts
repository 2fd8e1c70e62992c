import type Sqlite from 'better-sqlite3';
import type { Reader, Tx } from '#platform/context.ts';
import { type Cells, nextShown, noCells, plusCells, tallyOfCells, withPacked } from './model/cells.ts';
import type { Instrument } from './model/instrument.ts';
import type { Tally } from './model/tally.ts';

/** After how many more responses what is shown of a procedure is taken anew, as of an agency. */
const shownStep = 10;

/** What a page that shows the satisfaction with a procedure is tagged with. */
export const procedureTag = (procedure: string): string => `procedure-satisfaction:${procedure}`;

interface Row {
  n: number;
  cells: string;
  excluded: number;
  excluded_cells: string;
  shown_n: number;
  shown_cells: string;
}

const cellsOf = (text: string): Cells => JSON.parse(text) as number[];

/** What may be shown once so many have answered; nothing before the first step. */
function shownAfter(n: number, all: Cells, excluded: number, left: Cells, shown: Cells) {
  return { n, excluded, cells: JSON.stringify(nextShown(shown, plusCells(all, left, -1), shownStep)) };
}

/**
 * Counts packed responses of a wave about a procedure, whichever agency they rate, inside the transaction of the caller; tells
 * whether what is shown has changed with them.
 */
export function procedureCounter(db: Sqlite.Database): (wave: string, procedure: string, packed: readonly string[]) => boolean {
  const find = db.prepare<[string, string], Row>(
    'select n, cells, excluded, excluded_cells, shown_n, shown_cells from procedure_tallies where procedure = ? and wave = ?',
  );
  const insert = db.prepare(
    `insert into procedure_tallies (wave, procedure, n, cells, excluded, excluded_cells, shown_n, shown_excluded, shown_cells)
     values (?, ?, 0, ?, 0, '[]', 0, 0, '[]')`,
  );
  const count = db.prepare('update procedure_tallies set n = ?, cells = ? where procedure = ? and wave = ?');
  const show = db.prepare('update procedure_tallies set shown_n = ?, shown_excluded = ?, shown_cells = ? where procedure = ? and wave = ?');
  return (wave, procedure, packed) => {
    const known = find.get(procedure, wave);
    if (!known) insert.run(wave, procedure, JSON.stringify(noCells(packed[0]?.length ?? 0)));
    const cells = withPacked(known ? cellsOf(known.cells) : noCells(packed[0]?.length ?? 0), packed);
    const n = (known?.n ?? 0) + packed.length;
    count.run(n, JSON.stringify(cells), procedure, wave);
    if (n - (known?.shown_n ?? 0) < shownStep) return false;
    const next = shownAfter(n, cells, known?.excluded ?? 0, cellsOf(known?.excluded_cells ?? '[]'), cellsOf(known?.shown_cells ?? '[]'));
    show.run(next.n, next.excluded, next.cells, procedure, wave);
    return true;
  };
}

/** Leaves packed responses about a procedure out of what counts (1), or takes them back in (-1), and shows it so where anything is shown. */
export async function moveProcedureExcluded(
  tx: Tx,
  { wave, procedure }: { readonly wave: string; readonly procedure: string },
  packed: readonly string[],
  direction: 1 | -1,
): Promise<void> {
  const row = await tx
    .selectFrom('procedure_tallies')
    .select(['n', 'cells', 'excluded', 'excluded_cells', 'shown_n'])
    .where('procedure', '=', procedure)
    .where('wave', '=', wave)
    .executeTakeFirst();
  const all = cellsOf(row?.cells ?? '[]');
  const before = cellsOf(row?.excluded_cells ?? '[]');
  const left = withPacked(before.length === 0 ? all.map(() => 0) : before, packed, direction);
  if (!row || left.some((n, i) => n < 0 || n > (all[i] ?? 0))) {
    throw new Error(`the tally of procedure ${procedure} in ${wave} is not what its responses give`);
  }
  const excluded = row.excluded + direction * packed.length;
  const shown = row.shown_n === 0 ? null : shownAfter(row.n, all, excluded, left, []);
  await tx
    .updateTable('procedure_tallies')
    .set({
      excluded,
      excluded_cells: JSON.stringify(left),
      ...(shown && { shown_n: shown.n, shown_excluded: shown.excluded, shown_cells: shown.cells }),
    })
    .where('procedure', '=', procedure)
    .where('wave', '=', wave)
    .execute();
}

/** What may be shown of the answers about a procedure in a wave. */
export interface ProcedureTally {
  readonly wave: string;
  readonly received: number;
  readonly excluded: number;
  readonly tally: Tally;
}

/** What may be shown of the answers about a procedure, by wave. `formOf` gives the questionnaire of a wave. */
export async function procedureTallies(
  reader: Reader,
  procedure: string,
  formOf: (wave: string) => Instrument,
): Promise<readonly ProcedureTally[]> {
  const rows = await reader
    .selectFrom('procedure_tallies')
    .select(['wave', 'shown_n', 'shown_excluded', 'shown_cells'])
    .where('procedure', '=', procedure)
    .where('shown_n', '>', 0)
    .orderBy('wave', 'desc')
    .execute();
  return rows.map(({ wave, shown_n, shown_excluded, shown_cells }) => ({
    wave,
    received: shown_n,
    excluded: shown_excluded,
    tally: tallyOfCells(formOf(wave), cellsOf(shown_cells)),
  }));
}
