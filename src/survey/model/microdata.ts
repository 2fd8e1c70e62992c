import type { Cell } from '#platform/model/csv.ts';
import { type Instrument, questionsOf } from './instrument.ts';
import { unpackAnswers, unpackProfile } from './response.ts';
import type { Wave } from './wave.ts';

/** What of a response goes to the statistics team: no receipt, and no day, which with the figures of days would narrow down who it was. */
export interface MicrodataRow {
  readonly agency: string;
  readonly procedure: string | null;
  /** `YYYY-MM` in which it came. */
  readonly month: string;
  readonly mode: string;
  readonly outcome: string | null;
  /** 1 too fast to have read the questions, 2 fast, 3 steady; null where that is not known. */
  readonly pace: number | null;
  readonly answers: string;
  readonly profile: string | null;
  /** Names of the flags it bears, in order, with blanks between. */
  readonly flags: string | null;
  readonly excluded: number;
}

/** The header: what every wave has, the questions by their codes, what the person told of themselves. */
export function microdataColumns(instrument: Instrument): readonly string[] {
  return [
    ...['wave', 'instrument', 'agency', 'procedure', 'month', 'mode', 'outcome', 'pace'],
    ...questionsOf(instrument).map(({ code }) => code),
    ...instrument.profile.map(({ code }) => `profile_${code}`),
    ...['flags', 'excluded'],
  ];
}

/** A response as a row below that header; what was not answered is empty. Throws where it does not fit the instrument. */
export function microdataCells(wave: Pick<Wave, 'id'>, instrument: Instrument, row: MicrodataRow): readonly Cell[] {
  const answers = unpackAnswers(instrument, row.answers);
  const profile = unpackProfile(instrument, row.profile);
  return [
    ...[wave.id, instrument.id, row.agency, row.procedure, row.month, row.mode, row.outcome, row.pace],
    ...questionsOf(instrument).map(({ code }) => answers[code] ?? null),
    ...instrument.profile.map(({ code }) => profile[code] ?? null),
    ...[row.flags, row.excluded ? 'yes' : 'no'],
  ];
}
