import type { APIRoute } from 'astro';
import { findAgency } from '#agencies/store.ts';
import { translatorFor } from '#i18n/translator.ts';
import { agencyJson } from '#par-index/figures-json.ts';
import { satisfactionOf } from '#par-index/live.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { satisfactionTag } from '#survey/append.ts';
import { wavesTag } from '#survey/wave-service.ts';

/** The satisfaction with one agency, as the API gives it too. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const agency = await findAgency(app.reader, params.code ?? '');
  if (!agency) return rewrite('/404');
  page.tags = ['content', wavesTag, releaseTag, satisfactionTag(agency.code)];
  // Files are the same in all languages.
  return Response.json(agencyJson(await satisfactionOf(app, agency), translatorFor('vi').say, app.simulated));
};
