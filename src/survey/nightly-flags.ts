import Sqlite from 'better-sqlite3';
import { daysBefore, today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { insertFlags } from './flag-store.ts';
import { burstDays } from './model/burst.ts';
import type { NightlyFlag } from './model/flag.ts';
import { type Instrument, itemsOf } from './model/instrument.ts';
import { nearDuplicateRule, nearDuplicates } from './model/near-duplicate.ts';
import { findInstrument } from './store.ts';
import { allWaves } from './wave-store.ts';

/** In these modes answers come one by one; those that staff hand in come in heaps, and a heap of paper is no burst. */
const ownModes: readonly string[] = ['online', 'qr', 'kiosk', 'ticket'];

interface Came {
  readonly receipt: string;
  readonly day: string;
  readonly mode: string;
  readonly answers: string;
}

export interface NewFlag {
  readonly receipt: string;
  readonly flag: NightlyFlag;
}

/**
 * Flags what only the answers of others can tell: bursts of an agency, and near-duplicates. `since` is the day on which that
 * was done last, null for never: waves that were over by then are not looked at again. Flags that are there already are left
 * as they are. Gives how many came new. Takes seconds: not for a process that answers people.
 */
export async function flagNight(context: Omit<Context, 'log'>, file: string, since: string | null): Promise<number> {
  let added = 0;
  for (const wave of await allWaves(context.reader)) {
    const instrument = await findInstrument(context.reader, wave.instrument);
    if (!instrument || wave.closes < (since ?? '')) continue;
    const flags = flagsOfWave(file, instrument, wave.id, { since: since ?? '', today: today(context.clock) });
    added += await insertFlags(context.writer, flags);
  }
  return added;
}

function flagsOfWave(file: string, instrument: Instrument, wave: string, days: { since: string; today: string }): readonly NewFlag[] {
  const db = new Sqlite(file, { readonly: true, timeout: 5000 });
  try {
    const first = db.prepare<[string], string | null>('select min(day) from responses where wave = ?').pluck().get(wave);
    if (!first) return [];
    const flags: NewFlag[] = [];
    const rows = db.prepare<[string], Came & { agency: string }>(
      // Old ones before new ones, by which nearDuplicates tells them apart.
      'select agency, receipt, day, mode, answers from responses where wave = ? order by agency, day',
    );
    let agency: string | undefined;
    let came: Came[] = [];
    const finish = () => flags.push(...bursts(came, first, days.today), ...duplicates(instrument, came, days.since));
    for (const row of rows.iterate(wave)) {
      if (row.agency !== agency) {
        finish();
        agency = row.agency;
        came = [];
      }
      came.push(row);
    }
    finish();
    return flags;
  } finally {
    db.close();
  }
}

/** Responses of days that are over on which far more came than before; `first` is the wave's first day with any response. */
function bursts(came: readonly Came[], first: string, today: string): readonly NewFlag[] {
  const own = came.filter(({ mode, day }) => ownModes.includes(mode) && day < today);
  const ofDay = Map.groupBy(own, ({ day }) => day);
  const last = own.at(-1)?.day;
  if (last === undefined) return [];
  const days: string[] = [];
  for (let day = last; day >= first; day = daysBefore(day, 1)) days.unshift(day);
  return burstDays(days.map((day) => ofDay.get(day)?.length ?? 0)).flatMap((place) =>
    (ofDay.get(days[place] ?? '') ?? []).map(({ receipt }) => ({ receipt, flag: 'burst' })),
  );
}

/** Responses with a near-duplicate about the same agency; only those since a day are compared with all. */
function duplicates(instrument: Instrument, came: readonly Came[], since: string): readonly NewFlag[] {
  const { length } = itemsOf(instrument);
  if (length < nearDuplicateRule.fewestItems) return [];
  const from = came.findIndex(({ day }) => day >= since);
  if (from < 0) return [];
  return [
    ...nearDuplicates(
      came.map(({ answers }) => answers.slice(0, length)),
      from,
    ),
  ].flatMap((place) => {
    const found = came[place];
    return found ? [{ receipt: found.receipt, flag: 'near-duplicate' as const }] : [];
  });
}
