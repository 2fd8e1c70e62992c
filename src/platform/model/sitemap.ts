import { languages, pathIn } from '#i18n/model/language.ts';

/** A page of the portal. */
export interface SitemapEntry {
  readonly path: string;
  /** When it changed last, ISO 8601; null where it is not known. */
  readonly changed: string | null;
}

/**
 * The site map of the pages (sitemaps.org): each in every language, each naming the others. One file may hold 50,000
 * addresses and 50 MB, seven times what the whole national catalogue would come to.
 */
export function sitemapXml(siteUrl: string, entries: readonly SitemapEntry[]): string {
  const urls = entries.flatMap(({ path, changed }) => {
    const addresses = languages.map((language) => ({ language, address: escaped(`${siteUrl}${encodeURI(pathIn(language, path))}`) }));
    const others = addresses.map((one) => `<xhtml:link rel="alternate" hreflang="${one.language}" href="${one.address}"/>`).join('');
    const lastmod = changed === null ? '' : `<lastmod>${changed}</lastmod>`;
    return addresses.map(({ address }) => `<url><loc>${address}</loc>${lastmod}${others}</url>`);
  });
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
  return `${head} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`;
}

function escaped(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll("'", '&apos;');
}
