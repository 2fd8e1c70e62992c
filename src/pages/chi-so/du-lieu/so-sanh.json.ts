import type { APIRoute } from 'astro';
import { translatorFor } from '#i18n/translator.ts';
import { compareAgencies } from '#par-index/comparison.ts';
import { comparisonJson } from '#par-index/figures-json.ts';

/** Agencies beside each other, with what is known of every difference; no such file where they cannot be compared. Any
 * agencies in any order can be asked for: answered, but not kept. */
export const GET: APIRoute = async ({ url, locals, rewrite }) => {
  const { app } = locals;
  const { comparison, refusals } = await compareAgencies(app, url.searchParams);
  if (!comparison || refusals.length > 0) return rewrite('/404');
  // Files are the same in all languages.
  return Response.json(comparisonJson(comparison, translatorFor('vi').say, app.simulated));
};
