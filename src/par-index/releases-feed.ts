import { Feed } from 'feed';
import type { Translator } from '#i18n/translator.ts';
import { asHtml } from '#platform/model/html-text.ts';

export interface FeedRelease {
  readonly id: string;
  /** The round's. */
  readonly title: string;
  readonly sha256: string;
  /** ISO 8601 UTC. */
  readonly released_at: string;
  /** The release that it corrects, and why; null for the first of a round. */
  readonly corrects: { readonly release: string; readonly reason: string } | null;
}

/** Where the feed of releases is. */
export const releasesFeedPath = '/chi-so/ban-cong-bo.xml';

/** The releases as an Atom feed, in the order given. `since` is when it began, for while there is none. */
export function releasesFeed(
  releases: readonly FeedRelease[],
  about: { readonly siteUrl: string; readonly author: string; readonly simulated: boolean; readonly since: Date; readonly t: Translator },
): string {
  const { siteUrl, author, simulated, since, t } = about;
  const address = `${siteUrl}${releasesFeedPath}`;
  const newest = releases[0];
  const feed = new Feed({
    id: address,
    title: t('par-index.release.feed'),
    description: t('par-index.release.feed.text'),
    link: `${siteUrl}/chi-so`,
    feed: address,
    language: t.language,
    author: { name: author },
    updated: newest ? new Date(newest.released_at) : since,
    generator: false,
  });
  for (const { id, title, sha256, released_at, corrects } of releases) {
    const page = `${siteUrl}/chi-so/ban-cong-bo/${id}`;
    const kind = corrects ? 'correction' : 'first';
    const correction = corrects ? t('par-index.release.feed.corrects', { release: corrects.release, reason: corrects.reason }) : '';
    feed.addItem({
      id: page,
      link: page,
      title: asHtml(t(`par-index.release.feed.${kind}`, { title, simulated: simulated ? 'yes' : 'no' })),
      description: asHtml([correction, t('par-index.release.feed.sha256', { sha256 })].filter((text) => text !== '').join(' ')),
      date: new Date(released_at),
    });
  }
  return feed.atom1();
}
