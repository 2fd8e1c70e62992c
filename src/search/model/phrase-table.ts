import { type Agreement, agreement, type Word, wordsOf } from './word.ts';

export interface Matched<T> {
  /** How many words of the text the phrase takes. */
  readonly length: number;
  readonly value: T;
}

/** Phrases that are looked for in texts word by word, each with what it stands for. */
export class PhraseTable<T> {
  readonly #byFirst: ReadonlyMap<string, readonly { readonly words: readonly Word[]; readonly value: T }[]>;

  constructor(phrases: Iterable<readonly [phrase: string, value: T]>) {
    const byFirst = new Map<string, { readonly words: readonly Word[]; readonly value: T }[]>();
    for (const [phrase, value] of phrases) {
      const words = wordsOf(phrase);
      const [first] = words;
      if (first === undefined) continue;
      const known = byFirst.get(first.folded);
      if (known) known.push({ words, value });
      else byFirst.set(first.folded, [{ words, value }]);
    }
    for (const known of byFirst.values()) known.sort((a, b) => b.words.length - a.words.length);
    this.#byFirst = byFirst;
  }

  /** The longest phrase that begins at a word of a text; undefined where there is none. */
  at(words: readonly Word[], start: number, isWord: (word: Word) => boolean): Matched<T> | undefined {
    return this.allAt(words, start, isWord)[0];
  }

  /**
   * The phrases that begin at a word of a text, the longest first. Accents may be left out, and one may be wrong where
   * what was typed is no word (`isWord`); a phrase of one word needs its accents where other words have theirs.
   */
  allAt(words: readonly Word[], start: number, isWord: (word: Word) => boolean): readonly Matched<T>[] {
    const candidates = this.#byFirst.get(words[start]?.folded ?? '');
    if (candidates === undefined) return [];
    const bare = words.every((word) => word.exact === word.folded);
    return candidates
      .filter(({ words: phrase }) => agrees(words.slice(start, start + phrase.length), phrase, bare, isWord))
      .map(({ words: phrase, value }) => ({ length: phrase.length, value }));
  }
}

function agrees(typed: readonly Word[], phrase: readonly Word[], bare: boolean, isWord: (word: Word) => boolean): boolean {
  const kinds: Agreement[] = [];
  for (const [i, word] of phrase.entries()) {
    const one = typed[i];
    if (one === undefined || one.folded !== word.folded) return false;
    kinds.push(agreement(one.exact, word.exact));
  }
  if (kinds.length === 1) return kinds[0] === 'same' || (bare && kinds[0] === 'fewer');
  const wrong = typed.filter((_, i) => kinds[i] === 'near');
  return !kinds.includes('other') && wrong.length <= 1 && !wrong.some(isWord);
}
