import { Feed } from 'feed';
import type { Translator } from '#i18n/translator.ts';
import { asHtml } from '#platform/model/html-text.ts';
import type { RecentChange } from './feed-store.ts';
import { displayName } from './model/name.ts';
import { isNamedPart } from './model/part-changes.ts';

/** Changes of the catalogue as an Atom feed. `since` is when it began, for while nothing has changed. */
export function changesFeed(
  changes: readonly RecentChange[],
  about: { readonly siteUrl: string; readonly author: string; readonly since: Date; readonly t: Translator },
): string {
  const { siteUrl, author, since, t } = about;
  const address = `${siteUrl}/thu-tuc/thay-doi.xml`;
  const newest = changes[0];
  const feed = new Feed({
    id: address,
    title: t('procedures.changes.title'),
    description: t('procedures.changes.text'),
    link: `${siteUrl}/thu-tuc`,
    feed: address,
    language: t.language,
    author: { name: author },
    updated: newest ? new Date(newest.at) : since,
    generator: false,
  });
  for (const { code, name, version, at, act, parts: changed } of changes) {
    const page = `${siteUrl}/thu-tuc/${code}`;
    const named = changed.filter(isNamedPart).map((part) => t(`procedures.part.${part}`));
    feed.addItem({
      // One entry for each version: the number of a version never changes.
      id: `${page}#lan-${version}`,
      link: page,
      title: asHtml(t(`procedures.changes.${act}`, { name: displayName(name) })),
      date: new Date(at),
      ...(named.length > 0 ? { description: asHtml(t('procedures.changes.parts', { parts: named.join(', ') })) } : {}),
    });
  }
  return feed.atom1();
}
