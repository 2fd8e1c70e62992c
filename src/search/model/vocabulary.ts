import { lettersOf } from './spelling.ts';
import { type Agreement, agreement, splitWords, type Word, wordOf } from './word.ts';

// Numbers of folded words stay far below this, so that a pair of them is one exact number.
const pairBase = 2 ** 24;
// A word that no document holds counts like one that a hundredth of them hold.
const unknownShare = 0.01;

interface Folded {
  /** The written words that are this one without their accents, by number. */
  readonly forms: number[];
  documents: number;
}

/** A written word that a typed one may stand for: how they agree, and how often it is written. */
export interface Form {
  readonly id: number;
  readonly exact: string;
  readonly agreement: Agreement;
  readonly uses: number;
}

/**
 * The words of the names and keywords that can be found, by number: how many documents hold each word and each pair of
 * neighbours, whatever their accents, and how they are written.
 */
export class Vocabulary {
  readonly #words: Word[] = [];
  readonly #uses: number[] = [];
  readonly #foldedOf: number[] = [];
  readonly #byText = new Map<string, number>();
  readonly #byExact = new Map<string, number>();
  readonly #folded: Folded[] = [];
  readonly #byFolded = new Map<string, number>();
  readonly #pairs = new Map<number, { documents: number; readonly text: string }>();
  #documents = 0;
  #rarity: Float64Array | undefined;
  #sorted: readonly string[] | undefined;
  #letters: readonly { readonly word: string; readonly id: number; readonly letters: number }[] | undefined;

  /** The numbers of the words of a text; words that are new are given one. */
  numbers(text: string): readonly number[] {
    return splitWords(text).map((written) => {
      const known = this.#byText.get(written);
      if (known !== undefined) return known;
      const id = this.#number(wordOf(written));
      this.#byText.set(written, id);
      return id;
    });
  }

  #number(word: Word): number {
    const known = this.#byExact.get(word.exact);
    if (known !== undefined) return known;
    const id = this.#words.push(word) - 1;
    const folded = this.#byFolded.get(word.folded) ?? this.#folded.push({ forms: [], documents: 0 }) - 1;
    this.#byExact.set(word.exact, id);
    this.#byFolded.set(word.folded, folded);
    this.#foldedOf.push(folded);
    this.#uses.push(0);
    this.#folded[folded]?.forms.push(id);
    return id;
  }

  /** Counts the phrases of one document, given as numbers of words. */
  count(phrases: readonly (readonly number[])[]): void {
    this.#documents += 1;
    const seen = new Set<number>();
    const seenPairs = new Set<number>();
    for (const phrase of phrases) {
      for (const [i, id] of phrase.entries()) {
        this.#uses[id] = (this.#uses[id] ?? 0) + 1;
        seen.add(this.foldedOf(id));
        const next = phrase[i + 1];
        if (next === undefined) continue;
        const pair = this.foldedOf(id) * pairBase + this.foldedOf(next);
        seenPairs.add(pair);
        if (!this.#pairs.has(pair)) this.#pairs.set(pair, { documents: 0, text: `${this.#words[id]?.text} ${this.#words[next]?.text}` });
      }
    }
    for (const folded of seen) {
      const entry = this.#folded[folded];
      if (entry) entry.documents += 1;
    }
    for (const pair of seenPairs) {
      const entry = this.#pairs.get(pair);
      if (entry) entry.documents += 1;
    }
  }

  /** Makes a phrase known as the usual way to write its words together, whether a document holds it or none does. */
  learn(phrase: readonly number[]): void {
    for (const [i, id] of phrase.entries()) {
      const next = phrase[i + 1];
      if (next === undefined) continue;
      const pair = this.foldedOf(id) * pairBase + this.foldedOf(next);
      const text = `${this.#words[id]?.text} ${this.#words[next]?.text}`;
      this.#pairs.set(pair, { documents: this.#pairs.get(pair)?.documents ?? 1, text });
    }
  }

  /** How many documents were counted. */
  get documents(): number {
    return this.#documents;
  }

  /** The number of a word's folded form, by the number of the word. */
  foldedOf(id: number): number {
    return this.#foldedOf[id] ?? -1;
  }

  /** In how many documents a word stands, by the number of its folded form. */
  frequencyOf(folded: number): number {
    return this.#folded[folded]?.documents ?? 0;
  }

  /** In how many documents two words stand side by side, by the numbers of their folded forms. */
  pairFrequencyOf(a: number, b: number): number {
    return this.#pairs.get(a * pairBase + b)?.documents ?? 0;
  }

  frequency(folded: string): number {
    return this.frequencyOf(this.#byFolded.get(folded) ?? -1);
  }

  pairFrequency(a: string, b: string): number {
    return this.#pair(a, b)?.documents ?? 0;
  }

  #pair(a: string, b: string) {
    const [first, second] = [this.#byFolded.get(a), this.#byFolded.get(b)];
    return first === undefined || second === undefined ? undefined : this.#pairs.get(first * pairBase + second);
  }

  has(folded: string): boolean {
    return this.#byFolded.has(folded);
  }

  hasExact(exact: string): boolean {
    return this.#byExact.has(exact);
  }

  /** How many written words there are: their numbers are below this. */
  get size(): number {
    return this.#words.length;
  }

  /**
   * How much each word helps to find what is meant, by the number of the word: the rarer in the catalogue, the more.
   * Made when first asked for; the vocabulary is complete by then.
   */
  get rarity(): Float64Array {
    this.#rarity ??= Float64Array.from(this.#words, (_, id) => this.rarityOf(this.frequencyOf(this.foldedOf(id))));
    return this.#rarity;
  }

  /** How much a word helps that stands in so many documents; one that stands in none says little of what is meant. */
  rarityOf(frequency: number): number {
    return Math.log(1 + this.#documents / (1 + (frequency === 0 ? unknownShare * this.#documents : frequency)));
  }

  /** The folded words that some document holds and whose letters differ by no more than so many from a word's. */
  *lookingLike(folded: string, letters: number): Iterable<string> {
    this.#letters ??= [...this.#byFolded].map(([word, id]) => ({ word, id, letters: lettersOf(word) }));
    const own = lettersOf(folded);
    for (const { word, id, letters: others } of this.#letters) {
      if (Math.abs(word.length - folded.length) > letters || bitCount(own ^ others) > 2 * letters) continue;
      if (this.frequencyOf(id) > 0) yield word;
    }
  }

  /** The numbers of the words that begin with these folded letters, of the most frequent ones. */
  beginningWith(letters: string, limit: number): readonly number[] {
    const found = this.#longerThan(letters).sort((a, b) => this.frequencyOf(b) - this.frequencyOf(a));
    return found.slice(0, limit).flatMap((id) => this.#folded[id]?.forms ?? []);
  }

  /** The numbers of the words that begin with these folded letters and stand behind another word somewhere. */
  continuing(before: string | undefined, letters: string): readonly number[] {
    const first = this.#byFolded.get(before ?? '');
    if (first === undefined) return [];
    return this.#longerThan(letters).flatMap((id) => (this.pairFrequencyOf(first, id) > 0 ? (this.#folded[id]?.forms ?? []) : []));
  }

  /** The numbers of the folded words that begin with these letters and go on. */
  #longerThan(letters: string): number[] {
    this.#sorted ??= [...this.#byFolded.keys()].sort();
    const words = this.#sorted;
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((words[middle] ?? '') <= letters) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let i = low; words[i]?.startsWith(letters); i++) found.push(this.#byFolded.get(words[i] ?? '') ?? -1);
    return found;
  }

  /** The written words that a typed one may stand for. */
  formsOf(typed: Word): readonly Form[] {
    const forms = this.#folded[this.#byFolded.get(typed.folded) ?? -1]?.forms ?? [];
    return forms.map((id) => {
      const exact = this.#words[id]?.exact ?? '';
      return { id, exact, agreement: agreement(typed.exact, exact), uses: this.#uses[id] ?? 0 };
    });
  }

  /** How a folded word is usually written, beside these neighbours where it stands beside them somewhere. */
  written(folded: string, before = '', after = ''): string {
    const beside = this.#pair(before, folded)?.text.split(' ')[1] ?? this.#pair(folded, after)?.text.split(' ')[0];
    if (beside !== undefined) return beside;
    const forms = this.#folded[this.#byFolded.get(folded) ?? -1]?.forms ?? [];
    const [usual] = [...forms].sort((a, b) => (this.#uses[b] ?? 0) - (this.#uses[a] ?? 0));
    return usual === undefined ? folded : (this.#words[usual]?.text ?? folded);
  }
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits >>> 0; left !== 0; left &= left - 1) count += 1;
  return count;
}
