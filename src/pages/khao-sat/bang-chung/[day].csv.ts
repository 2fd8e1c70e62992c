import type { APIRoute } from 'astro';
import { dayFile } from '#survey/model/proof-leaf.ts';

/**
 * The hashes of a day's responses: the same bytes for ever, for they must give the published root. Not kept among the pages,
 * where a walk through all days would push the others out.
 */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, t } = locals;
  const day = params.day ?? '';
  const outcome = await app.proofs.of(day);
  if (outcome.kind === 'not-published') return rewrite('/404');
  if (outcome.kind === 'differs') return new Response(t('survey.proof.differs', { day: t.date(day) }), { status: 503 });
  return new Response(dayFile(outcome.proof.leaves), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
