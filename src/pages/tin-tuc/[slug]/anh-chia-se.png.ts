import type { APIRoute } from 'astro';
import { articleTags } from '#newsroom/service.ts';
import { drawSharePicture } from '#newsroom/share-picture.ts';
import { findPublishedArticle } from '#newsroom/store.ts';

/** The picture that stands for an article where it is shared. */
export const GET: APIRoute = async ({ locals, params, rewrite }) => {
  const { app, page, t } = locals;
  const article = await findPublishedArticle(app.reader, params.slug ?? '');
  if (!article) return rewrite('/404');
  page.tags = [...articleTags(article.slug), 'content'];
  const picture = await drawSharePicture({
    title: article.title,
    portal: app.site.short_name,
    foot: `${t.date(article.published)} · ${article.topics.join(', ')}`,
  });
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } });
};
