import { addressName } from './address-name.ts';
import { type Article, topics } from './article.ts';
import type { FacetChoice, Facets } from './facets.ts';

export type Topic = (typeof topics)[number];

/** What news are listed, counted and related by. */
export type NewsKey = Pick<Article, 'slug' | 'published' | 'topics' | 'documents'>;

/** The groups of choices, each with its name in addresses. */
export const newsParameters = { topic: 'chu-de', time: 'thang' } as const;
export type NewsGroup = keyof typeof newsParameters;
export type NewsChoice = FacetChoice<NewsGroup>;

export const anyNews: NewsChoice = { topic: null, time: null };

/** How news can be narrowed: by topic, and by the year and the month that are known of them. */
export const newsFacets: Facets<NewsGroup, NewsKey> = {
  topic: (article) => article.topics.map(addressName),
  time: ({ published }) => (published.length < 7 ? [published] : [published.slice(0, 4), published.slice(0, 7)]),
};

/** The topic that an address names; null where there is none of this name. */
export function topicNamed(name: string): Topic | null {
  return topics.find((topic) => addressName(topic) === name) ?? null;
}

export interface ReadNewsChoice {
  readonly choice: NewsChoice;
  /** Values that can name neither a topic nor a time: nothing can be listed for them. */
  readonly unknown: readonly string[];
}

/** The choice that an address makes: a topic by its name in addresses; a month `2024-11` or a year `2024`. */
export function readNewsChoice(query: URLSearchParams): ReadNewsChoice {
  const topic = query.get(newsParameters.topic)?.normalize('NFC').trim() || null;
  const time = query.get(newsParameters.time)?.normalize('NFC').trim() || null;
  const known = {
    topic: topic !== null && topicNamed(topic) !== null,
    time: time !== null && /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(time),
  };
  return {
    choice: { topic: known.topic ? topic : null, time: known.time ? time : null },
    unknown: [...(topic !== null && !known.topic ? [topic] : []), ...(time !== null && !known.time ? [time] : [])],
  };
}

/** The parameters of the address that makes a choice. */
export function newsAddress(choice: NewsChoice): Readonly<Record<string, string | null>> {
  return { [newsParameters.topic]: choice.topic, [newsParameters.time]: choice.time };
}

/** The years, newest first, and the months offered beside a list: those of the year chosen, else the newest `most`. */
export function offeredTimes(
  counts: ReadonlyMap<string, number>,
  chosen: string | null,
  most: number,
): { readonly years: readonly string[]; readonly months: readonly string[] } {
  const times = [...counts.keys()].sort().reverse();
  const months = times.filter((time) => time.length === 7);
  const year = chosen?.slice(0, 4);
  return {
    years: times.filter((time) => time.length === 4),
    months: year === undefined ? months.slice(0, most) : months.filter((month) => month.startsWith(year)),
  };
}

/**
 * The articles that go with one, at most `most`: those that name the same documents first, then those of its topics, the
 * more of them in common the earlier, and among equals in the order given.
 */
export function relatedNews<K extends NewsKey>(article: NewsKey, others: readonly K[], most: number): readonly K[] {
  const common = (a: readonly string[], b: readonly string[]) => a.filter((one) => b.includes(one)).length;
  return others
    .filter(({ slug }) => slug !== article.slug)
    .map((other) => ({ other, documents: common(article.documents, other.documents), topics: common(article.topics, other.topics) }))
    .filter(({ documents, topics }) => documents + topics > 0)
    .sort((a, b) => b.documents - a.documents || b.topics - a.topics)
    .slice(0, most)
    .map(({ other }) => other);
}
