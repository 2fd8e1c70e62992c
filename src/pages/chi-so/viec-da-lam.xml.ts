import type { APIRoute } from 'astro';
import { improvementsFeed } from '#par-index/improvement-files.ts';
import { newestImprovements } from '#par-index/improvement-list.ts';
import { improvementsTag } from '#par-index/improvement-service.ts';
import { today } from '#platform/clock.ts';

const shown = 50;

/** What agencies did about what people said as Atom: the entries that were published last. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page, t } = locals;
  const entries = await newestImprovements(app.reader, shown);
  page.tags = ['content', improvementsTag];
  const since = new Date(`${today(app.clock)}T00:00:00+07:00`);
  return new Response(improvementsFeed(entries, { siteUrl: app.config.siteUrl, author: app.site.agency, since, t }), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
  });
};
