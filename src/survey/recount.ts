import type Sqlite from 'better-sqlite3';
import type { Instrument } from './model/instrument.ts';
import { type Tally, type TallyCounter, tallyCounter } from './model/tally.ts';

/** Responses that are handed over at once: one long text costs far less than a row for each. */
const atOnce = 2000;

/** The responses about an agency in a mode, counted. */
export interface CountedGroup {
  readonly agency: string;
  readonly mode: string;
  readonly n: number;
  readonly tally: Tally;
}

/**
 * Every agency and mode of a wave counted anew from the stored responses: what the kept tallies and counts must be. One walk
 * over the table by a raw statement; memory does not grow with the responses. Throws where a response does not fit the
 * instrument.
 */
export function recountResponses(db: Sqlite.Database, instrument: Instrument, wave: string): readonly CountedGroup[] {
  return walk(
    db.prepare(
      `${chunk} from (select receipt, agency, mode, answers from responses where wave = ? and receipt > ? order by receipt limit ${atOnce})`,
    ),
    instrument,
    wave,
  );
}

/** Every procedure of a wave counted anew, all of its responses or those alone that are left out: its code stands as agency. */
export function recountProcedures(db: Sqlite.Database, instrument: Instrument, wave: string, excluded: boolean): readonly CountedGroup[] {
  const only = excluded ? 'and receipt in (select receipt from excluded_responses)' : '';
  return walk(
    db.prepare(
      `${chunk} from (select receipt, procedure as agency, 'procedure' as mode, answers from responses
       where wave = ? and receipt > ? and procedure is not null ${only} order by receipt limit ${atOnce})`,
    ),
    instrument,
    wave,
  );
}

/** The same of the responses alone that are left out of the figures. */
export function recountExcluded(db: Sqlite.Database, instrument: Instrument, wave: string): readonly CountedGroup[] {
  return walk(
    db.prepare(
      `${chunk} from (select r.receipt, r.agency, r.mode, r.answers from excluded_responses e join responses r on r.receipt = e.receipt
       where r.wave = ? and r.receipt > ? order by r.receipt limit ${atOnce})`,
    ),
    instrument,
    wave,
  );
}

const chunk = `select group_concat(agency || '/' || mode, ' ') as places, group_concat(answers, ' ') as answers, max(receipt) as last`;

type NextChunk = Sqlite.Statement<[string, string], { places: string | null; answers: string; last: string }>;

function walk(next: NextChunk, instrument: Instrument, wave: string): readonly CountedGroup[] {
  const counters = new Map<string, { n: number; counter: TallyCounter }>();
  for (let last = ''; ; ) {
    const found = next.get(wave, last);
    if (!found || found.places === null) break;
    const answers = found.answers.split(' ');
    found.places.split(' ').forEach((place, i) => {
      let group = counters.get(place);
      if (!group) {
        group = { n: 0, counter: tallyCounter(instrument) };
        counters.set(place, group);
      }
      group.n += 1;
      group.counter.add(answers[i] ?? '');
    });
    last = found.last;
  }
  return [...counters].map(([place, { n, counter }]) => {
    const [agency = '', mode = ''] = place.split('/');
    return { agency, mode, n, tally: counter.tally() };
  });
}
