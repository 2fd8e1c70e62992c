import type { APIRoute } from 'astro';
import { surveysCsv } from '#par-index/downloads.ts';
import { procedureSatisfaction } from '#par-index/live.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { findProcedure } from '#procedures/store.ts';
import { procedureTag } from '#survey/procedure-tallies.ts';
import { wavesTag } from '#survey/wave-service.ts';

/** The satisfaction of those who used a procedure, by questionnaire and factor, as a table. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const code = params.code ?? '';
  if (!(await findProcedure(app.reader, code))) return rewrite('/404');
  page.tags = ['content', wavesTag, releaseTag, procedureTag(code)];
  return new Response(surveysCsv({ ...(await procedureSatisfaction(app, code)), history: [] }), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
};
