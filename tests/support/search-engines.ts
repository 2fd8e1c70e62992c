import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { readEntries, readQueryWords } from '#search/content.ts';
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

/** An embedded engine with nothing in it, and the words of content/search. */
export function openEmbedded(): EmbeddedEngine {
  const entries = readEntries();
  const lexicon: Lexicon = {
    ...readQueryWords(),
    synonyms: entries.flatMap((one) => (one.kind === 'synonym' ? [one.entry] : [])),
    ambiguous: entries.flatMap((one) => (one.kind === 'ambiguous' ? [one.entry] : [])),
    outside: entries.flatMap((one) => (one.kind === 'outside' ? [one.entry] : [])),
  };
  const engine = embeddedEngine(path.join(temporaryDir(), 'search.sqlite'), () => lexicon);
  onTestFinished(() => engine.close());
  return engine;
}

/** Where the Meilisearch of a test run is: the real one of MEILI_URL, or else a fake one. */
export const meilisearchIs = process.env.MEILI_URL ? 'Meilisearch at MEILI_URL' : 'Meilisearch, a fake server';

/** Meilisearch alone, with nothing in it, in indexes of its own that go when the test ends; what is sent is there when it resolves. */
export async function openMeilisearch(): Promise<SearchEngine> {
  const { MEILI_URL, MEILI_KEY = '' } = process.env;
  const server = MEILI_URL ? { url: MEILI_URL, key: MEILI_KEY } : await fakeMeilisearch();
  const prefix = `thu_${randomBytes(6).toString('hex')}`;
  const connection = connect({ url: server.url, key: server.key, index: prefix, timeoutMs: patientMs });
  const names = indexNames(prefix);
  const kept = keptIndex(connection, names, patientMs);
  const embedded = openEmbedded();
  const engine = meilisearchEngine(connection, names, embedded);
  await kept.rebuild([]);
  onTestFinished(async () => {
    if (!MEILI_URL) return;
    await connection.admin.deleteIndex(names.live);
    const { results } = await connection.admin.getKeys({ limit: 1000 });
    for (const { uid, indexes } of results) if (indexes.includes(`${prefix}-*`)) await connection.admin.deleteKey(uid);
  });
  return {
    name: engine.name,
    async replaceAll(documents) {
      await embedded.replaceAll(documents);
      const differing = await kept.compare(documents);
      if (differing !== 'everything' && differing.length === 0) return false;
      await kept.rebuild(documents);
      return true;
    },
    async index(documents) {
      await embedded.index(documents);
      await kept.change(documents, []);
    },
    async remove(ids) {
      await embedded.remove(ids);
      await kept.change([], ids);
    },
    query: (query) => engine.query(query, patientMs, new AbortController().signal),
    close: () => embedded.close(),
  };
}
