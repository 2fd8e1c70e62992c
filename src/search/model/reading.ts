import type { QuestionPhrase, Synonym } from './lexicon.ts';
import type { Shelf } from './shelf.ts';
import { type Word, wordsOf } from './word.ts';

// More words than anyone types in earnest; each costs a look-up.
const maxWords = 24;
/** How much a light word (xin, làm, đăng ký…) counts beside others of its rarity. */
export const lightShare = 0.12;
// How much the words behind a linking word (cho, khi, tại…) count: they narrow what stands before them.
const narrowingShare = 0.7;

/** A word of a query, or several that mean one thing, with the official words for it. */
export interface Unit {
  readonly words: readonly Word[];
  readonly synonym: Synonym | null;
  readonly official: readonly (readonly Word[])[];
  /** It helps little to find anything. */
  readonly light: boolean;
  /** How much it counts beside words of its rarity, from 0 to 1. */
  readonly share: number;
}

/** A query as it is understood. */
export interface Reading {
  readonly text: string;
  readonly units: readonly Unit[];
  readonly question: QuestionPhrase | null;
  /** Whether no word was typed with accents: then any accents will do. */
  readonly bare: boolean;
}

type Part =
  | { readonly kind: 'word'; readonly length: 1 }
  | { readonly kind: 'synonym'; readonly length: number; readonly synonym: Synonym }
  | { readonly kind: 'question'; readonly length: number; readonly question: QuestionPhrase }
  | { readonly kind: 'place'; readonly length: number };

/** Reads a tidied query: without the phrases of a question, words of citizens beside the official ones. */
export function readingOf(text: string, shelf: Shelf): Reading {
  const words = wordsOf(text).slice(0, maxWords);
  const parts = partsOf(words, shelf, true);
  // A question of nothing but phrases is looked for as it is.
  const said = parts.every((part) => part.kind === 'question') ? partsOf(words, shelf, false) : parts;
  const units = unitsOf(words, said, shelf);
  const questions = said.flatMap((part) => (part.kind === 'question' ? [part.question] : []));
  return {
    text,
    units: units.every((unit) => unit.light) ? units.map((unit) => ({ ...unit, light: false, share: 1 })) : units,
    question: questions.find(({ section }) => section !== null) ?? questions[0] ?? null,
    bare: isBare(words),
  };
}

/** A query as it was typed: every word is looked for, and nothing else. */
export function plainReadingOf(text: string): Reading {
  const words = wordsOf(text).slice(0, maxWords);
  return {
    text,
    units: words.map((word) => ({ words: [word], synonym: null, official: [], light: false, share: 1 })),
    question: null,
    bare: isBare(words),
  };
}

function isBare(words: readonly Word[]): boolean {
  return words.every((word) => word.exact === word.folded);
}

/**
 * The phrases of a query, chosen so that the longest win wherever they stand: "bán thuốc trừ sâu" holds "thuốc trừ
 * sâu", not "bán thuốc". Of two of the same length the words of citizens win against those of a question.
 */
function partsOf(words: readonly Word[], shelf: Shelf, questions: boolean): readonly Part[] {
  const isWord = (word: Word) => shelf.vocabulary.hasExact(word.exact);
  const best: { readonly worth: number; readonly part: Part }[] = [];
  for (let i = words.length - 1; i >= 0; i--) {
    const place = communeKinds.test(words[i]?.folded ?? '') ? shelf.tables.places.at(words, i + 1, isWord) : undefined;
    const parts: Part[] = [
      { kind: 'word', length: 1 },
      ...(place ? [{ kind: 'place' as const, length: place.length + 1 }] : []),
      ...shelf.tables.synonyms.allAt(words, i, isWord).map(({ length, value }) => ({ kind: 'synonym' as const, length, synonym: value })),
      ...(questions ? shelf.tables.questions.allAt(words, i, isWord) : []).map(({ length, value }) => ({
        kind: 'question' as const,
        length,
        question: value,
      })),
    ];
    const worths = parts.map((part) => worthOf(part) + (best[i + part.length]?.worth ?? 0));
    const most = worths.indexOf(Math.max(...worths));
    best[i] = { worth: worths[most] ?? 0, part: parts[most] ?? { kind: 'word', length: 1 } };
  }
  const chosen: Part[] = [];
  for (let i = 0; i < words.length; i += chosen.at(-1)?.length ?? 1) chosen.push(best[i]?.part ?? { kind: 'word', length: 1 });
  return chosen;
}

const communeKinds = /^(?:phuong|xa|quan|huyen|p|x|q)$/;

function worthOf({ kind, length }: Part): number {
  const square = length * length;
  if (kind === 'word') return 0;
  return kind === 'question' ? square : square + 0.5;
}

function unitsOf(words: readonly Word[], parts: readonly Part[], shelf: Shelf): readonly Unit[] {
  const light = lightOf(words, shelf);
  const units: Unit[] = [];
  let at = 0;
  let narrowing = false;
  for (const part of parts) {
    const taken = words.slice(at, at + part.length);
    const share = narrowing && units.some((unit) => !unit.light) ? narrowingShare : 1;
    if (part.kind === 'word') {
      narrowing ||= taken.some((word) => shelf.linking.has(word.exact));
      units.push({ words: taken, synonym: null, official: [], ...weighed(light[at] ?? false, share) });
    } else if (part.kind === 'place') {
      for (const word of taken) units.push({ words: [word], synonym: null, official: [], ...weighed(true, share) });
    } else if (part.kind === 'synonym') {
      const official = part.synonym.official.map((phrase) => wordsOf(phrase));
      const saysNothing = official.every((phrase) => phrase.every((word) => shelf.lightWords.has(word.exact)));
      units.push({ words: taken, synonym: part.synonym, official, ...weighed(saysNothing, share) });
    }
    at += part.length;
  }
  return units;
}

function weighed(light: boolean, share: number): { readonly light: boolean; readonly share: number } {
  return { light, share: light ? lightShare : share };
}

/** Which words help little to find anything: light phrases, and light words wherever they stand. */
function lightOf(words: readonly Word[], shelf: Shelf): readonly boolean[] {
  const isWord = (word: Word) => shelf.vocabulary.hasExact(word.exact);
  const bare = isBare(words);
  const light = words.map((word) => isLight(word, bare, shelf));
  for (let i = 0; i < words.length; i++) light.fill(true, i, i + (shelf.tables.light.at(words, i, isWord)?.length ?? 0));
  return light;
}

/** Without accents a word is light only where most written words that it may stand for are: "tu" may be "từ" or "tử". */
function isLight(word: Word, bare: boolean, { vocabulary, lightWords }: Shelf): boolean {
  if (!bare) return lightWords.has(word.exact);
  const forms = vocabulary.formsOf(word);
  const uses = (wanted: (exact: string) => boolean) => forms.filter((form) => wanted(form.exact)).reduce((sum, form) => sum + form.uses, 0);
  const all = uses(() => true);
  return all === 0 ? lightWords.has(word.exact) : uses((exact) => lightWords.has(exact)) >= 0.6 * all;
}
