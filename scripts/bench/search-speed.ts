import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '#platform/project-root.ts';
import { readEntries, readQueryWords } from '#search/content.ts';
import { embeddedEngine } from '#search/embedded.ts';
import type { SearchDocument } from '#search/model/document.ts';
import type { Lexicon } from '#search/model/lexicon.ts';
import { readOwnSets } from '../search-rating.ts';

// Started by whole-search.ts, each time in a process of its own, so that the memory is that of the engine and of its queries.
// Arguments: the file of the index, and to build it a JSON file of documents; without one the queries are put to it.

const rounds = 5;

/** What building gives. Milliseconds. */
export interface BuildSpeed {
  readonly documents: number;
  readonly build: number;
}

/** What the queries give. Times in milliseconds, memory in bytes. */
export interface QuerySpeed {
  readonly queries: number;
  readonly first: number;
  readonly median: number;
  /** Over all measures, with whatever else the machine did. */
  readonly p99: number;
  /** Over the queries, each by the median of its rounds. */
  readonly p99OfMedians: number;
  /** As p99, of the time that the processors spent on it. */
  readonly p99Cpu: number;
  /** What the process grew by from opening the engine to the last query. */
  readonly memory: number;
}

const [indexFile = '', documentsFile] = process.argv.slice(2);
const entries = readEntries();
const lexicon: Lexicon = {
  ...readQueryWords(),
  synonyms: entries.flatMap((one) => (one.kind === 'synonym' ? [one.entry] : [])),
  ambiguous: entries.flatMap((one) => (one.kind === 'ambiguous' ? [one.entry] : [])),
  outside: entries.flatMap((one) => (one.kind === 'outside' ? [one.entry] : [])),
};
console.log(JSON.stringify(documentsFile === undefined ? await askAll() : await buildAll(documentsFile)));

async function buildAll(file: string): Promise<BuildSpeed> {
  const documents = JSON.parse(readFileSync(file, 'utf8')) as SearchDocument[];
  const engine = embeddedEngine(indexFile, () => lexicon);
  const build = await timed(() => engine.replaceAll(documents));
  engine.close();
  return { documents: documents.length, build };
}

async function askAll(): Promise<QuerySpeed> {
  const texts = readOwnSets(path.join(projectRoot, 'tests', 'search', 'rated-queries.yaml')).flatMap((set) =>
    [...set.queries, ...set.negatives].map(({ text }) => text),
  );
  const before = process.memoryUsage().rss;
  const engine = embeddedEngine(indexFile, () => lexicon);
  const spent: number[] = [];
  const ask = (text: string) =>
    timed(async () => {
      const before = process.cpuUsage();
      await engine.query({ text, page: { limit: 20, offset: 0 } });
      const { user, system } = process.cpuUsage(before);
      spent.push((user + system) / 1000);
    });
  const first = await ask(texts[0] ?? '');
  for (const text of texts) await ask(text);
  spent.length = 0;
  const times = new Map<string, number[]>(texts.map((text) => [text, []]));
  for (let round = 0; round < rounds; round++) for (const text of texts) times.get(text)?.push(await ask(text));
  engine.close();
  const all = [...times.values()].flat();
  return {
    queries: texts.length,
    first,
    median: quantile(all, 0.5),
    p99: quantile(all, 0.99),
    p99OfMedians: quantile(
      [...times.values()].map((own) => quantile(own, 0.5)),
      0.99,
    ),
    p99Cpu: quantile(spent, 0.99),
    memory: process.memoryUsage().rss - before,
  };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
