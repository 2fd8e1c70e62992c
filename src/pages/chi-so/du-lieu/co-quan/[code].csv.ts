import type { APIRoute } from 'astro';
import { findAgency } from '#agencies/store.ts';
import { surveysCsv } from '#par-index/downloads.ts';
import { satisfactionOf } from '#par-index/live.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { satisfactionTag } from '#survey/append.ts';
import { wavesTag } from '#survey/wave-service.ts';

/** The satisfaction with one agency by questionnaire and factor, as a table. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const agency = await findAgency(app.reader, params.code ?? '');
  if (!agency) return rewrite('/404');
  page.tags = ['content', wavesTag, releaseTag, satisfactionTag(agency.code)];
  return new Response(surveysCsv(await satisfactionOf(app, agency)), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
