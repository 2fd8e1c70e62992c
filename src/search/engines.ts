import type { Config } from '#platform/config.ts';
import type { Context } from '#platform/context.ts';
import { anyWaiting, tellSearch, waitingSince } from '#platform/search-outbox.ts';
import type { EmbeddedEngine } from './embedded.ts';
import { withFallback } from './fallback.ts';
import { type Follower, searchFollower } from './follower.ts';
import type { DocumentSource } from './kept-index.ts';
import { connect } from './meilisearch/connection.ts';
import { meilisearchEngine } from './meilisearch/engine.ts';
import { keptIndex } from './meilisearch/kept-index.ts';
import { indexNames } from './meilisearch/settings.ts';
import type { SearchEngine } from './model/engine.ts';
import { type Doubt, Trust } from './trust.ts';

/** Changes that wait longer than this are not on their way, something is wrong. */
const lateMs = 60_000;
/** Who measures an engine waits for its answer. */
const patientMs = 30_000;

export interface SecondHealth {
  readonly state: 'ready' | 'catching-up' | Doubt;
  /** Since when it may, or may not, answer. */
  readonly since: string;
  /** How many changes it has yet to learn of. */
  readonly waiting: number;
}

export interface SearchHealth {
  /** The engine that answers. */
  readonly engine: string;
  /** The portal works, but not with the engine that it was given. */
  readonly degraded: boolean;
  /** Null where there is only the embedded engine. */
  readonly second: SecondHealth | null;
}

/** One engine by itself, to be measured beside others. */
export type LoneEngine = Pick<SearchEngine, 'name' | 'query'>;

export interface Search {
  readonly engine: SearchEngine;
  /** The engines one by one, each without the help of another. */
  readonly each: readonly LoneEngine[];
  readonly follower: Follower;
  health(): Promise<SearchHealth>;
}

export interface SearchParts {
  readonly context: Context;
  readonly embedded: EmbeddedEngine;
  readonly documents: DocumentSource;
  readonly meilisearch: Config['meilisearch'];
  /** Names this process. */
  readonly holder: string;
}

/** The search of one process: the embedded engine, with Meilisearch before it where there is one. */
export function openSearch({ context, embedded, documents, meilisearch, holder }: SearchParts): Search {
  if (meilisearch === null) {
    return {
      engine: embedded,
      each: [embedded],
      follower: searchFollower({ context, embedded, documents, second: null, holder }),
      health: async () => ({ engine: embedded.name, degraded: false, second: null }),
    };
  }
  const { timeoutMs } = meilisearch;
  const names = indexNames(meilisearch.index);
  const connection = connect(meilisearch);
  const trust = new Trust(context.clock);
  const outbox = {
    anyWaiting: () => anyWaiting(context.reader),
    tell: (ids: readonly string[]) => context.writer.transaction().execute((tx) => tellSearch(tx, context.clock, ids)),
  };
  const second = meilisearchEngine(connection, names, embedded);
  const engine = withFallback({
    embedded,
    second,
    trust,
    timeoutMs,
    outbox,
    log: context.log,
  });
  return {
    engine,
    each: [embedded, { name: second.name, query: (query) => second.query(query, patientMs, new AbortController().signal) }],
    follower: searchFollower({ context, embedded, documents, second: { index: keptIndex(connection, names, timeoutMs), trust }, holder }),
    async health() {
      const { n, since } = await waitingSince(context.reader);
      const late = since !== null && context.clock.now().getTime() - Date.parse(since) > lateMs;
      const second: SecondHealth = {
        state: trust.doubt ?? (n > 0 ? 'catching-up' : 'ready'),
        since: trust.since.toISOString(),
        waiting: n,
      };
      return {
        engine: second.state === 'ready' ? engine.name : embedded.name,
        degraded: (trust.doubt !== null && trust.doubt !== 'unchecked') || late,
        second,
      };
    },
  };
}
