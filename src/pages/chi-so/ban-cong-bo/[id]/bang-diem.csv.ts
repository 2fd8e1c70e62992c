import type { APIRoute } from 'astro';
import { releaseCsv } from '#par-index/downloads.ts';
import { readRelease } from '#par-index/release-files.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { findRelease } from '#par-index/release-store.ts';

/** Ranks and points of a release for spreadsheets; unlike its frozen files, it may change its form. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const release = await findRelease(app.reader, params.id ?? '');
  if (!release) return rewrite('/404');
  page.tags = [releaseTag];
  const csv = releaseCsv(readRelease(app.config.releasesDir, release.id));
  return new Response(csv, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
