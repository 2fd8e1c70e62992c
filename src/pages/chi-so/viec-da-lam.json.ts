import type { APIRoute } from 'astro';
import { improvementsJson } from '#par-index/improvement-files.ts';
import { everyImprovement } from '#par-index/improvement-list.ts';
import { improvementsTag } from '#par-index/improvement-service.ts';

/** What agencies did about what people said, for machines. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  page.tags = ['content', improvementsTag];
  return new Response(improvementsJson(await everyImprovement(app.reader), app.simulated), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
