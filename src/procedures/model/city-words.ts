import { z } from 'zod';
import { type Digest, papersOf } from './digest.ts';

const line = (most: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(z.string().max(most));
const lines = (n: number, most: number) => z.array(line(most)).transform(distinct).pipe(z.array(z.string()).max(n));

/** How much the editors may write in each field: letters, and of lists how many lines. */
export const wordsLimits = {
  note: 500,
  papers: { lines: 40, letters: 300 },
  time: 400,
  fee: 500,
  agencies: { lines: 10, letters: 200 },
  aliases: { lines: 30, letters: 80 },
} as const;

/** What the portal's editors say of a procedure: the short answers, what is special in the city, and how people call it. */
export const cityWordsSchema = z.strictObject({
  /** What is special in Hà Nội. */
  note: z.string(),
  papers: z.array(z.string()),
  time: z.string(),
  fee: z.string(),
  agencies: z.array(z.string()),
  /** How people call it; these help the search. */
  aliases: z.array(z.string()),
  /** The decision that they were written after; empty where none was known. */
  decision_no: z.string(),
});
/** The same as somebody types it. */
export const typedWords = z.strictObject({
  note: line(wordsLimits.note),
  papers: lines(wordsLimits.papers.lines, wordsLimits.papers.letters),
  time: line(wordsLimits.time),
  fee: line(wordsLimits.fee),
  agencies: lines(wordsLimits.agencies.lines, wordsLimits.agencies.letters),
  aliases: lines(wordsLimits.aliases.lines, wordsLimits.aliases.letters),
});
export type TypedWords = z.infer<typeof typedWords>;
export type CityWords = z.infer<typeof cityWordsSchema>;

/** Words that were written in the portal, in place of those of content/. */
export interface EditedWords extends CityWords {
  /** 1, 2, 3 … of this procedure. */
  readonly version: number;
  readonly edited_at: string;
  readonly editor: string;
}

interface Layers {
  readonly record: { readonly decision: { readonly number: string } } | null;
  readonly digest: Digest | null;
  readonly words: EditedWords | null;
}

/** The editors' words as they stand, whether or not they are about the decision in force; null where there are none. */
export function cityWords({ digest, words }: Omit<Layers, 'record'>): CityWords | null {
  if (words || !digest) return words;
  const note = digest.hanoi_note ?? '';
  return {
    note: note === '' || /[.!?…]$/u.test(note) ? note : `${note}.`,
    papers: [...papersOf(digest)],
    time: digest.time_limit,
    fee: digest.fee,
    agencies: digest.agency_display,
    aliases: digest.citizen_terms,
    decision_no: digest.decision_no,
  };
}

/**
 * The editors' words, while they are about the record in force: written after the same decision. Once a newer decision has
 * been imported, the answers come from the record, until an editor has compared the words with it.
 */
export function wordsInForce(procedure: Layers): CityWords | null {
  const words = cityWords(procedure);
  return words && isAfterDecision(procedure, words.decision_no) ? words : null;
}

/** Whether what was written after a decision is about the record in force. */
export function isAfterDecision({ record }: Pick<Layers, 'record'>, decision: string): boolean {
  return !record || record.decision.number === decision;
}

/** How people call a procedure: that holds whichever decision is in force. */
export function aliasesOf(procedure: Omit<Layers, 'record'>): readonly string[] {
  return cityWords(procedure)?.aliases ?? [];
}

function distinct(all: readonly string[]): string[] {
  return [...new Set(all.filter((text) => text !== ''))];
}
