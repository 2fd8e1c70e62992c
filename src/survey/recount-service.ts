import Sqlite from 'better-sqlite3';
import type { TallyRow } from '#db/schema.ts';
import { recordChanges } from '#platform/changes.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { tallyOfCells } from './model/cells.ts';
import { type Cell, driftsOf } from './model/drift.ts';
import type { Instrument } from './model/instrument.ts';
import { type CountedGroup, recountExcluded, recountProcedures, recountResponses } from './recount.ts';
import { insertRecount, type Recount } from './recount-store.ts';
import { findInstrument } from './store.ts';
import { allWaves } from './wave-store.ts';

/** What pages that tell of the recount are tagged with. */
export const recountTag = 'recounts';

/**
 * Counts every wave anew from the stored responses of the database in `file` and compares that with the kept counts and
 * tallies, left-out ones included; what it came to is kept under today. Takes seconds for a million responses: not for a
 * process that answers people.
 */
export async function recountAll(context: Omit<Context, 'log'>, file: string): Promise<readonly Recount[]> {
  const recounts: Recount[] = [];
  for (const wave of await allWaves(context.reader)) {
    const instrument = await findInstrument(context.reader, wave.instrument);
    if (!instrument) throw new Error(`wave ${wave.id} names instrument ${wave.instrument}, which is not in the database`);
    recounts.push(recountWave(file, instrument, wave.id));
  }
  await context.writer.transaction().execute(async (tx) => {
    for (const recount of recounts) await insertRecount(tx, today(context.clock), recount);
    await recordChanges(tx, [recountTag]);
  });
  return recounts;
}

/** Compares as of one moment, for answers come meanwhile: all is read on a connection of its own in one transaction. */
function recountWave(file: string, instrument: Instrument, wave: string): Recount {
  const db = new Sqlite(file, { readonly: true, timeout: 5000 });
  try {
    return db.transaction(() => {
      const kept = db
        .prepare<[string], TallyRow>('select * from tallies where wave = ?')
        .all(wave)
        .flatMap((row) => cellsOf(...keptGroups(instrument, row)));
      const ofProcedures = db
        .prepare<[string], Omit<TallyRow, 'mode'>>(
          'select procedure as agency, n, cells, excluded, excluded_cells from procedure_tallies where wave = ?',
        )
        .all(wave)
        .flatMap((row) => cellsOf(...keptGroups(instrument, { ...row, wave, mode: 'procedure' })));
      const all = recountResponses(db, instrument, wave);
      const counted = [
        ...joined(all, recountExcluded(db, instrument, wave)),
        ...joined(recountProcedures(db, instrument, wave, false), recountProcedures(db, instrument, wave, true)),
      ];
      const drift = driftsOf([...kept, ...ofProcedures], counted);
      return { wave, responses: all.reduce((sum, { n }) => sum + n, 0), drift };
    })();
  } finally {
    db.close();
  }
}

/** Counted groups cell by cell, each with what of it is left out. */
function joined(all: readonly CountedGroup[], left: readonly CountedGroup[]): readonly Cell[] {
  const place = ({ agency, mode }: CountedGroup) => `${agency}/${mode}`;
  const out = new Map(left.map((group) => [place(group), group]));
  return all.flatMap((group) => cellsOf(group, out.get(place(group))));
}

/** What is kept of a tally, as counting would give it: all of it, and what of it is left out. */
function keptGroups(instrument: Instrument, row: TallyRow): readonly [CountedGroup, CountedGroup] {
  const { agency, mode, n, excluded } = row;
  const [all, left] = [row.cells, row.excluded_cells].map((cells) => tallyOfCells(instrument, JSON.parse(cells) as number[]));
  return [
    { agency, mode, n, tally: all ?? {} },
    { agency, mode, n: excluded, tally: left ?? {} },
  ];
}

/** Counted responses cell by cell, with their number itself; `left` are those of them that are left out. */
function cellsOf({ agency, mode, n, tally }: CountedGroup, left: CountedGroup | undefined): readonly Cell[] {
  const items = Object.entries(tally).flatMap(([item, counts]) =>
    Object.entries(counts).map(([value, of]) => {
      return { agency, mode, item, value: Number(value), n: of, excluded: left?.tally[item]?.[Number(value)] ?? 0 };
    }),
  );
  return [{ agency, mode, item: null, value: null, n, excluded: left?.n ?? 0 }, ...items];
}
