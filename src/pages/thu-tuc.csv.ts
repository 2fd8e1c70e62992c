import type { APIRoute } from 'astro';
import { openProcedures } from '#procedures/feed-store.ts';
import { openDataCsv } from '#procedures/model/open-data.ts';

/** The whole catalogue as a table. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  page.tags = ['content'];
  return new Response(openDataCsv(await openProcedures(app.reader), app.config.siteUrl), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
};
