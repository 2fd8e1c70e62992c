import { type Instrument, questionsOf } from './instrument.ts';

/** How many responses gave each value to each question; value 0 counts those without an answer. */
export type Tally = Readonly<Record<string, Readonly<Record<number, number>>>>;

/** A tally in the making. */
export interface TallyCounter {
  /** Adds a packed response. Throws where its length is not that of the instrument's. */
  add(packed: string): void;
  /** What has been counted. Throws where a response held a value that its question does not have. */
  tally(): Tally;
}

/** Sixteen cells a question, found by the last four bits of its character: `-` is 13, a digit its value. */
const cellsOf = 16;
const blank = 13;

/** Counts packed responses one by one, at a speed that lets millions be counted anew. */
export function tallyCounter(instrument: Instrument): TallyCounter {
  const questions = questionsOf(instrument);
  const { length } = questions;
  const cells = new Int32Array(length * cellsOf);
  return {
    add(packed) {
      if (packed.length !== length) throw new Error(`packed answers of ${packed.length} for ${length} questions of ${instrument.id}`);
      for (let i = 0; i < length; i++) {
        const cell = i * cellsOf + (packed.charCodeAt(i) & 15);
        cells[cell] = (cells[cell] ?? 0) + 1;
      }
    },
    tally: () =>
      Object.fromEntries(
        questions.map(({ code, values }, i) => {
          const counts: Record<number, number> = {};
          cells.subarray(i * cellsOf, (i + 1) * cellsOf).forEach((n, cell) => {
            if (n === 0) return;
            if (cell !== blank && !values.includes(cell)) throw new Error(`packed answer ${cell} to ${code} of ${instrument.id}`);
            counts[cell === blank ? 0 : cell] = n;
          });
          return [code, counts];
        }),
      ),
  };
}

/** The tally of packed responses: the same cells that the store keeps up to date one response at a time. */
export function tallyOf(instrument: Instrument, packed: readonly string[]): Tally {
  const counter = tallyCounter(instrument);
  for (const text of packed) counter.add(text);
  return counter.tally();
}
