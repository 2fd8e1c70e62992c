import type { Log } from '#platform/log.ts';
import { documentId } from './model/document.ts';
import type { SearchEngine, SearchQuery, SearchResult } from './model/engine.ts';
import type { Doubt, Trust } from './trust.ts';

/** The second engine as visitors' queries meet it. */
export interface SecondEngine {
  readonly name: string;
  /** Rejects where it has no answer after so many milliseconds, or when the signal is aborted. */
  query(query: SearchQuery, timeoutMs: number, signal: AbortSignal): Promise<SearchResult>;
  /** What a rejection means. */
  doubtOf(error: unknown): Doubt;
}

export interface FallbackParts {
  readonly embedded: SearchEngine;
  readonly second: SecondEngine;
  readonly trust: Trust;
  /** How long a query may take before the embedded engine answers it. */
  readonly timeoutMs: number;
  /** Whether the second engine has yet to learn of a change, and how it is told that there is one. */
  readonly outbox: { readonly anyWaiting: () => Promise<boolean>; readonly tell: (ids: readonly string[]) => Promise<void> };
  readonly log: Log;
}

/**
 * Two engines as one: the second answers where it may be trusted and has learnt of everything, else the embedded one
 * does. Changes go to the embedded engine, which always has all of them; the second is sent them from the outbox.
 */
export function withFallback({ embedded, second, trust, timeoutMs, outbox, log }: FallbackParts): SearchEngine {
  return {
    get name() {
      return trust.doubt === null ? second.name : embedded.name;
    },
    replaceAll: (documents) => embedded.replaceAll(documents),
    // Who made the change has told so in its transaction; told here once more, none is forgotten.
    async index(documents) {
      await outbox.tell(documents.map(documentId));
      await embedded.index(documents);
    },
    async remove(ids) {
      await outbox.tell(ids);
      await embedded.remove(ids);
    },
    async query(query) {
      if (trust.doubt !== null || (await outbox.anyWaiting())) return embedded.query(query);
      try {
        return await second.query(query, timeoutMs, trust.signal);
      } catch (error) {
        // Of many that were under way, the first tells; the others were only cut off by it.
        const doubt = second.doubtOf(error);
        if (trust.doubt === null && trust.lose(doubt)) log.error('search.second-engine', error, { doubt });
        return embedded.query(query);
      }
    },
    close: () => embedded.close(),
  };
}
