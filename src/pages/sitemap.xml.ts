import type { APIRoute } from 'astro';
import { type Language, languages, pathIn } from '#i18n/model/language.ts';
import { everySearchDocument } from '#platform/setup.ts';
import { allInstruments } from '#survey/store.ts';

const fixed = [
  '/',
  '/thu-tuc',
  '/khao-sat',
  '/chi-so',
  '/co-quan',
  '/co-quan/cu-sang-moi',
  '/tin-tuc',
  '/van-ban',
  '/gioi-thieu',
  '/tro-nang',
  '/so-do-cong',
];

/** Every address of the portal, for search engines. */
export const GET: APIRoute = async ({ locals }) => {
  const { app, page } = locals;
  const documents = await everySearchDocument(app.reader);
  const forms = await allInstruments(app.reader);
  const paths = [...fixed, ...forms.map((form) => `/khao-sat/${form.id}`), ...documents.map((document) => document.url)];
  page.tags = ['content', 'articles'];
  const address = (language: Language, path: string) => `${app.config.siteUrl}${encodeURI(pathIn(language, path))}`;
  const urls = paths
    .flatMap((path) => {
      const others = languages.map((one) => `<xhtml:link rel="alternate" hreflang="${one}" href="${address(one, path)}"/>`).join('');
      return languages.map((language) => `<url><loc>${address(language, path)}</loc>${others}</url>`);
    })
    .join('\n');
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls}\n</urlset>\n`,
    {
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    },
  );
};
