import type { APIRoute } from 'astro';
import { allAgencies } from '#agencies/store.ts';
import { publishedCsv } from '#par-index/published-files.ts';
import { findPublishedRound } from '#par-index/store.ts';

/** One published round as a table, with what contradicts itself in it. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const round = await findPublishedRound(app.reader, params.id ?? '');
  if (!round) return rewrite('/404');
  page.tags = ['content'];
  return new Response(publishedCsv(round, await allAgencies(app.reader)), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
