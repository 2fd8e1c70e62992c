import { codeIn, dossierIn } from './code.ts';
import { corrected, type IsWritten, meantBeside, nearestWords, reaccented } from './correction.ts';
import { type Choice, type Interpretation, plainReading } from './interpretation.ts';
import type { Outside } from './lexicon.ts';
import { judge, type Score } from './ranking.ts';
import { plainReadingOf, type Reading, readingOf } from './reading.ts';
import { type InputMethod, withoutResidue } from './residue.ts';
import type { Card, Shelf } from './shelf.ts';
import { tidy } from './text.ts';
import { foldedWords, wordsOf } from './word.ts';

/** What an engine finds for a reading: ids of documents that may answer it; in which of them all words stand somewhere. */
export interface Found {
  readonly ids: Iterable<string>;
  readonly whole: ReadonlySet<string>;
}

/** What an engine does: it finds. How a query is read and in which order the finds stand is the same for every engine. */
export interface Finder {
  find(reading: Reading): Promise<Found>;
  readonly isWritten: IsWritten;
}

export interface Answer {
  readonly cards: readonly Card[];
  readonly interpretation: Interpretation;
}

// Longer than any question; what is behind it is not read.
const maxLetters = 300;
// The least part of a query that a document must hold to be shown.
export const leastCoverage = 0.46;
// The same, as a share of what the best of them holds.
const leastOfMost = 0.62;
// The same for a document that the words of citizens mean: what else was said may be a whole story.
const leastMeant = 0.15;
// Below this, no document holds what was asked for: said openly.
const wholeCoverage = 0.8;
// How much better a changed query must be answered than the one that was typed.
const clearlyBetter = 0.04;
// The same where every word typed is a word of the catalogue.
const farBetter = 0.12;

interface Ranked {
  readonly reading: Reading;
  readonly hits: readonly { readonly card: Card; readonly score: Score }[];
}

/** Answers a query: reads it, lets the engine find, and puts the finds into order. */
export async function answer(typed: string, exact: boolean, shelf: Shelf, finder: Finder): Promise<Answer> {
  const text = tidy(typed.slice(0, maxLetters));
  if (wordsOf(text).length === 0) return { cards: /\S/.test(text) ? [] : everything(shelf), interpretation: plainReading };
  const code = codeIn(text);
  if (code !== null) {
    const card = shelf.cards.get(`procedure:${code}`);
    return { cards: card ? [card] : [], interpretation: { ...plainReading, code } };
  }
  if (exact) return shown(await rank(text, shelf, finder, true), shelf);
  const dossier = dossierIn(text);
  if (dossier !== null) return { cards: [], interpretation: { ...plainReading, dossier } };

  let best = await rank(text, shelf, finder);
  let by: 'spelling' | InputMethod | null = null;
  const consider = async (other: string | null, how: 'spelling' | InputMethod, better: (ranked: Ranked) => boolean) => {
    if (other === null || other === best.reading.text) return;
    const ranked = await rank(other, shelf, finder);
    if (better(ranked)) [best, by] = [ranked, how];
  };
  const isWord = (word: string) => shelf.vocabulary.hasExact(word);
  for (const method of ['telex', 'vni'] as const) {
    await consider(withoutResidue(text, method, isWord), method, (ranked) => topOf(ranked) > topOf(best) + clearlyBetter);
  }
  if (by === null) await consider(corrected(text, shelf, finder.isWritten), 'spelling', (ranked) => topOf(ranked) > topOf(best));
  if (by === null) {
    const answersAll = (ranked: Ranked) => coverageOf(ranked) >= wholeCoverage && topOf(ranked) > topOf(best) + farBetter;
    await consider(meantBeside(text, shelf), 'spelling', answersAll);
    if (coverageOf(best) < wholeCoverage) await consider(reaccented(text, shelf), 'spelling', answersAll);
  }
  const answered = shown(best, shelf);
  const interpretation = { ...answered.interpretation, corrected: by && { text: best.reading.text, by } };
  const choices = choicesOf(best.reading, shelf);
  if (choices)
    return { cards: await eachOf(choices.choices, answered.cards, shelf, finder), interpretation: { ...interpretation, chooser: choices } };
  return { ...answered, interpretation };
}

async function rank(text: string, shelf: Shelf, finder: Finder, plain = false): Promise<Ranked> {
  const reading = plain ? plainReadingOf(text) : readingOf(text, shelf);
  const { ids, whole } = await finder.find(reading);
  const judged = judge(reading, shelf, leastCoverage);
  const hits: { card: Card; score: Score }[] = [];
  for (const id of new Set([...ids, ...whole, ...meantBy(reading, shelf)])) {
    const card = shelf.cards.get(id);
    const score = card && judged(card, whole.has(id));
    if (card && score) hits.push({ card, score });
  }
  hits.sort((a, b) => Number(a.card.former) - Number(b.card.former) || b.score.total - a.score.total || (a.card.id < b.card.id ? -1 : 1));
  return { reading, hits };
}

/** Documents that the words of citizens name, though their own names may not hold the words. */
function meantBy(reading: Reading, shelf: Shelf): Iterable<string> {
  const ids = new Set<string>();
  for (const unit of reading.units) {
    for (const code of unit.synonym?.codes ?? []) ids.add(`procedure:${code}`);
    if (unit.light) continue;
    for (const word of unit.words) for (const id of shelf.byAlias.get(word.folded) ?? []) ids.add(id);
  }
  return ids;
}

const topOf = ({ hits }: Ranked) => Math.max(0, ...hits.slice(0, 1).map(({ score }) => score.total));
const coverageOf = ({ hits }: Ranked) => Math.max(0, ...hits.map(({ score }) => score.coverage));

function shown(ranked: Ranked, shelf: Shelf): Answer {
  const { reading } = ranked;
  const most = coverageOf(ranked);
  const least = Math.max(leastCoverage, leastOfMost * most);
  const outside = outsideOf(reading, shelf);
  const cards = ranked.hits
    .filter(({ score }) => score.coverage >= least || (score.meant && score.coverage >= leastMeant))
    .map(({ card }) => card)
    // What no procedure is about is not answered by one that shares a word with it.
    .filter(
      (card) =>
        outside === null ||
        ` ${wordsOf(card.title)
          .map((word) => word.exact)
          .join(' ')} `.includes(` ${outside.words} `),
    );
  const question = reading.question;
  return {
    cards,
    interpretation: {
      ...plainReading,
      words: markedWords(reading, shelf),
      loose: cards.length > 0 && most < wholeCoverage,
      question: question && { about: aboutOf(reading), section: question.section },
      synonyms: reading.units.flatMap(({ synonym }) => (synonym ? [{ alias: synonym.alias, official: synonym.official.join('; ') }] : [])),
      outside: outside && { note: outside.note, url: outside.url },
      nearest: cards.length === 0 ? nearestWords(reading.text, shelf) : [],
    },
  };
}

/** What a question is about: its words from the first to the last that is not light. */
function aboutOf({ units }: Reading): string {
  const heavy = units.flatMap((unit, i) => (unit.light ? [] : [i]));
  return units
    .slice(heavy[0], (heavy.at(-1) ?? 0) + 1)
    .flatMap((unit) => unit.words.map((word) => word.text))
    .join(' ');
}

/** What was typed, and of the official words those that say something. */
function markedWords({ units }: Reading, shelf: Shelf): readonly string[] {
  const heavy = units.filter((unit) => !unit.light);
  const half = units.at(-1);
  const typed = heavy.flatMap((unit) =>
    unit.words.map(({ folded }) => (unit === half && unit.synonym === null && !shelf.vocabulary.has(folded) ? `${folded}*` : folded)),
  );
  const official = heavy.flatMap((unit) => unit.official.flat()).filter((word) => !shelf.lightWords.has(word.exact));
  return [...new Set([...typed, ...official.map((word) => word.folded)])];
}

/** The matter outside the catalogue that a query is about, where little else is asked for. */
function outsideOf(reading: Reading, shelf: Shelf) {
  const units = reading.units;
  const words = units.flatMap((unit) => unit.words.map((word) => ({ word, light: unit.light })));
  const all = words.map(({ word }) => word);
  const isWord = (word: (typeof all)[number]) => shelf.vocabulary.hasExact(word.exact);
  const spans: { readonly from: number; readonly to: number; readonly entry: Outside }[] = [];
  for (let i = 0; i < all.length; ) {
    const found = shelf.tables.outside.at(all, i, isWord);
    if (found) spans.push({ from: i, to: i + found.length, entry: found.value });
    i += found?.length ?? 1;
  }
  const [first] = [...spans].sort((a, b) => b.to - b.from - (a.to - a.from));
  if (first === undefined) return null;
  const told = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const rest = words.filter(({ light }, i) => !light && spans.every(({ from, to }) => i < from || i >= to)).length;
  if (rest > told) return null;
  const said = all.slice(first.from, first.to).map((word) => word.exact);
  return { ...first.entry, words: said.join(' ') };
}

/**
 * The meanings of a query that is one ambiguous word. A whole official name means one thing, and who typed one of the
 * meanings has chosen.
 */
function choicesOf(reading: Reading, shelf: Shelf): Interpretation['chooser'] {
  const said = reading.units.flatMap((unit) => unit.words.map((word) => word.folded)).join(' ');
  if (shelf.titles.has(said)) return null;
  const heavy = reading.units.filter((unit) => !unit.light).flatMap((unit) => unit.words);
  const found = shelf.tables.ambiguous.at(heavy, 0, (word) => shelf.vocabulary.hasExact(word.exact));
  if (found?.length !== heavy.length) return null;
  const { alias, choices } = found.value;
  return choices.some(({ query }) => foldedWords(query).join(' ') === said) ? null : { word: alias, choices };
}

/** The best hit of each choice first, so that none is passed over. */
async function eachOf(choices: readonly Choice[], cards: readonly Card[], shelf: Shelf, finder: Finder): Promise<readonly Card[]> {
  const firsts: Card[] = [];
  for (const { query } of choices) {
    const known = shelf.firstOf.get(query);
    const first = known === undefined ? ((await rank(tidy(query), shelf, finder)).hits[0]?.card ?? null) : known;
    shelf.firstOf.set(query, first);
    if (first) firsts.push(first);
  }
  return [...new Set([...firsts, ...cards])];
}

function everything(shelf: Shelf): readonly Card[] {
  return shelf.listed;
}
