import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { listPublishedArticles } from '#newsroom/store.ts';

/** The newest articles as RSS. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  const { items } = await listPublishedArticles(app.reader, { limit: 30, offset: 0 });
  page.tags = ['articles', 'content'];
  return rss({
    title: app.site.name,
    description: app.site.description,
    site: app.config.siteUrl,
    trailingSlash: false,
    items: items.map((article) => ({
      title: article.title,
      description: article.summary,
      link: `/tin-tuc/${article.slug}`,
      categories: [...article.topics],
      // A feed knows only moments: a date that is known to the day becomes noon in Hà Nội, others are left out.
      ...(article.published.length === 10 ? { pubDate: new Date(`${article.published}T12:00:00+07:00`) } : {}),
    })),
    customData: '<language>vi</language>',
  });
};
