import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type EmbeddedEngine, embeddedEngine } from '#search/embedded.ts';
import { connect } from '#search/meilisearch/connection.ts';
import { meilisearchEngine } from '#search/meilisearch/engine.ts';
import { keptIndex } from '#search/meilisearch/kept-index.ts';
import { indexNames } from '#search/meilisearch/settings.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import type { Lexicon } from '#search/model/lexicon.ts';
import { temporaryDir } from './app.ts';
import { fakeMeilisearch } from './fake-meilisearch.ts';

const patientMs = 30_000;

/** An embedded engine with nothing in it. */
export function openEmbedded(lexicon: () => Lexicon): EmbeddedEngine {
  const engine = embeddedEngine(path.join(temporaryDir(), 'search.sqlite'), lexicon);
  onTestFinished(() => engine.close());
  return engine;
}

/** Where the Meilisearch of a test run is: the real one of MEILI_URL, or else a fake one. */
export const meilisearchIs = process.env.MEILI_URL ? 'Meilisearch at MEILI_URL' : 'Meilisearch, a fake server';

/** Meilisearch alone, with nothing in it, in indexes of its own that go when the test ends; what is sent is there when it resolves. */
export async function openMeilisearch(lexicon: () => Lexicon): Promise<SearchEngine> {
  const { MEILI_URL, MEILI_KEY = '' } = process.env;
  const server = MEILI_URL ? { url: MEILI_URL, key: MEILI_KEY } : await fakeMeilisearch();
  const prefix = `thu_${randomBytes(6).toString('hex')}`;
  const connection = connect({ url: server.url, key: server.key, index: prefix, timeoutMs: patientMs });
  const names = indexNames(prefix);
  const kept = keptIndex(connection, names, patientMs);
  const embedded = openEmbedded(lexicon);
  const engine = meilisearchEngine(connection, names, embedded);
  onTestFinished(async () => {
    if (!MEILI_URL) return;
    await connection.admin.deleteIndex(names.live);
    const { results } = await connection.admin.getKeys({ limit: 1000 });
    for (const { uid, indexes } of results) if (indexes.includes(`${prefix}-*`)) await connection.admin.deleteKey(uid);
  });
  let there = false;
  const make = async () => {
    if (!there) await kept.rebuild([]);
    there = true;
  };
  return {
    name: engine.name,
    async replaceAll(documents) {
      await embedded.replaceAll(documents);
      const differing = await kept.compare(documents);
      if (differing !== 'everything' && differing.length === 0) return false;
      await kept.rebuild(documents);
      there = true;
      return true;
    },
    async index(documents) {
      await make();
      await embedded.index(documents);
      await kept.change(documents, []);
    },
    async remove(ids) {
      await make();
      await embedded.remove(ids);
      await kept.change([], ids);
    },
    async query(query) {
      await make();
      return engine.query(query, patientMs, new AbortController().signal);
    },
    close: () => embedded.close(),
  };
}
