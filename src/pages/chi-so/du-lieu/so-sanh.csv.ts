import type { APIRoute } from 'astro';
import { compareAgencies } from '#par-index/comparison.ts';
import { comparisonCsv } from '#par-index/downloads.ts';

/** Agencies beside each other, as a table; no such file where they cannot be compared. Any
 * agencies in any order can be asked for: answered, but not kept. */
export const GET: APIRoute = async ({ url, locals, rewrite }) => {
  const { app } = locals;
  const { comparison, refusals } = await compareAgencies(app, url.searchParams);
  if (!comparison || refusals.length > 0) return rewrite('/404');
  return new Response(comparisonCsv(comparison), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
