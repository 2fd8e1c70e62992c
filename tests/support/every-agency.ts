import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import type { App } from '#platform/app.ts';
import { today } from '#platform/clock.ts';
import { noCells, withPacked } from '#survey/model/cells.ts';
import { questionsOf } from '#survey/model/instrument.ts';
import { standingWave } from '#survey/model/wave.ts';
import { findInstrument } from '#survey/store.ts';
import { insertWave } from '#survey/wave-store.ts';

/**
 * Counted answers about every agency that a questionnaire rates this year, as if they had come one by one: `n` says how
 * many of the agency at a place in the order of names. Gives the codes in that order.
 */
export async function fillEveryAgency(app: App, id: string, n: (place: number) => number): Promise<readonly string[]> {
  const instrument = await findInstrument(app.reader, id);
  if (!instrument) throw new Error(`no instrument ${id}`);
  const day = today(app.clock);
  const wave = standingWave(instrument, day.slice(0, 4));
  const rated = (await allAgencies(app.reader)).filter((agency) => {
    const audience = ratedAs(agency.kind);
    return ratableOn(agency, day) && audience !== null && instrument.applies_to.includes(audience);
  });
  const questions = questionsOf(instrument).length;
  await app.writer.transaction().execute(async (tx) => {
    await insertWave(tx, wave);
    for (const [place, { code: agency }] of rated.entries()) {
      const count = n(place);
      if (count === 0) continue;
      const packed = Array.from({ length: count }, (_, i) =>
        Array.from({ length: questions }, (_one, question) => ((i * 7 + question * 5 + place) % 10 < 1 + (place % 4) ? 2 : 4)).join(''),
      );
      const cells = JSON.stringify(withPacked(noCells(questions), packed));
      const row = { wave: wave.id, agency, n: count, cells };
      await tx
        .insertInto('tallies')
        .values({ ...row, mode: 'online', excluded: 0, excluded_cells: '[]' })
        .execute();
      if (count < 10) continue;
      await tx
        .insertInto('shown_tallies')
        .values({ ...row, modes: JSON.stringify([['online', count, 0]]) })
        .execute();
    }
  });
  return rated.map(({ code }) => code);
}
