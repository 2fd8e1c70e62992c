import type { Words } from '#i18n/model/words.ts';
import { foldedWords } from './word.ts';

export const suggestionKinds = ['choice', 'shortcut', 'procedure'] as const;

/** Something that a person who is still typing may mean. */
export interface Suggestion {
  /** One meaning of an ambiguous word, something that is often searched for, or a procedure. */
  readonly kind: (typeof suggestionKinds)[number];
  /** What the kind is called. */
  readonly kind_label: string;
  readonly title: string;
  /** The language of the title. */
  readonly lang: 'vi' | 'en';
  /** Of a procedure. */
  readonly code: string | null;
  /** The page that it leads to, in the language asked for. */
  readonly url: string;
}

/** Fewer letters than this mean nearly everything. */
export const leastLetters = 2;
export const mostSuggestions = 8;

/** The shortcuts in which the typed words stand in this order, the last perhaps half typed; with or without accents. */
export function shortcutsFor(shortcuts: readonly Words[], typed: string): readonly Words[] {
  const words = foldedWords(typed);
  return words.length === 0 ? [] : shortcuts.filter(({ vi, en }) => [vi, en].some((text) => holds(foldedWords(text), words)));
}

/** Whether a title begins with what was typed. */
export function beginsWith(title: string, typed: string): boolean {
  const words = foldedWords(typed);
  return words.length > 0 && holds(foldedWords(title).slice(0, words.length), words);
}

function holds(all: readonly string[], typed: readonly string[]): boolean {
  const last = typed.length - 1;
  return all.some((_, at) => typed.every((word, i) => (i === last ? all[at + i]?.startsWith(word) : all[at + i] === word)));
}
