import type Sqlite from 'better-sqlite3';
import type { Instrument } from './model/instrument.ts';
import { type Tally, type TallyCounter, tallyCounter } from './model/tally.ts';

/** Responses that are handed over at once: one long text costs far less than a row for each. */
const atOnce = 2000;

/**
 * The tallies of every agency in a wave counted anew from the stored responses, all modes together: what the kept tallies
 * must be. One walk over the table by a raw statement; memory does not grow with the responses.
 */
export function recountTallies(db: Sqlite.Database, instrument: Instrument, wave: string): ReadonlyMap<string, Tally> {
  const next = db.prepare<[string, string], { agencies: string | null; answers: string; last: string }>(
    `select group_concat(agency, ' ') as agencies, group_concat(answers, ' ') as answers, max(receipt) as last
     from (select receipt, agency, answers from responses where wave = ? and receipt > ? order by receipt limit ${atOnce})`,
  );
  const counters = new Map<string, TallyCounter>();
  for (let last = ''; ; ) {
    const chunk = next.get(wave, last);
    if (!chunk || chunk.agencies === null) break;
    const answers = chunk.answers.split(' ');
    chunk.agencies.split(' ').forEach((agency, i) => {
      const counter = counters.get(agency) ?? tallyCounter(instrument);
      counters.set(agency, counter);
      counter.add(answers[i] ?? '');
    });
    last = chunk.last;
  }
  return new Map([...counters].map(([agency, counter]) => [agency, counter.tally()]));
}
