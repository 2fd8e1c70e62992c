import { randomBytes } from 'node:crypto';
import type { App } from '#platform/app.ts';
import type { NewResponse } from '#survey/append.ts';
import { questionsOf } from '#survey/model/instrument.ts';
import { codeOf } from '#survey/model/receipt.ts';
import { findInstrument } from '#survey/store.ts';
import { waveOfYear } from '#survey/wave-service.ts';

/** Stores a response as if it had come on a day of its own: to the standing wave of that year. Gives its receipt. */
export async function storeResponse(
  app: App,
  response: Partial<Pick<NewResponse, 'agency' | 'day' | 'mode' | 'answers' | 'flags'>> & { readonly instrument?: string } = {},
): Promise<string> {
  const { instrument: id = 'HN-WARD-9-2026', ...given } = response;
  const instrument = await findInstrument(app.reader, id);
  if (!instrument) throw new Error(`no instrument ${id}`);
  const questions = questionsOf(instrument).map(({ code }) => code);
  const own = { agency: '00004', day: '2026-11-22', mode: 'online', answers: '4'.repeat(questions.length), flags: [], ...given };
  const outcome = await app.append({
    receipt: codeOf(randomBytes(10)),
    wave: (await waveOfYear(app, instrument, own.day)).id,
    procedure: null,
    outcome: null,
    pace: null,
    profile: null,
    ticketHash: null,
    questions,
    ...own,
  });
  if (outcome.kind !== 'stored') throw new Error(`not stored: ${outcome.kind}`);
  return outcome.receipt;
}
