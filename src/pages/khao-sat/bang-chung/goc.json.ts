import type { APIRoute } from 'astro';
import type { ProofIndex } from '#survey/model/proof-day.ts';
import { proofsTag, publishedDays } from '#survey/proof-service.ts';

/** What is published of every day. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page, t } = locals;
  const published = await publishedDays(app);
  if (published.kind === 'broken') return new Response(t('survey.proof.broken', { day: t.date(published.day) }), { status: 503 });
  page.tags = [proofsTag];
  const index: ProofIndex = { format: 'bien-nhan-1', days: [...published.days] };
  return new Response(`${JSON.stringify(index, null, 1)}\n`, { headers: { 'content-type': 'application/json; charset=utf-8' } });
};
