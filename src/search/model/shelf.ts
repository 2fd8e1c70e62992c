import type { SearchType } from './document.ts';
import type { Ambiguous, Lexicon, Outside, QuestionPhrase, Synonym } from './lexicon.ts';
import { PhraseTable } from './phrase-table.ts';
import { headOf } from './title.ts';
import { Vocabulary } from './vocabulary.ts';
import { wordsOf } from './word.ts';

/** What ranking needs to know of a document; its body stays in the engine. */
export interface Shelved {
  readonly id: string;
  readonly type: SearchType;
  readonly code: string;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly field: string | null;
  readonly levels: readonly string[];
  readonly audiences: readonly string[];
  readonly everyday: number;
  readonly former: boolean;
}

/** A name of a document in numbers of words, and how much it says about the document (0 to 1). */
export interface Phrase {
  readonly words: readonly number[];
  readonly worth: number;
}

export interface Card extends Shelved {
  /** Its name, the head of it, and its field. */
  readonly official: readonly Phrase[];
  /** What people call it, each name by itself. */
  readonly called: readonly Phrase[];
}

/** The phrases that are looked for in queries. */
export interface Tables {
  readonly synonyms: PhraseTable<Synonym>;
  readonly ambiguous: PhraseTable<Ambiguous>;
  readonly outside: PhraseTable<Outside>;
  readonly questions: PhraseTable<QuestionPhrase>;
  readonly light: PhraseTable<true>;
  /** Names of communes and districts, without their kind. */
  readonly places: PhraseTable<true>;
}

/** All documents as ranking sees them, and the words of citizens. Made anew when documents or lexicon change. */
export interface Shelf {
  readonly vocabulary: Vocabulary;
  readonly cards: ReadonlyMap<string, Card>;
  /** All of them in the order in which an empty search lists them. */
  readonly listed: readonly Card[];
  readonly tables: Tables;
  /** All titles and their heads, folded. */
  readonly titles: ReadonlySet<string>;
  /** Documents by the folded words of the names that synonyms give them. */
  readonly byAlias: ReadonlyMap<string, ReadonlySet<string>>;
  /** Words that are light wherever they stand: their exact keys, and their numbers. */
  readonly lightWords: ReadonlySet<string>;
  readonly lightNumbers: ReadonlySet<number>;
  /** Exact keys of the words behind which a query is narrowed. */
  readonly linking: ReadonlySet<string>;
  /** The first hits of the choices of ambiguous words, by query, kept once they were looked for. */
  readonly firstOf: Map<string, Card | null>;
}

// How much each name says about its document, against its whole official name.
const headWorth = 0.98;
const calledWorth = 0.98;
const fieldWorth = 0.5;

const kinds = /^(?:phường|xã|thị trấn|quận|huyện|thị xã|thành phố)\s+/i;

/** The shelf of these documents, listed in the order given. */
export function shelfOf(documents: Iterable<Shelved>, lexicon: Lexicon): Shelf {
  const vocabulary = new Vocabulary();
  const byCode = new Map<string, string[]>();
  for (const { alias, codes } of lexicon.synonyms) for (const code of codes) byCode.set(code, [...(byCode.get(code) ?? []), alias]);

  const cards = new Map<string, Card>();
  const byAlias = new Map<string, Set<string>>();
  const titles = new Set<string>();
  const places: string[] = [];
  for (const document of documents) {
    const aliases = document.type === 'procedure' ? (byCode.get(document.code) ?? []) : [];
    for (const word of aliases.flatMap((alias) => wordsOf(alias))) {
      const known = byAlias.get(word.folded);
      if (known) known.add(document.id);
      else byAlias.set(word.folded, new Set([document.id]));
    }
    const phrase = ({ text, worth }: Named): Phrase => ({ words: vocabulary.numbers(text), worth });
    const official = officialNames(document).map(phrase);
    for (const title of [document.title, headOf(document.title)]) titles.add(foldedText(title));
    const called = [...document.keywords, ...aliases].map((text) => phrase({ text, worth: calledWorth }));
    vocabulary.count([...official, ...called].map(({ words }) => words));
    cards.set(document.id, { ...document, official, called });
    if (document.type === 'agency' && kinds.test(document.title)) places.push(document.title.replace(kinds, ''));
  }
  for (const { alias } of [...lexicon.synonyms, ...lexicon.ambiguous, ...lexicon.outside]) vocabulary.learn(vocabulary.numbers(alias));

  const [alone, together] = [
    lexicon.light.filter((phrase) => wordsOf(phrase).length === 1),
    lexicon.light.filter((phrase) => wordsOf(phrase).length > 1),
  ];
  const lightNumbers = new Set(alone.flatMap((word) => vocabulary.numbers(word)));
  const lightWords = new Set(alone.flatMap((word) => wordsOf(word)).map((word) => word.exact));
  const linking = new Set(lexicon.linking.flatMap((word) => wordsOf(word)).map((word) => word.exact));
  const tables: Tables = {
    synonyms: new PhraseTable(lexicon.synonyms.map((one) => [one.alias, one])),
    ambiguous: new PhraseTable(lexicon.ambiguous.map((one) => [one.alias, one])),
    outside: new PhraseTable(lexicon.outside.map((one) => [one.alias, one])),
    questions: new PhraseTable(lexicon.questions.map((one) => [one.phrase, one])),
    light: new PhraseTable(together.map((phrase) => [phrase, true])),
    places: new PhraseTable(places.map((place) => [place, true])),
  };
  return { vocabulary, cards, listed: [...cards.values()], tables, titles, byAlias, lightWords, lightNumbers, linking, firstOf: new Map() };
}

function foldedText(text: string): string {
  return wordsOf(text)
    .map((word) => word.folded)
    .join(' ');
}

interface Named {
  readonly text: string;
  readonly worth: number;
}

function officialNames({ title, field }: Shelved): readonly Named[] {
  const head = headOf(title);
  return [
    { text: title, worth: 1 },
    ...(head === title ? [] : [{ text: head, worth: headWorth }]),
    ...(field === null ? [] : [{ text: field, worth: fieldWorth }]),
  ];
}
