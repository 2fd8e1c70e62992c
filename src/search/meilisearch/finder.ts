import type { Meilisearch } from 'meilisearch';
import { anchorsOf } from '../model/anchors.ts';
import type { Finder } from '../model/answer.ts';
import type { IsWritten } from '../model/correction.ts';
import type { Reading } from '../model/reading.ts';
import type { Shelf } from '../model/shelf.ts';
import type { Entry } from './entry.ts';

// Meilisearch reads ten words of a query and passes over the others.
const mostWords = 10;
// Of a query with many synonyms, so many ways to say it.
const mostSayings = 12;

/** Folded words that a document must hold all of, in its names or anywhere; one that ends in `*` may go on. */
interface Asked {
  readonly within: 'names' | 'texts';
  readonly words: readonly string[];
}

/** Finds documents in an index; each look-up is one request. Rejects where the signal is aborted before it is answered. */
export function finderIn(searcher: Meilisearch, index: string, signal: AbortSignal, shelf: Shelf, isWritten: IsWritten): Finder {
  async function idsOf(all: readonly Asked[]): Promise<readonly ReadonlySet<string>[]> {
    const queries = all.map(({ within, words }) => ({
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
      const names = anchorsOf(reading, shelf).map((words): Asked => ({ within: 'names', words }));
      const texts = sayingsOf(reading).map((words) => pieces(words).map((some): Asked => ({ within: 'texts', words: some })));
      const asked = [...names, ...texts.flat()];
      if (asked.length === 0) return { ids: [], whole: new Set() };
      const found = await idsOf(asked);
      const ids = found.slice(0, names.length).flatMap((some) => [...some]);
      let at = names.length;
      const whole = new Set<string>();
      for (const saying of texts) {
        const parts = found.slice(at, at + saying.length);
        at += saying.length;
        for (const id of parts[0] ?? []) if (parts.every((part) => part.has(id))) whole.add(id);
      }
      return { ids, whole };
    },
    isWritten,
  };
}

/** Every way to say a query: each of its words that help, as typed or by an official word for it. */
function sayingsOf({ units }: Reading): readonly (readonly string[])[] {
  const heavy = units.filter((unit) => !unit.light);
  if (heavy.length === 0) return [];
  let sayings: readonly (readonly string[])[] = [[]];
  for (const { words, official } of heavy) {
    const ways = [words, ...official].map((said) => said.map(({ folded }) => folded));
    sayings = sayings.flatMap((before) => ways.map((way) => [...before, ...way])).slice(0, mostSayings);
  }
  return sayings;
}

function pieces(words: readonly string[]): readonly (readonly string[])[] {
  const all = [...new Set(words)];
  return Array.from({ length: Math.ceil(all.length / mostWords) }, (_, i) => all.slice(i * mostWords, (i + 1) * mostWords));
}

/** Each word in quotes stands for itself alone; the last without them may go on. */
function queryOf(words: readonly string[]): string {
  const whole = words.filter((word) => !word.endsWith('*')).map((word) => `"${word}"`);
  const begun = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  return [...whole, ...begun].join(' ');
}
