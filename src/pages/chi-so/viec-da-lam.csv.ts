import type { APIRoute } from 'astro';
import { improvementsCsv } from '#par-index/improvement-files.ts';
import { everyImprovement } from '#par-index/improvement-list.ts';
import { improvementsTag } from '#par-index/improvement-service.ts';

/** What agencies did about what people said, as a table. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  page.tags = ['content', improvementsTag];
  return new Response(improvementsCsv(await everyImprovement(app.reader)), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
