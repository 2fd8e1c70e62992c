import { lightShare, type Reading, type Unit } from './reading.ts';
import type { Shelf } from './shelf.ts';
import type { Form } from './vocabulary.ts';
import type { Word } from './word.ts';

// How much a typed word counts where the written one has other accents; less where what was typed is a word itself.
const agreements = {
  fewer: { word: 0.85, noWord: 0.95 },
  near: { word: 0.4, noWord: 0.8 },
  other: { word: 0.15, noWord: 0.35 },
};
// A word of which only the beginning was typed: less where the beginning is a word of its own.
const halfTyped = { word: 0.4, noWord: 0.85 };
const mostEndings = 40;
// Two words side by side say as much again as one of them.
const pairShare = 0.75;
// The official word for what was typed, against the typed word itself.
const officialShare = 0.92;

/** One way to say a unit: places of its words in the list of wanted words and of its pairs in the list of wanted pairs. */
export interface Saying {
  readonly slots: readonly number[];
  readonly weights: readonly number[];
  readonly pairs: readonly number[];
  /** The weight of all its words and pairs. */
  readonly whole: number;
  readonly share: number;
}

export interface WantedUnit {
  readonly unit: Unit;
  readonly weight: number;
  readonly sayings: readonly Saying[];
}

/** A reading in the numbers of the vocabulary: what to look for in every name. */
export interface Wanted {
  readonly units: readonly WantedUnit[];
  /** Pairs of neighbours across units. */
  readonly between: readonly number[];
  /** The weight of everything that is wanted. */
  readonly whole: number;
  readonly slotCount: number;
  readonly pairWeights: readonly number[];
  /** Which pair two wanted words are, by `first * slotCount + second`; -1 where they are none. */
  readonly pairOf: Int16Array;
  /** By number of a written word: where its list of agreeing wanted words stands in `lists`; 0 where it agrees with none. */
  readonly listOf: Uint16Array;
  readonly lists: readonly (readonly { readonly slot: number; readonly strength: number }[])[];
}

/** What a reading wants of the names on a shelf. */
export function wantedOf(reading: Reading, shelf: Shelf): Wanted {
  const { vocabulary } = shelf;
  const words: Word[] = [];
  const listOf = new Uint16Array(vocabulary.size);
  const lists: { slot: number; strength: number }[][] = [[]];
  const pairKeys = new Map<string, number>();
  const pairs: { first: number; second: number; weight: number }[] = [];

  function want(id: number, slot: number, strength: number): void {
    const at = listOf[id] || lists.push([]) - 1;
    listOf[id] = at;
    lists[at]?.push({ slot, strength });
  }

  function strengthOf(form: Form, kind: 'word' | 'noWord'): number {
    if (form.agreement === 'same') return 1;
    return reading.bare && form.agreement === 'fewer' ? 1 : agreements[form.agreement][kind];
  }

  function slotOf(word: Word, half: boolean, before: Word | undefined): number {
    const known = half ? -1 : words.findIndex((one) => one.exact === word.exact);
    if (known !== -1) return known;
    const slot = words.push(word) - 1;
    const kind = vocabulary.hasExact(word.exact) ? 'word' : 'noWord';
    for (const form of vocabulary.formsOf(word)) want(form.id, slot, strengthOf(form, kind));
    if (half) {
      for (const id of vocabulary.continuing(before?.folded, word.folded)) want(id, slot, halfTyped.noWord);
      if (word.folded.length > 1) for (const id of vocabulary.beginningWith(word.folded, mostEndings)) want(id, slot, halfTyped[kind]);
    }
    return slot;
  }

  function pair(first: number | undefined, second: number | undefined, a: number, b: number): readonly number[] {
    const [left, right] = [words[first ?? -1], words[second ?? -1]];
    if (first === undefined || second === undefined || !left || !right) return [];
    if (vocabulary.pairFrequency(left.folded, right.folded) === 0) return [];
    const key = `${first} ${second}`;
    const known = pairKeys.get(key) ?? pairs.push({ first, second, weight: pairShare * Math.sqrt(a * b) }) - 1;
    pairKeys.set(key, known);
    return [known];
  }

  function sayingOf(unit: Unit, said: readonly Word[], share: number, half = false, before?: Word): Saying {
    const slots = said.map((word, i) => slotOf(word, half && i === said.length - 1, said[i - 1] ?? before));
    const weights = said.map((word) => {
      const light = said.length > 1 && shelf.lightWords.has(word.exact);
      return vocabulary.rarityOf(vocabulary.frequency(word.folded)) * (light ? Math.min(lightShare, unit.share) : unit.share);
    });
    const own = slots.slice(1).flatMap((second, i) => pair(slots[i], second, weights[i] ?? 0, weights[i + 1] ?? 0));
    return { slots, weights, pairs: own, whole: sum(weights) + sum(own.map((one) => pairs[one]?.weight ?? 0)), share };
  }

  const units = reading.units.map((unit, i): WantedUnit => {
    const half = i === reading.units.length - 1 && unit.synonym === null;
    const typed = sayingOf(unit, unit.words, 1, half, reading.units[i - 1]?.words.at(-1));
    return { unit, weight: typed.whole, sayings: [typed, ...unit.official.map((said) => sayingOf(unit, said, officialShare))] };
  });
  const between = units.slice(1).flatMap((next, i) => {
    const [before, after] = [units[i]?.sayings[0], next.sayings[0]];
    return pair(before?.slots.at(-1), after?.slots[0], before?.weights.at(-1) ?? 0, after?.weights[0] ?? 0);
  });
  const pairOf = new Int16Array(words.length * words.length).fill(-1);
  for (const [i, { first, second }] of pairs.entries()) pairOf[first * words.length + second] = i;
  const pairWeights = pairs.map(({ weight }) => weight);
  const whole = sum(units.map(({ weight }) => weight)) + sum(between.map((one) => pairWeights[one] ?? 0));
  return { units, between, whole: whole || 1, slotCount: words.length, pairWeights, pairOf, listOf, lists };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
