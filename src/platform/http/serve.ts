import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import sirv from 'sirv';
import { createApi } from '#api/api.ts';
import { responseReceiver } from '#api/receive-response.ts';
import type { App } from '../app.ts';
import { Fault } from '../fault.ts';
import { projectRoot } from '../project-root.ts';
import { createFrontDoor, type FrontDoor, type PageHandler } from './front-door.ts';
import { closedPolicy, setSecurityHeaders } from './security.ts';
import { refuse } from './send.ts';

const dist = path.join(projectRoot, 'dist');

// Ten thousand Vietnamese letters in an address take nine bytes each; who pastes a whole letter into the search is answered.
const maxHeaderSize = 128 * 1024;

export interface Serving {
  readonly server: Server;
  /** Hands all requests from now on to the portal; before, they are told to come back. */
  open(frontDoor: FrontDoor): void;
}

/** Takes the port before anything else is touched. Throws a Fault when it cannot be had. */
export async function takePort(port: number, host: string): Promise<Serving> {
  let frontDoor: FrontDoor = async (request, response) =>
    refuse(request, response, { status: 503, text: 'Cổng đang khởi động, xin chờ vài giây.', headers: { 'retry-after': '2' } });
  const limits = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 5_000, maxHeaderSize };
  const server = createServer(limits, (request, response) => {
    void frontDoor(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'đang được chương trình khác dùng' : `không mở được (${error.message})`;
      reject(new Fault(`Cổng mạng ${port} trên ${host} ${reason}. Hãy đặt PORT khác, ví dụ: PORT=4322 npm start.`));
    });
    server.listen(port, host, resolve);
  });
  return {
    server,
    open(opened) {
      frontDoor = opened;
    },
  };
}

/** The front door over the built pages. */
export async function builtFrontDoor(app: App): Promise<FrontDoor> {
  const { handler } = (await import(path.join(dist, 'server', 'entry.mjs'))) as { handler: PageHandler };
  // All pages at once, not each when it is first asked for: a build beside a running portal takes their files away.
  const chunks = path.join(dist, 'server', 'chunks');
  await Promise.all(readdirSync(chunks).map((name) => import(path.join(chunks, name))));
  const routed = getRequestListener(createApi(app).fetch);
  const others = (request: IncomingMessage, response: ServerResponse) => {
    setSecurityHeaders(response);
    response.setHeader('content-security-policy', closedPolicy);
    return routed(request, response);
  };
  const receive = responseReceiver(app);
  return createFrontDoor({
    app,
    pages: handler,
    assets: sirv(path.join(dist, 'client'), { brotli: true, gzip: true, etag: true, setHeaders: setAssetHeaders }),
    api: (request, response) => (isResponse(request) ? receive(request, response) : others(request, response)),
  });
}

function isResponse({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && /^\/+api\/v1\/responses(\?|$)/.test(url ?? '');
}

function setAssetHeaders(response: ServerResponse, pathname: string): void {
  response.setHeader('cache-control', assetCaching(pathname));
  // Ours are UTF-8, which plain text does not say of itself.
  if (pathname.endsWith('.txt')) response.setHeader('content-type', 'text/plain; charset=utf-8');
}

/** Names under _astro carry a hash of their content; the others may change with any release, and the service worker decides about itself. */
function assetCaching(pathname: string): string {
  if (pathname.startsWith('/_astro/')) return 'public, max-age=31536000, immutable';
  return pathname === '/sw.js' ? 'public, max-age=0, must-revalidate' : 'public, max-age=3600';
}
