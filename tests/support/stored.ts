import { randomBytes } from 'node:crypto';
import type { App } from '#platform/app.ts';
import type { NewResponse } from '#survey/append.ts';
import { questionsOf } from '#survey/model/instrument.ts';
import { codeOf } from '#survey/model/receipt.ts';
import { findInstrument } from '#survey/store.ts';
import { waveOfYear } from '#survey/wave-service.ts';

/** Stores a response as if it had come on a day of its own: to the standing wave of that year, or to the one named. Gives its receipt. */
export async function storeResponse(
  app: App,
  response: Partial<Pick<NewResponse, 'agency' | 'day' | 'mode' | 'answers' | 'flags' | 'wave' | 'procedure'>> & {
    readonly instrument?: string;
  } = {},
): Promise<string> {
  const { instrument: id = 'HN-WARD-9-2026', ...given } = response;
  const instrument = await findInstrument(app.reader, id);
  if (!instrument) throw new Error(`no instrument ${id}`);
  const own = {
    agency: '00004',
    day: '2026-11-22',
    mode: 'online',
    answers: '4'.repeat(questionsOf(instrument).length),
    flags: [],
    ...given,
  };
  const outcome = await app.append({
    receipt: codeOf(randomBytes(10)),
    wave: (await waveOfYear(app, instrument, own.day)).id,
    procedure: null,
    outcome: null,
    pace: null,
    profile: null,
    ticketHash: null,
    ...own,
  });
  if (outcome.kind !== 'stored') throw new Error(`not stored: ${outcome.kind}`);
  return outcome.receipt;
}

/** Writes other numbers into the kept tally of phường Ba Đình, as nobody may: cells by their place, what is not there made first. */
export async function changeCells(
  app: App,
  column: 'cells' | 'excluded_cells',
  changes: readonly (readonly [place: number, n: number])[],
): Promise<void> {
  const row = await app.reader.selectFrom('tallies').select(['cells', column]).where('agency', '=', '00004').executeTakeFirstOrThrow();
  const cells = JSON.parse(row[column]) as number[];
  const all = cells.length > 0 ? cells : (JSON.parse(row.cells) as number[]).map(() => 0);
  for (const [place, n] of changes) all[place] = n;
  await app.writer
    .updateTable('tallies')
    .set({ [column]: JSON.stringify(all) })
    .where('agency', '=', '00004')
    .execute();
}
