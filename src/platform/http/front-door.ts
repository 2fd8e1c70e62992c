import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '#accounts/model/actor.ts';
import { actorOf, isStaffPath, ledTo, type StaffSession } from '#accounts/model/session.ts';
import { type Language, sourceLanguage } from '#i18n/model/language.ts';
import { type Translator, translatorFor } from '#i18n/translator.ts';
import type { App } from '../app.ts';
import { brotli, gzipped } from '../compress.ts';
import type { CachedPage } from '../page-cache.ts';
import { siteTag } from '../site.ts';
import { bodyRefusal } from './body-refusal.ts';
import { type CapturedAnswer, capture, plainRequest } from './captured-response.ts';
import { clientAddress } from './client-address.ts';
import { sendHealth } from './health.ts';
import { formTarget, type PageAddress, pageAddress } from './page-key.ts';
import { securityHeaders, setSecurityHeaders } from './security.ts';
import { type Download, encodingFor, refuse, sendDownload, sendPage, sendText } from './send.ts';
import { isMediaPath, sendMedia } from './send-media.ts';

/** What a page tells the front door while it is rendered, through `Astro.locals.page`. */
export interface PageNotes {
  /** Tags under which the page may be kept for anonymous visitors; null: never kept. */
  tags: readonly string[] | null;
  /** A file that one of the staff's pages gives in place of itself: sent as it is made, and held nowhere. */
  download?: Download;
}

export interface PageLocals {
  readonly app: App;
  readonly page: PageNotes;
  /** Who posts a form, as far as the network tells; null where a page is rendered for everybody. */
  readonly sender: { readonly address: string; readonly userAgent: string } | null;
  /** Who of the staff acts: on the staff's own pages only, and only once they may act at all. Every other page is rendered as for nobody. */
  readonly staff: Actor | null;
  /** Their session, also where something is still to be done before they may act. */
  readonly session: StaffSession | null;
  /** Whether a form is sent, not only a page looked at. */
  readonly sends: boolean;
  /** Says things in the language that the address asks for; the page sees the address without it. */
  readonly t: Translator;
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
  /** The JSON API; its answers are sent as it writes them, with the headers that it sets. */
  readonly api: (request: IncomingMessage, response: ServerResponse) => unknown;
}

const maxPathLength = 4096;

/** Answers one request; never rejects. */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The portal's front door: everything that comes in passes here first, Astro only renders. */
export function createFrontDoor(parts: FrontDoorParts): FrontDoor {
  const pageFor = sharedPages(parts);
  return async (request, response) => {
    try {
      await receive(parts, pageFor, request, response);
    } catch (error) {
      parts.app.log.error('http.failed', error, { path: request.url?.split('?')[0] });
      if (response.headersSent) response.destroy();
      else refuse(request, response, { status: 500, text: 'Cổng gặp sự cố khi trả lời yêu cầu này. Xin thử lại sau ít phút.' });
    }
  };
}

async function receive(parts: FrontDoorParts, pageFor: PageFor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = addressOf(request);
  if (!url) return refuse(request, response, { status: 400, text: 'Địa chỉ không hợp lệ.' });
  if (url.pathname === '/healthz') return sendHealth(parts.app, response);

  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (url.pathname.startsWith('/api/')) {
    const refusal = reads ? null : bodyRefusal(request, url.pathname, true);
    if (refusal) return refuse(request, response, refusal);
    await parts.api(request, response);
    return;
  }

  if (reads && isMediaPath(url.pathname)) return sendMedia(parts.app, response, url.pathname, request.method === 'HEAD' ? 'HEAD' : 'GET');

  const address = pageAddress(url);
  const staffs = isStaffPath(address.path);
  const refusal = reads ? null : bodyRefusal(request, address.path, staffs || formTarget(address) !== null);
  if (refusal) return refuse(request, response, refusal);

  if (staffs) await sendStaffPage(parts, request, response, address);
  else if (!reads) {
    // What the page does not understand does not reach it, here either.
    request.url = formTarget(address) ?? address.target;
    await sendOnce(request, response, await renderPage(parts, request, address.language, { sender: senderOf(parts.app, request) }));
  } else if (url.pathname.length > 1 && url.pathname.endsWith('/')) {
    const location = `${url.pathname.replace(/\/+$/, '')}${url.search}`;
    sendText(response, 301, location, { location });
  } else if (address.language !== sourceLanguage && /\.[a-z]+$/.test(address.path)) {
    // A feed, a site map, a table of figures: the same in every language.
    sendText(response, 301, address.target, { location: address.target });
  } else if (!sentAsAsset(parts, request, response, url)) {
    const page = await pageFor(address);
    if (page.status === 200 && isOpening(request)) parts.app.views.count(address.path);
    if ('etag' in page) sendPage(request, response, page);
    else await sendOnce(request, response, page);
  }
}

/**
 * One of the staff's pages: for whoever holds the session and nobody else. It is rendered anew each time, neither looked for
 * in the cache nor put there, and there is one language.
 */
async function sendStaffPage(
  parts: FrontDoorParts,
  request: IncomingMessage,
  response: ServerResponse,
  address: PageAddress,
): Promise<void> {
  const { app } = parts;
  const path = address.path.replace(/\/+$/, '');
  const target = address.target.replace(address.path, path);
  if (address.language !== sourceLanguage || path !== address.path) {
    sendText(response, 302, target, { location: target, ...unlisted });
    return;
  }
  const session = await app.sessions.read(request.headers.cookie);
  const led = ledTo(session, path, target, request.method !== 'POST');
  if (led !== null) {
    sendText(response, 303, led, { location: led, ...unlisted });
    return;
  }
  request.url = target;
  const page: PageNotes = { tags: null };
  const answer = await renderPage(parts, request, sourceLanguage, { page, sender: senderOf(app, request), session });
  if (page.download) {
    await sendDownload(response, page.download, unlisted);
    return;
  }
  await sendOnce(request, response, { ...answer, headers: { ...answer.headers, ...unlisted } });
}

const unlisted = { 'x-robots-tag': 'noindex' };

/** Whether a person opens a page: a browser says so itself; programs do not, nor what it fetches ahead of a click or to keep. */
function isOpening({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-purpose'] === undefined;
}

/** Gives the page of an address: kept, being rendered for someone else at this moment, or rendered now. */
type PageFor = (address: PageAddress) => Promise<CachedPage | CapturedAnswer>;

function sharedPages(parts: FrontDoorParts): PageFor {
  const { cache } = parts.app;
  const underWay = new Map<string, { generation: number; page: Promise<CachedPage | null> }>();
  return async (address) => {
    const { key } = address;
    const kept = cache.get(key);
    if (kept) return kept;
    const others = underWay.get(key);
    // Not where something has changed since they began; and what may not be kept, such as a form, is not shared either.
    const theirs = others?.generation === cache.generation ? await others.page : null;
    if (theirs) return theirs;

    const rendered = renderForAll(parts, address);
    const mine = { generation: cache.generation, page: rendered.then((page) => ('etag' in page ? page : null)).catch(() => null) };
    underWay.set(key, mine);
    try {
      return await rendered;
    } finally {
      if (underWay.get(key) === mine) underWay.delete(key);
    }
  };
}

/** Renders the page of an address as any anonymous visitor gets it, and keeps it where the page allows. */
async function renderForAll(parts: FrontDoorParts, { key, target, language }: PageAddress): Promise<CachedPage | CapturedAnswer> {
  const { cache } = parts.app;
  const { generation } = cache;
  const page: PageNotes = { tags: null };
  const answer = await renderPage(parts, plainRequest(target), language, { page });
  if (answer.status !== 200 || page.tags === null || answer.headers['set-cookie'] !== undefined) return answer;
  const headers = { 'content-type': withCharset(answer), ...singleHeaders(answer, ['content-security-policy', 'x-robots-tag']) };
  return cache.put(key, { headers, body: answer.body, tags: [...page.tags, siteTag] }, generation);
}

function senderOf({ config }: App, request: IncomingMessage): PageLocals['sender'] {
  return { address: clientAddress(request, config.trustedProxies), userAgent: request.headers['user-agent'] ?? '' };
}

function renderPage(
  { app, pages }: FrontDoorParts,
  request: IncomingMessage,
  language: Language,
  { page = { tags: null }, sender = null, session = null }: Partial<Pick<PageLocals, 'page' | 'sender' | 'session'>>,
): Promise<CapturedAnswer> {
  const sends = request.method === 'POST';
  const locals: PageLocals = { app, page, sender, session, sends, staff: actorOf(session), t: translatorFor(language) };
  return capture(request, (captured) =>
    pages(
      request,
      captured,
      () => {
        // No such route: without this, Astro would render the page for it without our locals.
        request.url = '/404';
        void pages(request, captured, undefined, locals);
      },
      locals,
    ),
  );
}

/** Sends an answer that is not kept: compressed quickly, and only where it is worth it. */
async function sendOnce(request: IncomingMessage, response: ServerResponse, answer: CapturedAnswer): Promise<void> {
  const encoding = answer.body.length < 1024 ? 'identity' : encodingFor(request);
  const body = encoding === 'br' ? await brotli(answer.body, 4) : encoding === 'gzip' ? await gzipped(answer.body, 5) : answer.body;
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

/** Sends a built file where the path names one; gives whether it did. */
function sentAsAsset({ app, assets }: FrontDoorParts, request: IncomingMessage, response: ServerResponse, url: URL): boolean {
  if (!/^\/[^/]*\.[a-z0-9]+$|^\/_astro\//.test(url.pathname)) return false;
  let found = true;
  setSecurityHeaders(response);
  // A file that is gone by the time it is read (the pages were built anew beside us) breaks this one answer, not the portal.
  response.once('pipe', (file) => {
    file.once('error', (error) => {
      app.log.error('http.asset', error, { path: url.pathname });
      response.destroy();
    });
  });
  assets(request, response, () => {
    found = false;
  });
  return found;
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
  // How much may be asked after the path is for each page and the API to say, by the name of the parameter.
  if (target.replace(/\?.*$/s, '').length > maxPathLength || !target.startsWith('/')) return null;
  const url = URL.parse(`http://portal.invalid${target.replace(/^\/+/, '/')}`);
  try {
    decodeURIComponent(url?.pathname ?? '');
  } catch {
    return null;
  }
  return url;
}
