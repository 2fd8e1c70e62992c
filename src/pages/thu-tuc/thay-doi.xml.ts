import type { APIRoute } from 'astro';
import { today } from '#platform/clock.ts';
import { changesFeed } from '#procedures/changes-feed.ts';
import { recentChanges } from '#procedures/feed-store.ts';

const shown = 100;

/** The newest changes of the catalogue as Atom. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page, t } = locals;
  const changes = await recentChanges(app.reader, shown);
  page.tags = ['content'];
  const since = new Date(`${today(app.clock)}T00:00:00+07:00`);
  return new Response(changesFeed(changes, { siteUrl: app.config.siteUrl, author: app.site.agency, since, t }), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
  });
};
