/** Vietnamese syllables read silently in a minute by an ordinary reader. Assumed: no study of ours stands behind it. */
export const wordsPerMinute = 200;

/** How many minutes a plain text takes to read, rounded, at least one. */
export function readingMinutes(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsPerMinute));
}
