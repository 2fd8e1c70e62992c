import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRoute } from 'astro';
import { releaseFileNames } from '#par-index/release-files.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { findRelease } from '#par-index/release-store.ts';

const types: Readonly<Record<string, string>> = { '.json': 'application/json', '.csv': 'text/csv; charset=utf-8' };

/** One frozen file of a release, byte for byte. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const name = releaseFileNames.find((one) => one === params.file);
  const release = await findRelease(app.reader, params.id ?? '');
  if (!name || !release) return rewrite('/404');
  page.tags = [releaseTag];
  return new Response(readFileSync(path.join(app.config.releasesDir, release.id, name)), {
    headers: { 'content-type': types[path.extname(name)] ?? 'text/plain; charset=utf-8' },
  });
};
