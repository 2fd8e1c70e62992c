import type { APIRoute } from 'astro';
import { factorsCsv } from '#par-index/downloads.ts';
import { liveTable } from '#par-index/live.ts';

/** The satisfaction by one questionnaire: a row for each agency and factor. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const live = await liveTable(app, params.id ?? '');
  if (!live) return rewrite('/404');
  page.tags = ['content', 'satisfaction'];
  return new Response(factorsCsv(live), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
