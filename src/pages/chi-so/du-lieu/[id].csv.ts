import type { APIRoute } from 'astro';
import { liveCsv, seriesCsv } from '#par-index/downloads.ts';
import { liveTable } from '#par-index/live.ts';
import { allIndicators } from '#par-index/store.ts';

/** The figures of a published series, or of a questionnaire's satisfaction so far, as a table. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const id = params.id ?? '';
  const series = (await allIndicators(app.reader)).find((one) => one.id === id);
  const live = series ? undefined : await liveTable(app, id);
  const csv = series ? seriesCsv(series) : live && liveCsv(live);
  if (csv === undefined) return rewrite('/404');
  page.tags = ['content', 'satisfaction'];
  return new Response(csv, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
