import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { actorOf, isStaffPath } from '#accounts/model/session.ts';
import { createApi } from '#api/api.ts';
import { sourceLanguage } from '#i18n/model/language.ts';
import { translatorFor } from '#i18n/translator.ts';
import { openApp } from '#platform/app.ts';
import { startBackground } from '#platform/background.ts';
import { readConfig } from '#platform/config.ts';
import type { PageLocals } from '#platform/http/front-door.ts';
import { pageAddress } from '#platform/http/page-key.ts';

/** What the front door does for `astro dev`: the API before Astro, and the app in the pages' locals. No page cache. */
export async function devMiddleware(server: Pick<Server, 'once'>) {
  const app = await openApp(readConfig(process.env));
  const stop = await startBackground(app);
  server.once('close', () => void stop().then(app.close));
  const api = getRequestListener(createApi(app).fetch);
  return async (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (request.url?.startsWith('/api/')) return void api(request, response);
    const { language, path, target } = pageAddress(new URL(request.url ?? '/', 'http://portal.invalid'));
    // Vite's own addresses (modules, styles) keep their parameters.
    if (language !== sourceLanguage) request.url = target;
    const session = isStaffPath(path) ? await app.sessions.read(request.headers.cookie) : null;
    const sends = request.method === 'POST';
    const t = translatorFor(language);
    const locals: PageLocals = { app, page: { tags: null }, sender: null, session, sends, staff: actorOf(session), t };
    // The symbol under which Astro's development server looks for locals.
    Reflect.set(request, Symbol.for('astro.locals'), locals);
    return next();
  };
}
