import { mkdtempSync, rmSync } from 'node:fs';
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
import { buildIfNeeded } from './build-site.ts';
import { command, options } from './command.ts';

const usage = 'npm run bench -- [--json]';
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
    if (json) console.log(JSON.stringify({ node: process.version, rows }, null, 1));
    else
      for (const row of rows)
        console.log(
          `${row.name}: ${Math.round(row.perSecond)}/s = ${row.ratio.toFixed(2)} × ${row.limit} (${Math.round(row.limitPerSecond)}/s)`,
        );
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
