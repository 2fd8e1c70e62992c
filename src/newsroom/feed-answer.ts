import type { APIContext } from 'astro';
import { addressWith } from '#ui/page-number.ts';
import { articlesFeed, type FeedFormat, feedFormats } from './feed.ts';
import { newsAddress, readNewsChoice, topicNamed } from './model/news-choice.ts';
import { newestArticles } from './news-store.ts';

/** So many articles stand in a feed. */
const length = 30;

/** The newest articles, all or those of the topic that the address names, as a feed; 404 where there is no such topic. */
export async function feedAnswer({ locals, url, rewrite }: APIContext, format: FeedFormat): Promise<Response> {
  const { app, page } = locals;
  const { choice, unknown } = readNewsChoice(url.searchParams);
  if (unknown.length > 0) return rewrite('/404');
  const { file, type } = feedFormats[format];
  const topic = choice.topic === null ? null : topicNamed(choice.topic);
  page.tags = ['articles', 'content'];
  const { site, config, clock } = app;
  const text = articlesFeed(await newestArticles(app.reader, choice, length), format, {
    siteUrl: config.siteUrl,
    page: addressWith('/tin-tuc', newsAddress(choice)),
    self: addressWith(`/tin-tuc/${file}`, newsAddress(choice)),
    title: topic === null ? site.name : `${topic}: ${site.name}`,
    description: site.description,
    author: site.agency,
    since: clock.now(),
  });
  return new Response(text, { headers: { 'content-type': type } });
}
