import { plainText } from './markdown.ts';

/** Vietnamese syllables read silently in a minute by an ordinary reader. Assumed: no study of ours stands behind it. */
export const wordsPerMinute = 200;

/** How many minutes a Markdown text takes to read, rounded, at least one. */
export function readingMinutes(markdown: string): number {
  const words = plainText(markdown).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsPerMinute));
}
