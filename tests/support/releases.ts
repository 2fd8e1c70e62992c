import type { ReleaseParts } from '#par-index/model/release-parts.ts';
import { releaseFilesOf } from '#par-index/release-bundle.ts';
import { writeReleaseFolder } from '#par-index/release-files.ts';
import { findRound } from '#par-index/round-store.ts';
import type { App } from '#platform/app.ts';
import { timestamp } from '#platform/clock.ts';
import { departmentRound, must, open } from './rounds.ts';

/** Puts a release into a portal, of a round of departments; gives its hash. */
export async function addRelease(app: App, parts: ReleaseParts): Promise<string> {
  const { release, round, corrects } = parts.round;
  const files = releaseFilesOf(parts);
  const sha256 = writeReleaseFolder(app.config.releasesDir, release, files);
  if (!(await findRound(app.reader, round.id))) await must(open(app, { ...departmentRound, id: round.id, title: round.title }));
  await app.writer
    .insertInto('releases')
    .values({
      id: release,
      round: round.id,
      sha256,
      released_at: timestamp(app.clock),
      released_by: 'Hội đồng',
      corrects: corrects?.release ?? null,
      reason: corrects?.reason ?? null,
    })
    .execute();
  return sha256;
}
