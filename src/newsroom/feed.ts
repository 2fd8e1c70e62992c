import { Feed, type Item } from 'feed';
import type { Article } from './model/article.ts';

/** Articles as an RSS feed, in the order given. */
export function articlesFeed(
  articles: readonly Article[],
  about: { readonly siteUrl: string; readonly title: string; readonly description: string; readonly updated: Date },
): string {
  const { siteUrl, title, description, updated } = about;
  const feed = new Feed({
    link: siteUrl,
    title,
    description,
    updated,
    language: 'vi',
    generator: false,
  });
  for (const article of articles) {
    const day = momentOf(article);
    feed.addItem({
      title: article.title,
      description: article.summary,
      link: `${siteUrl}/tin-tuc/${article.slug}`,
      category: article.topics.map((name) => ({ name })),
      ...(day ? { date: day } : {}),
      // The library leaves out a date that it is not given; only its types ask for one.
    } as Item);
  }
  return feed.rss2();
}

/** A feed knows only moments: a date that is known to the day becomes noon in Hà Nội, others are left out. */
export function momentOf({ published }: Pick<Article, 'published'>): Date | null {
  return published.length === 10 ? new Date(`${published}T12:00:00+07:00`) : null;
}
