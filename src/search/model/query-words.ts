import { z } from 'zod';
import { fold, foldedWords } from './text.ts';

export const queryWordsSchema = z.strictObject({ phrases: z.array(z.string().min(1)) });

/** The words of a query that are worth looking for: without the phrases of a question, unless nothing else is left. */
export function wordsToFind(text: string, phrases: readonly string[]): readonly string[] {
  const all = foldedWords(text);
  let rest = ` ${all.join(' ')} `;
  for (const phrase of phrases) rest = rest.replaceAll(` ${fold(phrase)} `, ' ');
  const left = foldedWords(rest);
  return left.length > 0 ? left : all;
}

/** The procedure code that a query is, with or without its dot; null when it is none. */
export function codeIn(text: string): string | null {
  const match = /^\s*(\d)[.\s]?(\d{6})\s*$/.exec(text);
  return match ? `${match[1]}.${match[2]}` : null;
}
