import { Feed, type Item } from 'feed';
import { escapedMarkup } from '#platform/model/markup.ts';
import type { Article } from './model/article.ts';
import type { DatedArticle } from './news-store.ts';

/** The formats of the feeds, each with its file below /tin-tuc and the type it is sent as. */
export const feedFormats = {
  rss: { file: 'feed.xml', type: 'application/xml; charset=utf-8' },
  atom: { file: 'atom.xml', type: 'application/atom+xml; charset=utf-8' },
  json: { file: 'feed.json', type: 'application/feed+json; charset=utf-8' },
} as const;
export type FeedFormat = keyof typeof feedFormats;

/** What a feed says of itself. */
export interface FeedHead {
  readonly siteUrl: string;
  /** Path and parameters of the page whose articles these are, and of the feed. */
  readonly page: string;
  readonly self: string;
  readonly title: string;
  readonly description: string;
  readonly author: string;
  /** When it changed last where it has no article. */
  readonly since: Date;
}

/** Articles as a feed, in the order given. */
export function articlesFeed(articles: readonly DatedArticle[], format: FeedFormat, head: FeedHead): string {
  const { siteUrl, title, description, author, since } = head;
  const [link, self] = [`${siteUrl}${head.page}`, `${siteUrl}${head.self}`];
  const feed = new Feed({
    id: self,
    link,
    title,
    description,
    author: { name: author },
    updated: articles.reduce((newest, { changed }) => (changed > newest ? changed : newest), articles[0]?.changed ?? since),
    language: 'vi',
    generator: false,
    ...(format === 'json' ? { feedLinks: { json: self } } : { feed: self }),
  });
  for (const one of articles) feed.addItem(itemOf(one, format, siteUrl));
  return { rss: () => feed.rss2(), atom: () => feed.atom1(), json: () => feed.json1() }[format]();
}

function itemOf({ article, changed }: DatedArticle, format: FeedFormat, siteUrl: string): Item {
  const day = momentOf(article);
  const link = `${siteUrl}/tin-tuc/${article.slug}`;
  const item = {
    // Titles are plain text in RSS and JSON and HTML in Atom; the JSON feed's only text of ours is HTML.
    title: format === 'atom' ? escapedMarkup(article.title) : article.title,
    description: format === 'rss' ? article.summary : escapedMarkup(article.summary),
    link,
    category: article.topics.map((name) => (format === 'atom' ? { term: name, name } : { name })),
  };
  // The library leaves out a date that it is not given; only its types ask for one. RSS knows only the date of the news.
  if (format === 'rss') return { ...item, ...(day ? { date: day } : {}) } as Item;
  return { ...item, id: link, date: changed, ...(day ? { published: day } : {}) };
}

/** A feed knows only moments: a date that is known to the day becomes noon in Hà Nội, others are left out. */
export function momentOf({ published }: Pick<Article, 'published'>): Date | null {
  return published.length === 10 ? new Date(`${published}T12:00:00+07:00`) : null;
}
