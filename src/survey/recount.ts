import type Sqlite from 'better-sqlite3';
import type { Instrument } from './model/instrument.ts';
import { type Tally, type TallyCounter, tallyCounter } from './model/tally.ts';

/**
 * The tallies of every agency counted anew from the stored responses, all modes together: what the kept tallies must be.
 * One walk over the table by a raw statement; memory does not grow with the responses.
 */
export function recountTallies(db: Sqlite.Database, instrument: Instrument): ReadonlyMap<string, Tally> {
  const rows = db.prepare<[string], [string, string]>('select agency, answers from responses where instrument = ?').raw();
  const counters = new Map<string, TallyCounter>();
  for (const [agency, answers] of rows.iterate(instrument.id)) {
    const counter = counters.get(agency) ?? tallyCounter(instrument);
    counters.set(agency, counter);
    counter.add(answers);
  }
  return new Map([...counters].map(([agency, counter]) => [agency, counter.tally()]));
}
