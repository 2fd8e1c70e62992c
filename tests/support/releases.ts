import type { ReleaseParts } from '#par-index/model/release-parts.ts';
import { releaseFilesOf } from '#par-index/release-bundle.ts';
import { writeReleaseFolder } from '#par-index/release-files.ts';
import { openRound } from '#par-index/service.ts';
import { findRound } from '#par-index/store.ts';
import type { App } from '#platform/app.ts';
import { timestamp } from '#platform/clock.ts';
import { departmentRound } from './rounds.ts';

/** Puts a release into a portal, of a round of departments; gives its hash. */
export async function addRelease(app: App, parts: ReleaseParts): Promise<string> {
  const { release, round } = parts.round;
  const files = releaseFilesOf(parts);
  const sha256 = writeReleaseFolder(app.config.releasesDir, release, files);
  if (!(await findRound(app.reader, round.id))) await openRound(app, { ...departmentRound, id: round.id, title: round.title }, 'Thư ký');
  await app.writer
    .insertInto('releases')
    .values({ id: release, round: round.id, sha256, released_at: timestamp(app.clock), released_by: 'Hội đồng' })
    .execute();
  return sha256;
}
