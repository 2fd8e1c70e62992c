import type { APIRoute } from 'astro';
import { releaseTag } from '#par-index/release-service.ts';
import { allReleases } from '#par-index/release-store.ts';
import { releasesFeed } from '#par-index/releases-feed.ts';
import { today } from '#platform/clock.ts';

const shown = 50;

/** The newest releases as Atom. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page, t } = locals;
  const releases = (await allReleases(app.reader)).slice(0, shown);
  page.tags = [releaseTag];
  const feed = releasesFeed(
    releases.map((release) => ({
      ...release,
      corrects: release.corrects === null ? null : { release: release.corrects, reason: release.reason ?? '' },
    })),
    {
      siteUrl: app.config.siteUrl,
      author: app.site.agency,
      simulated: app.simulated,
      since: new Date(`${today(app.clock)}T00:00:00+07:00`),
      t,
    },
  );
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
