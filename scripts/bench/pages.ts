import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import type { App } from '#platform/app.ts';
import { builtFrontDoor, takePort } from '#platform/http/serve.ts';
import { interleaved, type Rate, rate } from './measure.ts';

const seconds = 5;

/** The home page out of the page cache, against a bare Node server that sends the same bytes. */
export async function cachedPage(app: App): Promise<Rate> {
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
  return rate('trang chủ từ bộ nhớ trang', perSecond, `Node trần gửi cùng ${bytes.length} byte`, limitPerSecond);
}

async function load(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, headers, connections: 32, duration: seconds });
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${result.errors} errors, ${result.non2xx} refusals under load`);
  return result.requests.average;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
