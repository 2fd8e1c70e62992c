import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { Bench } from 'tinybench';
import { openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { builtFrontDoor, takePort } from '#platform/http/serve.ts';
import { silentLog } from '#platform/log.ts';
import { projectRoot } from '#platform/project-root.ts';
import { everySearchDocument } from '#platform/setup.ts';
import type { SearchDocument } from '#search/model/document.ts';
import { buildIfNeeded } from './build-site.ts';
import { command, options } from './command.ts';
import type { BuildSpeed, QuerySpeed } from './search-speed.ts';

const usage = 'npm run bench -- [--json]';
// As many procedures as the national database has for Hà Nội (copy of July 2026).
const wholeCatalogue = 2841;
const seconds = 5;
const rounds = 3;

/** One figure against its raw limit, both measured in this run on this machine. */
interface Row {
  readonly name: string;
  readonly perSecond: number;
  readonly limit: string;
  readonly limitPerSecond: number;
  readonly ratio: number;
}

await command(async () => {
  const { json } = options(usage, { json: { type: 'boolean', default: false } }).values;
  await buildIfNeeded();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const app = await openApp(readConfig({ DATA_DIR: dataDir }), { log: silentLog });
  try {
    const rows = [await cachedPage(app), await search(app)];
    const whole = await wholeSearch(app, dataDir);
    if (json) console.log(JSON.stringify({ node: process.version, rows, search: whole }, null, 1));
    else {
      for (const row of rows)
        console.log(
          `${row.name}: ${Math.round(row.perSecond)}/s = ${row.ratio.toFixed(2)} × ${row.limit} (${Math.round(row.limitPerSecond)}/s)`,
        );
      console.log(searchLine(whole));
    }
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

type App = Awaited<ReturnType<typeof openApp>>;

/** The home page out of the page cache, against a bare Node server that sends the same bytes. */
async function cachedPage(app: App): Promise<Row> {
  const { server, open } = await takePort(0, '127.0.0.1');
  open(await builtFrontDoor(app));
  const own = addressOf(server);
  const headers = { 'accept-encoding': 'br' };
  const answer = await fetch(own, { headers });
  const identity = Buffer.from(await answer.arrayBuffer());
  const bytes = app.cache.get('/')?.bodies.br ?? identity;
  const bare = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'content-length': bytes.length });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const [perSecond, limitPerSecond] = await interleaved(
    () => load(own, headers),
    () => load(addressOf(bare), headers),
  );
  for (const one of [server, bare]) {
    one.closeAllConnections();
    one.close();
  }
  return row('trang chủ từ bộ nhớ trang', perSecond, `Node trần gửi cùng ${bytes.length} byte`, limitPerSecond);
}

/** A search through the engine, against reading one procedure by its key. */
async function search(app: App): Promise<Row> {
  const query = () => app.search.query({ text: 'giấy khai sinh cần gì', page: { limit: 20, offset: 0 } });
  const lookup = () => app.reader.selectFrom('procedures').select('record').where('code', '=', '1.001193').executeTakeFirst();
  const bench = new Bench({ time: 1000 });
  bench.add('search', async () => void (await query())).add('lookup', async () => void (await lookup()));
  await bench.run();
  const rate = (name: string) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`bench ${name} did not complete`);
    return result.throughput.mean;
  };
  return row('tìm "giấy khai sinh cần gì"', rate('search'), 'đọc một thủ tục theo mã', rate('lookup'));
}

interface WholeSearch extends BuildSpeed, QuerySpeed {
  /** Procedures that were made up, because the catalogue has fewer. */
  readonly invented: number;
}

/** The embedded engine over a whole catalogue, in processes of its own. */
async function wholeSearch(app: App, dataDir: string): Promise<WholeSearch> {
  const documents = await everySearchDocument(app.reader);
  const added = inventedProcedures(documents, wholeCatalogue);
  const [documentsFile, indexFile] = [path.join(dataDir, 'documents.json'), path.join(dataDir, 'whole-search.sqlite')];
  writeFileSync(documentsFile, JSON.stringify([...documents, ...added]));
  const measured = (...args: string[]): unknown => {
    const module = path.join(projectRoot, 'scripts', 'search-speed.ts');
    return JSON.parse(execFileSync(process.execPath, [...process.execArgv, module, ...args], { encoding: 'utf8' }));
  };
  const built = measured(indexFile, documentsFile) as BuildSpeed;
  return { ...built, ...(measured(indexFile) as QuerySpeed), invented: added.length };
}

/** Procedures with the beginning of one name, the end of another and the text of several, until there are `wanted`. */
function inventedProcedures(documents: readonly SearchDocument[], wanted: number): readonly SearchDocument[] {
  const real = documents.filter((document) => document.type === 'procedure');
  const at = (i: number) => real[i % real.length] as SearchDocument;
  return Array.from({ length: Math.max(0, wanted - real.length) }, (_, i) => {
    const [one, other, third] = [at(i), at(i * 7 + 3), at(i * 13 + 5)];
    const [front, back] = [one.title.split(' ').slice(0, 8), other.title.split(' ').slice(-8)];
    const code = `8.${String(i).padStart(6, '0')}`;
    return {
      ...one,
      code,
      title: [...front, ...back].join(' '),
      url: `/thu-tuc/${code}`,
      keywords: [],
      body: [one, other, third].map(({ body }) => body).join(' '),
    };
  });
}

function searchLine({ documents, invented, queries, build, first, median, p99, p99OfMedians, p99Cpu, memory }: WholeSearch): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    `tìm trong ${documents} mục${invented > 0 ? ` (${invented} thủ tục ghép từ các thủ tục thật)` : ''}, ${queries} câu:`,
    `giữa ${ms(median)}, p99 ${ms(p99)} mọi lần đo, ${ms(p99OfMedians)} theo trung vị từng câu, ${ms(p99Cpu)} thời gian bộ xử lý (mức 15 ms);`,
    `lập chỉ mục ${(build / 1000).toFixed(1)} s (mức 10 s); câu đầu tiên ${ms(first)}; bộ nhớ thêm ${Math.round(memory / 1e6)} MB (mức 200 MB)`,
  ].join(' ');
}

/** Medians of two measures taken in turn, so that both see the same machine. */
async function interleaved(a: () => Promise<number>, b: () => Promise<number>): Promise<[number, number]> {
  const seen: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    seen[0].push(await a());
    seen[1].push(await b());
  }
  return [median(seen[0]), median(seen[1])];
}

async function load(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, headers, connections: 32, duration: seconds });
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${result.errors} errors, ${result.non2xx} refusals under load`);
  return result.requests.average;
}

function median(values: readonly number[]): number {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function row(name: string, perSecond: number, limit: string, limitPerSecond: number): Row {
  return { name, perSecond, limit, limitPerSecond, ratio: perSecond / limitPerSecond };
}
