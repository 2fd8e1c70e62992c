import type { APIRoute } from 'astro';
import { openProcedures } from '#procedures/feed-store.ts';
import { openDataJson } from '#procedures/model/open-data.ts';

/** The whole catalogue for machines. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  page.tags = ['content'];
  return new Response(openDataJson(await openProcedures(app.reader), app.config.siteUrl), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
