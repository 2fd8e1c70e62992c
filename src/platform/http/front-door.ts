import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { App } from '../app.ts';
import { type CapturedAnswer, capture } from './captured-response.ts';
import { pageKey } from './page-key.ts';
import { closedPolicy, crossSite, securityHeaders } from './security.ts';
import { encodingFor, sendPage, sendText } from './send.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** What a page tells the front door while it is rendered, through `Astro.locals.page`. */
export interface PageNotes {
  /** Tags under which the page may be kept for anonymous visitors; null: never kept. */
  tags: readonly string[] | null;
}

export interface PageLocals {
  readonly app: App;
  readonly page: PageNotes;
}

type Next = () => void;
/** Astro's handler in middleware mode. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: Next | undefined,
  locals: object,
) => void | Promise<void>;
type AssetHandler = (request: IncomingMessage, response: ServerResponse, next: Next) => void;

export interface FrontDoorParts {
  readonly app: App;
  readonly pages: PageHandler;
  readonly assets: AssetHandler;
  /** The JSON API; its answers are sent as it writes them. */
  readonly api: (request: IncomingMessage, response: ServerResponse) => unknown;
}

const maxFormBytes = 64 * 1024;
const maxUrlLength = 4096;

/** Answers one request; never rejects. */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The portal's front door: everything that comes in passes here first, Astro only renders. */
export function createFrontDoor(parts: FrontDoorParts): FrontDoor {
  const { app } = parts;
  return async (request, response) => {
    try {
      await receive(parts, request, response);
    } catch (error) {
      app.log.error('http.failed', error, { path: request.url?.split('?')[0] });
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'Cổng gặp sự cố khi trả lời yêu cầu này. Xin thử lại sau ít phút.');
    }
  };
}

async function receive(parts: FrontDoorParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { app } = parts;
  const url = addressOf(request);
  if (!url) return sendText(response, 400, 'Địa chỉ không hợp lệ.');
  const method = request.method ?? 'GET';
  const reads = method === 'GET' || method === 'HEAD';

  if (url.pathname === '/healthz') return sendHealth(app, response);
  if (!reads) {
    const refusal = bodyRefusal(request);
    if (refusal) {
      // The rest of a body that is not read would be taken for the next request.
      return sendText(response, refusal.status, refusal.text, { connection: 'close', ...refusal.headers });
    }
  }
  if (url.pathname.startsWith('/api/')) {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.setHeader('content-security-policy', closedPolicy);
    await parts.api(request, response);
    return;
  }
  if (reads && /^\/[^/]*\.[a-z0-9]+$|^\/_astro\//.test(url.pathname)) {
    let found = true;
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    parts.assets(request, response, () => {
      found = false;
    });
    if (found) return;
  }
  await sendRendered(parts, request, response, url, reads);
}

async function sendRendered(
  parts: FrontDoorParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  reads: boolean,
): Promise<void> {
  const { app } = parts;
  const key = pageKey(url);
  if (reads) {
    const kept = app.cache.get(key);
    if (kept) return sendPage(request, response, kept);
  }
  const generation = app.cache.generation;
  const page: PageNotes = { tags: null };
  const locals: PageLocals = { app, page };
  // What pages do not understand does not reach them, so that one kept page serves all.
  request.url = key;
  const answer = await capture(request, (captured) =>
    parts.pages(
      request,
      captured,
      () => {
        // No such route: without this, Astro would render the page for it without our locals.
        request.url = '/404';
        void parts.pages(request, captured, undefined, locals);
      },
      locals,
    ),
  );
  if (reads && answer.status === 200 && page.tags !== null && answer.headers['set-cookie'] === undefined) {
    const headers = { 'content-type': withCharset(answer), ...singleHeaders(answer, ['content-security-policy', 'x-robots-tag']) };
    return sendPage(request, response, await app.cache.put(key, { headers, body: answer.body, tags: page.tags }, generation));
  }
  const { body, encoding } = await compressed(request, answer.body);
  response.writeHead(answer.status, {
    ...securityHeaders,
    ...answer.headers,
    'content-type': withCharset(answer),
    'content-length': body.length,
    vary: 'Accept-Encoding',
    'cache-control': 'no-store',
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** A page that is sent once: compressed quickly, and only where it is worth it. */
async function compressed(request: IncomingMessage, body: Buffer): Promise<{ body: Buffer; encoding: 'br' | 'gzip' | 'identity' }> {
  const encoding = body.length < 1024 ? 'identity' : encodingFor(request);
  if (encoding === 'br') return { encoding, body: await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) };
  return { encoding, body: encoding === 'gzip' ? await gzipped(body, { level: 5 }) : body };
}

/** Astro leaves out the charset of its pages. */
function withCharset({ headers }: CapturedAnswer): string {
  const type = String(headers['content-type'] ?? 'text/html');
  return /^text\/|xml/.test(type) && !type.includes('charset') ? `${type}; charset=utf-8` : type;
}

function singleHeaders({ headers }: CapturedAnswer, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
}

function addressOf(request: IncomingMessage): URL | null {
  const target = request.url ?? '/';
  // The host is fixed: nothing is built from what a client claims to have called.
  if (target.length > maxUrlLength || !target.startsWith('/')) return null;
  const url = URL.parse(`http://portal.invalid${target.replace(/^\/+/, '/')}`);
  try {
    decodeURIComponent(url?.pathname ?? '');
  } catch {
    return null;
  }
  return url;
}

function bodyRefusal(request: IncomingMessage): { status: number; text: string; headers?: Record<string, string> } | null {
  if (request.method !== 'POST') return { status: 405, text: 'Cổng không nhận cách gọi này.', headers: { allow: 'GET, HEAD, POST' } };
  if (crossSite(request))
    return { status: 403, text: 'Yêu cầu đến từ một trang khác nên không được nhận. Hãy mở lại biểu mẫu trên cổng và gửi lại.' };
  if (request.headers['content-length'] === undefined)
    return { status: 411, text: 'Yêu cầu phải cho biết độ dài nội dung (Content-Length).' };
  if (Number(request.headers['content-length']) > maxFormBytes)
    return { status: 413, text: `Nội dung gửi quá lớn, tối đa ${maxFormBytes / 1024} kB.` };
  return null;
}

async function sendHealth(app: App, response: ServerResponse): Promise<void> {
  let database = 'ok';
  try {
    await app.reader.selectFrom('settings').select('key').limit(1).execute();
  } catch (error) {
    app.log.error('health.database', error);
    database = 'failed';
  }
  const body = Buffer.from(
    JSON.stringify({ status: database === 'ok' ? 'ok' : 'failed', database, search: app.search.name, simulated: app.simulated }),
  );
  response.writeHead(database === 'ok' ? 200 : 503, {
    ...securityHeaders,
    'content-security-policy': closedPolicy,
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  response.end(body);
}
