import type { APIRoute } from 'astro';
import { compareAgencies } from '#par-index/comparison.ts';
import { comparisonCsv } from '#par-index/downloads.ts';

/** Agencies beside each other, as a table; no such file where they cannot be compared. */
export const GET: APIRoute = async ({ url, locals, rewrite }) => {
  const { app, page } = locals;
  const { comparison, refusals } = await compareAgencies(app, url.searchParams);
  if (!comparison || refusals.length > 0) return rewrite('/404');
  page.tags = ['content', 'satisfaction'];
  return new Response(comparisonCsv(comparison), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
