import type { APIRoute } from 'astro';
import { everySearchDocument } from '#platform/setup.ts';
import { allInstruments } from '#survey/store.ts';

const fixed = ['/', '/thu-tuc', '/khao-sat', '/chi-so', '/co-quan', '/tin-tuc', '/van-ban', '/gioi-thieu', '/tro-nang', '/so-do-cong'];

/** Every address of the portal, for search engines. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  const documents = await everySearchDocument(app.reader);
  const forms = await allInstruments(app.reader);
  const paths = [...fixed, ...forms.map((form) => `/khao-sat/${form.id}`), ...documents.map((document) => document.url)];
  page.tags = ['content', 'articles'];
  const urls = paths.map((path) => `<url><loc>${app.config.siteUrl}${encodeURI(path)}</loc></url>`).join('\n');
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`,
    {
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    },
  );
};
