import path from 'node:path';
import type { APIRoute } from 'astro';
import { readReleaseFile } from '#par-index/release-files.ts';
import { releaseTag } from '#par-index/release-service.ts';
import { findRelease } from '#par-index/release-store.ts';

const types: Readonly<Record<string, string>> = { '.json': 'application/json', '.csv': 'text/csv; charset=utf-8' };
// What is larger would push many pages out of the cache for a file that few ask for.
const keptBytes = 2 * 1024 * 1024;

/** One frozen file of a release, byte for byte. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const name = params.file ?? '';
  const release = await findRelease(app.reader, params.id ?? '');
  const bytes = release && readReleaseFile(app.config.releasesDir, release.id, name);
  if (!bytes) return rewrite('/404');
  if (bytes.length <= keptBytes) page.tags = [releaseTag];
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': types[path.extname(name)] ?? 'text/plain; charset=utf-8' },
  });
};
