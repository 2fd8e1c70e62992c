import { leastCoverage } from './answer.ts';
import type { Reading, Unit } from './reading.ts';
import type { Shelf } from './shelf.ts';
import type { Word } from './word.ts';

/**
 * What a document must hold one of to be worth judging, each a list of folded words that stand together; a word that
 * ends in `*` may go on. The commonest words of a query are left out as long as a document with nothing but them would
 * hold too little of the query to be shown: they would bring half of the catalogue.
 */
export function anchorsOf(reading: Reading, shelf: Shelf): readonly (readonly string[])[] {
  const { vocabulary } = shelf;
  const rarity = (word: Word) => vocabulary.rarityOf(vocabulary.frequency(word.folded));
  const parts = reading.units
    .filter((unit) => !unit.light)
    .map((unit) => ({ unit, weight: unit.words.reduce((sum, word) => sum + rarity(word), 0), rarest: Math.max(...unit.words.map(rarity)) }))
    .sort((a, b) => a.rarest - b.rarest);
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  let left = 0.8 * leastCoverage * whole;
  const kept = parts.filter(({ unit, weight }, i) => {
    left -= weight;
    return unit.synonym !== null || left < 0 || i === parts.length - 1;
  });
  return kept.flatMap(({ unit }) => anchorsOfUnit(unit, reading, rarity));
}

function anchorsOfUnit(unit: Unit, reading: Reading, rarity: (word: Word) => number): readonly (readonly string[])[] {
  const half = unit === reading.units.at(-1) && unit.synonym === null;
  const typed = unit.words.map(({ folded }) => (half && folded.length > 1 ? `${folded}*` : folded));
  // Of an official name the two rarest words: the others are in half of all names.
  const official = unit.official.map((said) => [...said].sort((a, b) => rarity(b) - rarity(a)).slice(0, 2));
  return [typed, ...official.map((said) => said.map(({ folded }) => folded))];
}
