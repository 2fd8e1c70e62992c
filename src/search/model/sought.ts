import { anchorsOf } from './anchors.ts';
import type { Reading } from './reading.ts';
import type { Shelf } from './shelf.ts';
import type { Word } from './word.ts';

/** A word that is looked for in a text: with its accents, or whatever its accents. */
export interface Term {
  readonly word: Word;
  readonly accented: boolean;
}

/** What a reading looks for, in no engine's language. */
export interface Sought {
  /** A document that holds all words of one of these in its names may answer; folded, and one that ends in `*` may go on. */
  readonly names: readonly (readonly string[])[];
  /** A document holds the whole query that has, of each of these, all words of at least one way to say it. */
  readonly texts: readonly (readonly (readonly Term[])[])[];
}

export function soughtOf(reading: Reading, shelf: Shelf): Sought {
  // Who types accents means them in texts too, unless no name is written so.
  const termOf = (word: Word): Term => ({ word, accented: !reading.bare && shelf.vocabulary.hasExact(word.exact) });
  return {
    names: anchorsOf(reading, shelf),
    texts: reading.units.filter((unit) => !unit.light).map(({ words, official }) => [words, ...official].map((said) => said.map(termOf))),
  };
}
