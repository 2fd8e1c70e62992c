import { agesOf, fitsAge } from './age.ts';
import { lightShare, type Reading } from './reading.ts';
import type { Card, Phrase, Shelf } from './shelf.ts';
import { type Saying, type WantedUnit, wantedOf } from './wanted.ts';

/** How well a document answers a query. */
export interface Score {
  /** What the order goes by; above 1 only by the bonuses. */
  readonly total: number;
  /** How much of the query the document holds, from 0 to 1. */
  readonly coverage: number;
  /** The words of citizens in the query mean this very document. */
  readonly meant: boolean;
}

// A word that stands only in the text, not in a name.
const bodyShare = 0.3;
// How much the words of a name that were not asked for count against it, and at most how many times the query.
const surplusShare = 0.6;
const surplusLimit = 2.5;

const coverageShare = 0.42;
const likenessShare = 0.38;
const everydayShare = 0.05;
const ageShare = 0.08;
// Who asks for an agency by an old or a short name wants that agency.
const agencyBonus = 0.25;
const meantAgency = 0.8;
const typeBonus = { procedure: 0.06, agency: 0.03, document: 0.02, article: 0 };

/** The wanted words and pairs that were seen, each with how well it agreed (0 to 1). */
interface Held {
  readonly slots: Float64Array;
  readonly pairs: Float64Array;
}

/**
 * Judges documents by a reading: how much of the query they hold, and how like it one of their names is. Names are
 * compared word by word and pair by pair, each as weighty as it is rare; what a name says beside the query counts
 * against it, so that "khai sinh" finds "Đăng ký khai sinh" before longer names that hold it too. Of two alike the
 * more everyday matter comes first. Made once a query; gives null for what holds less than `least` of
 * the query and is not meant either.
 */
export function judge(reading: Reading, shelf: Shelf, least: number): (card: Card, inBody: boolean) => Score | null {
  const wanted = wantedOf(reading, shelf);
  const { units, between, whole, slotCount, pairWeights, pairOf, listOf, lists } = wanted;
  const { rarity } = shelf.vocabulary;
  const ages = agesOf(reading.text);
  const nothing = (): Held => ({ slots: new Float64Array(slotCount), pairs: new Float64Array(pairWeights.length) });
  // Filled anew for each document and each of its names: what one name holds, what the official ones hold together,
  // and that with one of the other names.
  const [held, name, both] = [nothing(), nothing(), nothing()];

  /** Notes in `held` what a phrase holds; gives the weight of what it says beside that, null where it holds nothing. */
  function look({ words }: Phrase): number | null {
    held.slots.fill(0);
    held.pairs.fill(0);
    let surplus = 0;
    let found = false;
    let before: (typeof lists)[number] = [];
    for (const id of words) {
      const list = lists[listOf[id] ?? 0] ?? [];
      if (list.length === 0) surplus += (rarity[id] ?? 0) * (shelf.lightNumbers.has(id) ? lightShare : 1);
      else found = true;
      for (const { slot, strength } of list) {
        held.slots[slot] = Math.max(held.slots[slot] ?? 0, strength);
        for (const left of before) {
          const pair = pairOf[left.slot * slotCount + slot] ?? -1;
          if (pair !== -1) held.pairs[pair] = Math.max(held.pairs[pair] ?? 0, Math.min(left.strength, strength));
        }
      }
      before = list;
    }
    return found ? surplus : null;
  }

  /** Adds what `held` holds to `into`, as much as the phrase is worth. */
  function add(into: Held, worth: number): void {
    for (let i = 0; i < slotCount; i++) into.slots[i] = Math.max(into.slots[i] ?? 0, worth * (held.slots[i] ?? 0));
    for (let i = 0; i < pairWeights.length; i++) into.pairs[i] = Math.max(into.pairs[i] ?? 0, worth * (held.pairs[i] ?? 0));
  }

  function partOf({ slots, weights, pairs, whole: all, share }: Saying, { slots: seen, pairs: seenPairs }: Held): number {
    let sum = 0;
    for (let i = 0; i < slots.length; i++) sum += (weights[i] ?? 0) * (seen[slots[i] ?? 0] ?? 0);
    for (const pair of pairs) sum += (pairWeights[pair] ?? 0) * (seenPairs[pair] ?? 0);
    const part = all === 0 ? 0 : sum / all;
    // Half of an official name is the name of something else.
    return share === 1 ? part : share * part * part;
  }

  function shareOf({ sayings }: WantedUnit, seen: Held): number {
    let share = 0;
    for (const saying of sayings) share = Math.max(share, partOf(saying, seen));
    return share;
  }

  function pairsBetween(seen: Held): number {
    let sum = 0;
    for (const pair of between) sum += (pairWeights[pair] ?? 0) * (seen.pairs[pair] ?? 0);
    return sum;
  }

  /** The words of citizens mean this very document. */
  function meant({ unit, sayings }: WantedUnit, card: Card, seen: Held): boolean {
    if (unit.synonym === null) return false;
    if (card.type === 'procedure') return unit.synonym.codes.includes(card.code);
    return (
      card.type === 'agency' && unit.synonym.scope === 'agency' && sayings.slice(1).some((saying) => partOf(saying, seen) > meantAgency)
    );
  }

  function coverageOf(card: Card, seen: Held, inBody: boolean): number {
    let sum = pairsBetween(seen);
    for (const one of units) sum += one.weight * (meant(one, card, seen) ? 1 : Math.max(shareOf(one, seen), inBody ? bodyShare : 0));
    return Math.min(1, sum / whole);
  }

  /** How like the query the phrase in `held` is, that says so much beside it. */
  function likenessOf(worth: number, surplus: number): number {
    let sum = pairsBetween(held);
    for (const one of units) sum += one.weight * shareOf(one, held);
    return (worth * sum) / (whole + surplusShare * Math.min(surplus, surplusLimit * whole));
  }

  return (card, inBody) => {
    name.slots.fill(0);
    name.pairs.fill(0);
    let likeness = 0;
    for (const phrase of card.official) {
      const surplus = look(phrase);
      if (surplus === null) continue;
      likeness = Math.max(likeness, likenessOf(phrase.worth, surplus));
      add(name, phrase.worth);
    }
    let coverage = coverageOf(card, name, inBody);
    // What a document is called counts name by name: words from several of its names together mean nothing.
    for (const phrase of card.called) {
      const surplus = look(phrase);
      if (surplus === null) continue;
      likeness = Math.max(likeness, likenessOf(phrase.worth, surplus));
      both.slots.set(name.slots);
      both.pairs.set(name.pairs);
      add(both, phrase.worth);
      coverage = Math.max(coverage, coverageOf(card, both, inBody));
    }
    const isMeant = units.some((one) => meant(one, card, name));
    if (coverage < least && !isMeant) return null;
    const agency = card.type === 'agency' && isMeant ? agencyBonus : 0;
    const age = ages.length > 0 ? ageShare * fitsAge(card.title, ages) : 0;
    const bonus = everydayShare * card.everyday + typeBonus[card.type] + agency + age;
    return { total: coverageShare * coverage + likenessShare * likeness + coverage * bonus, coverage, meant: isMeant };
  };
}
