// The portal's service worker: what has been read can be read again without a network. Bundled to /sw.js by the build.
import type { WorkboxPlugin } from 'workbox-core/types.js';
import { ExpirationPlugin, type ExpirationPluginOptions } from 'workbox-expiration';
import { registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies';
import {
  assetsCache,
  assetsIn,
  isKeptPath,
  mayBeKept,
  offlineCachePrefix,
  offlinePathFor,
  offlinePaths,
  pagesCache,
} from './kept-pages.ts';
import type { WorkerEvent, WorkerScope } from './worker-scope.ts';

/** Names the build, so that each brings its own offline page. */
declare const __REVISION__: string;

const worker = globalThis as unknown as WorkerScope;
const offlineCache = `${offlineCachePrefix}${__REVISION__}`;
const month = 30 * 24 * 60 * 60;

/** An answer of the server is shown whatever it says; the kept copy is for no answer at all, or none within four seconds. */
const pages = new NetworkFirst({
  cacheName: pagesCache,
  networkTimeoutSeconds: 4,
  plugins: [
    { cacheWillUpdate: async ({ response }) => (mayBeKept(response) ? response : null) },
    // Pages that are kept understand no parameters.
    { cacheKeyWillBeUsed: async ({ request }) => request.url.replace(/[?#].*$/, '') },
    atMost({ maxEntries: 80, maxAgeSeconds: month }),
    { cachedResponseWillBeUsed: async ({ cachedResponse }) => cachedResponse && (await markedAsKept(cachedResponse)) },
  ],
});

/** Named by their content, they never change; they outlive a build, for pages of an older one may still be kept. */
const assets = new CacheFirst({
  cacheName: assetsCache,
  plugins: [{ cacheWillUpdate: async ({ response }) => (response.status === 200 ? response : null) }, atMost({ maxEntries: 160 })],
});

// Routes take GET alone: what is posted never passes here.
registerRoute(({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && isKeptPath(url.pathname), pages);
registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && !url.pathname.startsWith('/api/'),
  new NetworkOnly(),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_astro/'),
  async (options) => (await caches.match(options.request, { cacheName: offlineCache })) ?? assets.handle(options),
);
setCatchHandler(async ({ request }) => {
  const offline = offlinePathFor(new URL(request.url).pathname);
  const page = request.mode === 'navigate' ? await caches.match(offline, { cacheName: offlineCache }) : undefined;
  return page ?? Response.error();
});

worker.addEventListener('install', (event) => {
  event.waitUntil(Promise.all(offlinePaths.map(bringOfflinePage)).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => worker.clients.claim()));
  // The page that brought the worker was read before there was one. Not waited for: pages must not wait on it.
  void keepOpenPages(event).catch(() => {});
});

async function bringOfflinePage(path: string): Promise<void> {
  const answer = await fetch(path, { cache: 'no-cache' });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  const cache = await caches.open(offlineCache);
  await bringAssets(await answer.clone().text(), async (asset) => {
    await cache.add(asset);
    return (await cache.match(asset)) ?? Response.error();
  });
  await cache.put(path, answer);
}

/** Brings what a page or script needs, and what that needs in turn, each once. */
async function bringAssets(text: string, bring: (asset: string) => Promise<Response>, seen = new Set<string>()): Promise<void> {
  for (const asset of assetsIn(text)) {
    if (seen.has(asset)) continue;
    seen.add(asset);
    const answer = await bring(asset);
    if (asset.endsWith('.js')) await bringAssets(await answer.text(), bring, seen);
  }
}

async function dropOldCaches(): Promise<void> {
  const current = [pagesCache, assetsCache, offlineCache];
  for (const name of await caches.keys()) if (!current.includes(name)) await caches.delete(name);
}

async function keepOpenPages(event: WorkerEvent): Promise<void> {
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const kept = open.filter(({ url }) => isKeptPath(new URL(url).pathname));
  await Promise.all(
    kept.map(async ({ url }) => {
      const answer = await handled(pages, event, url);
      if (mayBeKept(answer)) await bringAssets(await answer.text(), (asset) => handled(assets, event, asset));
    }),
  );
}

/** Lets a strategy fetch and keep an address, until it is all written. */
async function handled(strategy: NetworkFirst | CacheFirst, event: WorkerEvent, url: string): Promise<Response> {
  const [response, done] = strategy.handleAll({ event: event as never, request: new Request(url) });
  const answer = await response;
  await done;
  return answer;
}

/** Drops what was used longest ago; and everything where the device's room is short. */
function atMost(limits: ExpirationPluginOptions): WorkboxPlugin {
  // Its own type says undefined where the type of plugins says absent.
  return new ExpirationPlugin({ ...limits, purgeOnQuotaError: true }) as WorkboxPlugin;
}

/** A kept page says of itself when it was kept; the page's script tells the reader. */
async function markedAsKept(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  const html = (await response.text()).replace('<html', `<html data-kept="${headers.get('date') ?? ''}"`);
  return new Response(html, { status: response.status, headers });
}
