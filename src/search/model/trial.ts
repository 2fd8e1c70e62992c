import type { SearchQuery, SearchResult } from './engine.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { sameKey } from './word-rules.ts';

/** Tries words of citizens out before anybody else is given them. */
export interface SearchTrial {
  /** Answers a query as if these were the words of citizens; nothing is kept or counted. */
  query(query: SearchQuery, lexicon: Lexicon): Promise<SearchResult>;
  /** Whether a text is the whole name of something that can be found. */
  isName(text: string): boolean;
}

/** The words of citizens with one of them put in, in place of the one that is spelt alike. */
export function withWord(lexicon: Lexicon, one: Entry): Lexicon {
  const without = withoutWord(lexicon, one);
  if (one.kind === 'synonym') return { ...without, synonyms: [...without.synonyms, one.entry] };
  if (one.kind === 'ambiguous') return { ...without, ambiguous: [...without.ambiguous, one.entry] };
  return { ...without, outside: [...without.outside, one.entry] };
}

/** The words of citizens without one of them. */
export function withoutWord(lexicon: Lexicon, { kind, entry }: Entry): Lexicon {
  const key = sameKey(entry.alias);
  const others = <T extends { readonly alias: string }>(all: readonly T[]) => all.filter(({ alias }) => sameKey(alias) !== key);
  if (kind === 'synonym') return { ...lexicon, synonyms: others(lexicon.synonyms) };
  if (kind === 'ambiguous') return { ...lexicon, ambiguous: others(lexicon.ambiguous) };
  return { ...lexicon, outside: others(lexicon.outside) };
}
