import type { Someone } from '#accounts/model/person.ts';
import type { IsoTime } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { Tally } from '#survey/model/tally.ts';
import { type Calendar, calendarSchema, type DoneAct, type RoundAct } from './model/round.ts';

export interface Round {
  readonly id: string;
  readonly title: string;
  /** The year that is rated. */
  readonly year: number;
  readonly list: 'department' | 'commune';
  readonly criteria: string;
  readonly rule: string;
  readonly instrument: string;
  /** The survey from which the sociological points come. */
  readonly wave: string;
  readonly agencies: readonly string[];
  readonly calendar: Calendar;
}

/** A round with what was done in it, in the order in which it was done. */
export interface RoundWithActs extends Round {
  readonly acts: readonly SignedAct[];
}

/** Something done in a round, with the account that did it; null where somebody was only named. */
export interface SignedAct extends DoneAct {
  readonly person_id: string | null;
}

/** One round; undefined when there is none with this id. */
export async function findRound(reader: Reader, id: string): Promise<RoundWithActs | undefined> {
  return (await rounds(reader, id))[0];
}

/** All rounds, the newest year first. */
export async function allRounds(reader: Reader): Promise<readonly RoundWithActs[]> {
  return rounds(reader);
}

/** The waves from which announced rounds took their sociological points: their figures are those of the releases. */
export async function announcedWaves(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('rounds as r')
    .innerJoin('round_acts as a', 'a.round', 'r.id')
    .select('r.wave')
    .where('a.act', '=', 'announcement')
    .execute();
  return new Set(rows.map(({ wave }) => wave));
}

async function rounds(reader: Reader, id?: string): Promise<readonly RoundWithActs[]> {
  let query = reader.selectFrom('rounds').selectAll().orderBy('year', 'desc').orderBy('list', 'desc').orderBy('id');
  let acts = reader.selectFrom('round_acts').select(['round', 'act', 'at', 'person', 'person_id', 'note']).orderBy('id');
  if (id !== undefined) {
    query = query.where('id', '=', id);
    acts = acts.where('round', '=', id);
  }
  const done = Map.groupBy(await acts.execute(), ({ round }) => round);
  return (await query.execute()).map((row) => ({
    ...row,
    agencies: JSON.parse(row.agencies) as string[],
    calendar: calendarSchema.parse(JSON.parse(row.calendar)),
    acts: (done.get(row.id) ?? []).map(({ round: _, ...act }) => act),
  }));
}

/** Puts a new round in. */
export async function insertRound(tx: Tx, { agencies, calendar, ...round }: Round): Promise<void> {
  await tx
    .insertInto('rounds')
    .values({ ...round, agencies: JSON.stringify(agencies), calendar: JSON.stringify(calendar) })
    .execute();
}

/** Writes down what was done in a round. */
export async function insertRoundAct(
  tx: Tx,
  round: string,
  { act, at, note, by }: { readonly act: RoundAct; readonly by: Someone; readonly note: string; readonly at: DoneAct['at'] },
): Promise<void> {
  await tx
    .insertInto('round_acts')
    .values({ round, act, note, person: by.name, person_id: by.id, at: at as IsoTime })
    .execute();
}

/** What the survey came to for an agency when it was handed over. */
export interface HandedOver {
  readonly agency: string;
  /** Responses that count. */
  readonly n: number;
  readonly tally: Tally;
}

/** Keeps what the survey came to, in place of what was handed over before. */
export async function replaceHandedOver(tx: Tx, round: string, all: readonly HandedOver[]): Promise<void> {
  await tx.deleteFrom('round_surveys').where('round', '=', round).execute();
  for (const { agency, n, tally } of all) {
    await tx
      .insertInto('round_surveys')
      .values({ round, agency, n, tally: JSON.stringify(tally) })
      .execute();
  }
}

/** What the survey of a round came to, by agency. */
export async function handedOver(reader: Reader, round: string): Promise<readonly HandedOver[]> {
  const rows = await reader.selectFrom('round_surveys').select(['agency', 'n', 'tally']).where('round', '=', round).execute();
  return rows.map(({ agency, n, tally }) => ({ agency, n, tally: JSON.parse(tally) as Tally }));
}
