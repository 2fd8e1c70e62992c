import { type Instrument, questionsOf } from './instrument.ts';
import { unpackAnswers } from './response.ts';

/** How many responses gave each value to each question; value 0 counts those without an answer. */
export type Tally = Readonly<Record<string, Readonly<Record<number, number>>>>;

/** The tally of packed responses: the same cells that the store keeps up to date one response at a time. */
export function tallyOf(instrument: Instrument, packed: readonly string[]): Tally {
  const tally: Record<string, Record<number, number>> = Object.fromEntries(questionsOf(instrument).map(({ code }) => [code, {}]));
  for (const text of packed) {
    for (const [code, value] of Object.entries(unpackAnswers(instrument, text))) {
      const cells = tally[code] ?? {};
      cells[value ?? 0] = (cells[value ?? 0] ?? 0) + 1;
      tally[code] = cells;
    }
  }
  return tally;
}
