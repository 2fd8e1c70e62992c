import { type Instrument, questionsOf } from './instrument.ts';
import type { Tally } from './tally.ts';

/**
 * A tally in the order of the questionnaire, as one list: for each question how many gave no answer, then each value from 1
 * to 5. One row of a table holds it, so that a response costs one write and not one for each of its answers.
 */
export type Cells = readonly number[];

const perQuestion = 6;

/** Nothing counted yet, for packed answers of `questions` characters. */
export function noCells(questions: number): Cells {
  return Array<number>(questions * perQuestion).fill(0);
}

/** The cells with more packed responses counted, each `times` (1, or -1 to take them out). Throws where one does not fit. */
export function withPacked(cells: Cells, packed: readonly string[], times: 1 | -1 = 1): Cells {
  const counted = [...cells];
  for (const answers of packed) {
    if (answers.length * perQuestion !== counted.length) throw new Error(`packed answers of ${answers.length} for ${counted.length} cells`);
    for (let i = 0; i < answers.length; i++) {
      const value = answers[i] === '-' ? 0 : Number(answers[i]);
      if (!(value >= 0 && value < perQuestion)) throw new Error(`packed answer "${answers[i]}"`);
      const at = i * perQuestion + value;
      counted[at] = (counted[at] ?? 0) + times;
    }
  }
  return counted;
}

/** Cells added up, or taken from each other with `times` -1; an empty list is nothing. */
export function plusCells(a: Cells, b: Cells, times: 1 | -1 = 1): Cells {
  if (b.length === 0) return a;
  if (a.length === 0) return b.map((n) => n * times);
  return a.map((n, i) => n + times * (b[i] ?? 0));
}

/**
 * The cells that may be shown next after those that were: of a question that fewer than `least` more have answered, what was
 * shown stays, so that the difference of two days is never one person's answer.
 */
export function nextShown(shown: Cells, now: Cells, least: number): Cells {
  if (shown.length !== now.length) return now;
  const answered = (cells: Cells, from: number) => cells.slice(from + 1, from + perQuestion).reduce((sum, n) => sum + n, 0);
  return now.map((n, i) => {
    const from = i - (i % perQuestion);
    const more = answered(now, from) - answered(shown, from);
    return more > 0 && more < least ? (shown[i] ?? n) : n;
  });
}

/** The tally by question and value; what nobody gave is left out. */
export function tallyOfCells(instrument: Instrument, cells: Cells): Tally {
  return Object.fromEntries(
    questionsOf(instrument).flatMap(({ code }, i) => {
      const counts = cells
        .slice(i * perQuestion, (i + 1) * perQuestion)
        .map((n, value) => [value, n] as const)
        .filter(([, n]) => n > 0);
      return counts.length === 0 ? [] : [[code, Object.fromEntries(counts)]];
    }),
  );
}
