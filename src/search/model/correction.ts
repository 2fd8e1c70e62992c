import type { Shelf } from './shelf.ts';
import { allowedErrors, nearWords } from './spelling.ts';
import { isSyllable } from './syllable.ts';
import { type Word, wordOf, wordsOf } from './word.ts';

/** Whether a folded word stands in the texts of several documents, though in no name. */
export type IsWritten = (folded: string) => boolean;

/**
 * A query with its misspelled words replaced by words of the catalogue; null where none is misspelled or none is near.
 * Only words that the catalogue does not know are replaced, by the nearest that is known beside the same neighbours or
 * else by the most frequent; a word that stands in texts only where its neighbours say so.
 */
export function corrected(text: string, shelf: Shelf, isWritten: IsWritten): string | null {
  const words = wordsOf(text);
  const bare = words.every((word) => word.exact === word.folded);
  const { vocabulary } = shelf;
  const read = words.map((word) => word.folded);
  let changed = false;
  const texts = words.map((word, i) => {
    if (/\d/.test(word.text) || vocabulary.has(word.folded)) return word.text;
    const halfTyped = i === words.length - 1 && word.folded.length > 1 && vocabulary.beginningWith(word.folded, 1).length > 0;
    if (halfTyped) return word.text;
    const best = replacement(word, read[i - 1], read[i + 1], shelf, isWritten(word.folded));
    if (best === null) return word.text;
    changed = true;
    read[i] = best.split(' ').at(-1) ?? best;
    if (bare) return best;
    const parts = best.split(' ');
    return parts.map((part, k) => vocabulary.written(part, parts[k - 1] ?? read[i - 1], parts[k + 1] ?? read[i + 1])).join(' ');
  });
  return changed ? texts.join(' ') : null;
}

function replacement(word: Word, before: string | undefined, after: string | undefined, shelf: Shelf, written: boolean): string | null {
  const { vocabulary } = shelf;
  const neighbours = (before === undefined ? 0 : 1) + (after === undefined ? 0 : 1);
  const besides = (one: string) =>
    (before !== undefined && vocabulary.pairFrequency(before, one) > 0 ? 1 : 0) +
    (after !== undefined && vocabulary.pairFrequency(one, after) > 0 ? 1 : 0);
  // What can be a Vietnamese word, or stands in texts, may be meant as it is typed: its neighbours must speak against it.
  const plausible = written || canBeWord(word);
  const fits = (one: string, cost: number) => {
    const beside = besides(one);
    return !plausible || (beside > 0 && (cost < 1 || beside === neighbours));
  };
  const worth = (one: string, cost: number) => cost - 0.8 * besides(one) - 0.08 * Math.log(1 + vocabulary.frequency(one));
  const near = nearWords(word.folded, vocabulary.lookingLike(word.folded, Math.max(2, allowedErrors(word.folded))))
    .filter(({ word: one, cost }) => fits(one, cost))
    .sort((a, b) => worth(a.word, a.cost) - worth(b.word, b.cost));
  return splitIn(word.folded, shelf) ?? near[0]?.word ?? null;
}

/** Two known words that were typed without the blank between them (hokhau), where they stand side by side somewhere. */
function splitIn(folded: string, { vocabulary }: Shelf): string | null {
  let best: string | null = null;
  let most = 0;
  for (let at = 1; at < folded.length; at++) {
    const frequency = vocabulary.pairFrequency(folded.slice(0, at), folded.slice(at));
    if (frequency > most) [best, most] = [`${folded.slice(0, at)} ${folded.slice(at)}`, frequency];
  }
  return best;
}

/**
 * A query with one known word replaced by one that is spelled or sounds nearly alike and is known beside its
 * neighbours, where the word typed is known beside none of them (trích lụt, trích lục); null where there is none.
 */
export function meantBeside(text: string, shelf: Shelf): string | null {
  const words = wordsOf(text);
  const { vocabulary } = shelf;
  const bare = words.every((word) => word.exact === word.folded);
  let best: { readonly at: number; readonly word: string; readonly worth: number } | null = null;
  for (const [i, word] of words.entries()) {
    const [before, after] = [words[i - 1]?.folded, words[i + 1]?.folded];
    const together = (one: string) =>
      (before === undefined ? 0 : vocabulary.pairFrequency(before, one)) + (after === undefined ? 0 : vocabulary.pairFrequency(one, after));
    if (word.folded.length < 2 || together(word.folded) > 0) continue;
    // In a short word one letter makes too many others.
    const errors = word.folded.length < 4 ? 0 : 1;
    for (const { word: other, cost } of nearWords(word.folded, vocabulary.lookingLike(word.folded, 2), errors)) {
      const worth = together(other) === 0 ? 0 : Math.log(1 + together(other)) + 4 * (1 - cost);
      if (worth > (best?.worth ?? 0)) best = { at: i, word: other, worth };
    }
  }
  if (best === null) return null;
  const { at, word } = best;
  const written = bare ? word : vocabulary.written(word, words[at - 1]?.folded, words[at + 1]?.folded);
  return words.map((one, i) => (i === at ? written : one.text)).join(' ');
}

/**
 * A query with the accents that its words usually have beside each other (số đỏ, sổ đỏ); null where they are typed so,
 * or stand side by side nowhere.
 */
export function reaccented(text: string, { vocabulary }: Shelf): string | null {
  const words = wordsOf(text);
  if (words.every((word) => word.exact === word.folded)) return null;
  let changed = false;
  const usual = words.map((word, i) => {
    const [before, after] = [words[i - 1]?.folded ?? '', words[i + 1]?.folded ?? ''];
    if (vocabulary.pairFrequency(before, word.folded) + vocabulary.pairFrequency(word.folded, after) === 0) return word.text;
    const written = vocabulary.written(word.folded, before, after);
    changed ||= wordOf(written).exact !== word.exact;
    return written;
  });
  return changed ? usual.join(' ') : null;
}

/**
 * Words of the catalogue that are spelled nearly like the unknown words of a query, for when nothing was found. What
 * can be a Vietnamese word was probably meant: for it only what sounds alike is named.
 */
export function nearestWords(text: string, { vocabulary }: Shelf): readonly string[] {
  const unknown = wordsOf(text).filter((word) => word.folded.length > 2 && !vocabulary.has(word.folded));
  return unknown.slice(0, 3).flatMap((word) =>
    nearWords(word.folded, vocabulary.lookingLike(word.folded, 2))
      .filter(({ cost }) => cost < (canBeWord(word) ? 1 : 2))
      .slice(0, 3)
      .map((one) => vocabulary.written(one.word)),
  );
}

function canBeWord(word: Word): boolean {
  return isSyllable(word.exact.replace(/[\u0300-\u036f]/g, ''));
}
