import type { Doer } from '#accounts/model/person.ts';
import type { DatabaseHandles } from '#db/open.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { csvRow } from '#platform/model/csv.ts';
import { microdataOf } from './microdata-store.ts';
import type { Instrument } from './model/instrument.ts';
import { microdataCells, microdataColumns } from './model/microdata.ts';
import { shownOn, type Wave, waveState } from './model/wave.ts';
import { findInstrument } from './store.ts';
import { modeCounts } from './tally-store.ts';
import { findWave } from './wave-store.ts';

export type MicrodataOutcome =
  /** The lines of a CSV file, its header first; codes alone, so without the mark by which Excel knows UTF-8. */
  | { readonly kind: 'ready'; readonly responses: number; readonly lines: AsyncIterable<string> }
  | { readonly kind: 'refused'; readonly message: Message };

/** What an export needs besides the house: a connection of its own. */
type MicrodataContext = Context & Pick<DatabaseHandles, 'openReader'>;

/**
 * Staff export the responses of a wave for the statistics team, one a line; that they did is written down before the first
 * line is given. Not while an embargo holds: nobody may steer by what comes in.
 */
export async function exportMicrodata(context: MicrodataContext, id: string, by: Doer): Promise<MicrodataOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<MicrodataOutcome> => {
    const wave = await findWave(tx, id);
    const instrument = wave && (await findInstrument(tx, wave.instrument));
    if (!wave || !instrument) return { kind: 'refused', message: message('survey.wave.refused.unknown', { wave: id }) };
    const day = today(context.clock);
    if (!shownOn(wave, day)) {
      return {
        kind: 'refused',
        message: message('survey.microdata.refused.embargo', { wave: wave.title, day: { date: wave.closes } }),
      };
    }
    const denied = by.permit('microdata.export', { state: waveState(wave, day) });
    if (denied) return { kind: 'refused', message: denied };
    const responses = (await modeCounts(tx, id)).reduce((sum, { n }) => sum + n, 0);
    await writeAudit(tx, context, { person: by, act: 'microdata.export', object: id, detail: { responses } });
    return { kind: 'ready', responses, lines: linesOf(context, wave, instrument) };
  });
}

async function* linesOf({ openReader }: MicrodataContext, wave: Wave, instrument: Instrument): AsyncIterable<string> {
  yield csvRow(microdataColumns(instrument));
  // The lines go at the pace of whoever takes them; the whole portal would wait with the connection that all pages read by.
  const { reader, close } = openReader();
  try {
    for await (const row of microdataOf(reader, wave.id)) yield csvRow(microdataCells(wave, instrument, row));
  } finally {
    await close();
  }
}
