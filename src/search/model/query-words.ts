import { z } from 'zod';
import { fold } from './text.ts';

export const queryWordsSchema = z.strictObject({ phrases: z.array(z.string().min(1)) });

/** The words of a query that are worth looking for: without the phrases of a question, unless nothing else is left. */
export function wordsToFind(text: string, phrases: readonly string[]): readonly string[] {
  const all = typedWords(text);
  const left: string[] = [];
  for (let i = 0; i < all.length; ) {
    const skipped = phrases.map(typedWords).find((phrase) => phrase.every((word, k) => meansWord(all[i + k], word)));
    if (skipped === undefined || skipped.length === 0) left.push(all[i] ?? '');
    i += skipped?.length || 1;
  }
  return (left.length > 0 ? left : all).map(fold);
}

function typedWords(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Whether a typed word is a known word: exactly, or as typed without any accent. "lâm" is not "làm", "lam" may be. */
function meansWord(typed: string | undefined, word: string): boolean {
  return typed !== undefined && (typed === word || (typed === fold(typed) && typed === fold(word)));
}

/** The procedure code that a query is, with or without its dot; null when it is none. */
export function codeIn(text: string): string | null {
  const match = /^\s*(\d)[.\s]?(\d{6})\s*$/.exec(text);
  return match ? `${match[1]}.${match[2]}` : null;
}
