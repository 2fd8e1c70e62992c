import type { APIRoute } from 'astro';
import { articlesFeed, momentOf } from '#newsroom/feed.ts';
import { listPublishedArticles } from '#newsroom/store.ts';

/** The newest articles as RSS. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  const { items } = await listPublishedArticles(app.reader, { limit: 30, offset: 0 });
  page.tags = ['articles', 'content'];
  const updated = items.flatMap((article) => momentOf(article) ?? [])[0] ?? app.clock.now();
  return new Response(
    articlesFeed(items, { siteUrl: app.config.siteUrl, title: app.site.name, description: app.site.description, updated }),
    {
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    },
  );
};
