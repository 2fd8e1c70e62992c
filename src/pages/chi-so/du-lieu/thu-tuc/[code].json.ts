import type { APIRoute } from 'astro';
import { translatorFor } from '#i18n/translator.ts';
import { procedureJson } from '#par-index/figures-json.ts';
import { procedureSatisfaction } from '#par-index/live.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { findProcedure } from '#procedures/store.ts';
import { procedureTag } from '#survey/procedure-tallies.ts';
import { wavesTag } from '#survey/wave-service.ts';

/** The satisfaction of those who used a procedure, for machines. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const code = params.code ?? '';
  if (!(await findProcedure(app.reader, code))) return rewrite('/404');
  page.tags = ['content', wavesTag, releaseTag, procedureTag(code)];
  return Response.json(procedureJson(code, await procedureSatisfaction(app, code), translatorFor('vi').say, app.simulated));
};
