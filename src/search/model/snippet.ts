import { foldLetters } from './text.ts';

const lookedThrough = 1500;

/** The part of a text around the first of the words, at most `length` letters, cut at blanks. */
export function snippetOf(text: string, words: readonly string[], length: number): string {
  // Nothing behind what is looked through is ever shown.
  const flat = text
    .slice(0, lookedThrough + 4 * length)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= length) return flat;
  // Where none of the words stands early on, the beginning says more than some late paragraph.
  const wanted = patternOf(words)?.exec(comparable(flat.slice(0, lookedThrough)))?.index ?? 0;
  let start = Math.max(0, wanted - Math.floor(length / 4));
  if (start > 0) {
    // At the beginning of a word, but never past the place that was found, however long the word before it is.
    const blank = flat.indexOf(' ', start);
    if (blank !== -1 && blank < wanted) start = blank + 1;
  }
  let end = Math.min(flat.length, start + length);
  if (end < flat.length) {
    const blank = flat.lastIndexOf(' ', end);
    if (blank > start + length / 2) end = blank;
  }
  return `${start > 0 ? '… ' : ''}${flat.slice(start, end)}${end < flat.length ? ' …' : ''}`;
}

/** The places in a text (NFC) where one of the words stands, in order, as [start, end); where it ends in `*`, where a word begins so. */
export function marksIn(text: string, words: readonly string[]): readonly { start: number; end: number }[] {
  const pattern = patternOf(words);
  if (pattern === null) return [];
  return [...comparable(text).matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function patternOf(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  // Whole words first, of two beginnings the longer one.
  const each = [...words].sort((a, b) => Number(a.endsWith('*')) - Number(b.endsWith('*')) || b.length - a.length);
  const patterns = each.map((word) => (word.endsWith('*') ? word.slice(0, -1) : `${word}(?![\\p{L}\\p{N}])`));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})`, 'gu');
}

/** The text as its words are compared: folded, with `i` for a final `y` where either is written (kỹ, kĩ). */
function comparable(text: string): string {
  return foldLetters(text).replace(/(?<=[klmhts])y(?![\p{L}\p{N}])/gu, 'i');
}

/** A text cut into parts, marked where the words are found. */
export function highlighted(text: string, words: readonly string[]): readonly { text: string; marked: boolean }[] {
  const nfc = text.normalize('NFC');
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of marksIn(nfc, words)) {
    if (start > at) parts.push({ text: nfc.slice(at, start), marked: false });
    parts.push({ text: nfc.slice(start, end), marked: true });
    at = end;
  }
  if (at < nfc.length) parts.push({ text: nfc.slice(at), marked: false });
  return parts;
}
