import type { EmbeddedEngine } from '../embedded.ts';
import type { SecondEngine } from '../fallback.ts';
import { answer } from '../model/answer.ts';
import type { Hit } from '../model/engine.ts';
import { resultOf } from '../model/result.ts';
import type { Card } from '../model/shelf.ts';
import { snippetOf } from '../model/snippet.ts';
import { type Connection, doubtOf, Incomplete } from './connection.ts';
import type { Entry } from './entry.ts';
import { finderIn } from './finder.ts';
import type { IndexNames } from './settings.ts';

/**
 * Meilisearch as the portal's search: it finds, and shows what was found; queries are read and finds put into order as
 * by the embedded engine, from what that one knows of all documents. So a query has one answer, whichever engine gives it.
 */
export function meilisearchEngine(connection: Connection, { live }: IndexNames, embedded: EmbeddedEngine): SecondEngine {
  return {
    name: 'meilisearch',
    async query(query, timeoutMs, cut) {
      const searcher = await connection.searcher();
      const { shelf, isWritten } = embedded.knowledge();
      // Counted from here: what this process takes to know its documents again is no fault of the server.
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), cut]);

      async function hitsOf(cards: readonly Card[], words: readonly string[]): Promise<readonly Hit[]> {
        if (cards.length === 0) return [];
        // The ids are the portal's own; nothing that was typed comes into a filter.
        const filter = `id IN [${cards.map(({ id }) => JSON.stringify(id)).join(', ')}]`;
        const { hits } = await searcher.index<Entry>(live).search('', { filter, limit: cards.length }, { signal });
        const entries = new Map(hits.map((entry) => [entry.id, entry]));
        return cards.map(({ id, type, code, title }) => {
          const entry = entries.get(id);
          if (!entry) throw new Incomplete(`no ${id} in ${live}`);
          return { type, code, title, url: entry.url, snippet: snippetOf(entry.body, words, 220) };
        });
      }

      const found = await answer(query.text, query.exact === true, shelf, finderIn(searcher, live, signal, shelf, isWritten));
      return resultOf(found, query, 'meilisearch', hitsOf);
    },
    doubtOf,
  };
}
