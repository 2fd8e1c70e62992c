import { type Message, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { csvRow } from '#platform/model/csv.ts';
import { microdataOf } from './microdata-store.ts';
import type { Instrument } from './model/instrument.ts';
import { microdataCells, microdataColumns } from './model/microdata.ts';
import { shownOn, type Wave } from './model/wave.ts';
import { findInstrument } from './store.ts';
import { modeCounts } from './tally-store.ts';
import { findWave } from './wave-store.ts';

export type MicrodataOutcome =
  /** The lines of a CSV file, its header first; codes alone, so without the mark by which Excel knows UTF-8. */
  | { readonly kind: 'ready'; readonly responses: number; readonly lines: AsyncIterable<string> }
  | { readonly kind: 'refused'; readonly message: Message };

/**
 * Staff export the responses of a wave for the statistics team, one a line; that they did is written down before the first
 * line is given. Not while an embargo holds: nobody may steer by what comes in.
 */
export async function exportMicrodata(context: Context, id: string, person: string): Promise<MicrodataOutcome> {
  const wave = await findWave(context.reader, id);
  const instrument = wave && (await findInstrument(context.reader, wave.instrument));
  if (!wave || !instrument) return { kind: 'refused', message: message('survey.refused.wave') };
  if (!shownOn(wave, today(context.clock))) {
    return {
      kind: 'refused',
      message: message('survey.microdata.refused.embargo', { wave: wave.title, day: { date: wave.closes } }),
    };
  }
  const responses = (await modeCounts(context.reader, id)).reduce((sum, { n }) => sum + n, 0);
  await context.writer
    .transaction()
    .execute((tx) => writeAudit(tx, context, { person, act: 'microdata.export', object: id, detail: { responses } }));
  return { kind: 'ready', responses, lines: linesOf(context, wave, instrument) };
}

async function* linesOf({ reader }: Context, wave: Wave, instrument: Instrument): AsyncIterable<string> {
  yield csvRow(microdataColumns(instrument));
  for await (const row of microdataOf(reader, wave.id)) yield csvRow(microdataCells(wave, instrument, row));
}
