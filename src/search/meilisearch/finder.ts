import type { Meilisearch } from 'meilisearch';
import type { Finder } from '../model/answer.ts';
import type { IsWritten } from '../model/correction.ts';
import type { Shelf } from '../model/shelf.ts';
import { type Sought, soughtOf, type Term } from '../model/sought.ts';
import { accentedKey, type Entry } from './entry.ts';

// Meilisearch reads ten words of a query and passes over the others.
const mostWords = 10;
// Of a query with many synonyms, so many ways to say it.
const mostWays = 12;

/** Words that a document must hold all of, in one of its attributes; one that ends in `*` may go on. */
interface Asked {
  readonly within: 'names' | 'texts' | 'accents';
  readonly words: readonly string[];
}

/** Finds documents in an index; each look-up is one request. Rejects where the signal is aborted before it is answered. */
export function finderIn(searcher: Meilisearch, index: string, signal: AbortSignal, shelf: Shelf, isWritten: IsWritten): Finder {
  async function idsOf(asked: readonly Asked[]): Promise<readonly ReadonlySet<string>[]> {
    if (asked.length === 0) return [];
    const queries = asked.map(({ within, words }) => ({
      indexUid: index,
      q: queryOf(words),
      attributesToSearchOn: [within],
      matchingStrategy: 'all' as const,
      limit: 0,
      facets: ['id'],
    }));
    const { results } = await searcher.multiSearch<{ queries: typeof queries }, Entry>({ queries }, { signal });
    return results.map(({ facetDistribution }) => new Set(Object.keys(facetDistribution?.id ?? {})));
  }

  return {
    async find(reading) {
      const sought = soughtOf(reading, shelf);
      const names = sought.names.map((words): Asked => ({ within: 'names', words }));
      const ways = waysOf(sought).map(askedOf);
      const found = await idsOf([...names, ...ways.flat()]);
      const ids = found.slice(0, names.length).flatMap((some) => [...some]);
      const whole = new Set<string>();
      let at = names.length;
      for (const { length } of ways) {
        const [first = [], ...others] = found.slice(at, at + length);
        at += length;
        for (const id of first) if (others.every((part) => part.has(id))) whole.add(id);
      }
      return { ids, whole };
    },
    isWritten,
  };
}

/** Every way to say a query whole. */
function waysOf({ texts }: Sought): readonly (readonly Term[])[] {
  if (texts.length === 0) return [];
  let all: readonly (readonly Term[])[] = [[]];
  for (const ways of texts) all = all.flatMap((before) => ways.map((way) => [...before, ...way])).slice(0, mostWays);
  return all;
}

/** What must be asked to learn which documents hold all of these words: of all questions together. */
function askedOf(terms: readonly Term[]): readonly Asked[] {
  const accents = terms.filter(({ accented }) => accented).map(({ word }) => accentedKey(word));
  const texts = terms.filter(({ accented }) => !accented).map(({ word }) => word.folded);
  return [...pieces('accents', accents), ...pieces('texts', texts)];
}

function pieces(within: Asked['within'], words: readonly string[]): readonly Asked[] {
  const all = [...new Set(words)];
  const n = Math.ceil(all.length / mostWords);
  return Array.from({ length: n }, (_, i) => ({ within, words: all.slice(i * mostWords, (i + 1) * mostWords) }));
}

/** Each word in quotes stands for itself alone; the last without them may go on. */
function queryOf(words: readonly string[]): string {
  const whole = words.filter((word) => !word.endsWith('*')).map((word) => `"${word}"`);
  const begun = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  return [...whole, ...begun].join(' ');
}
