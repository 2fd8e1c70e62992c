import type { Article } from './article.ts';

/** An article as schema.org describes one, for search engines. Dates are as precise as they are known (ISO 8601). */
export function newsArticle(
  article: Article,
  about: { readonly url: string; readonly image: string; readonly agency: string; readonly changed: string | undefined },
): Readonly<Record<string, unknown>> {
  const agency = { '@type': 'GovernmentOrganization', name: about.agency };
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description: article.summary,
    datePublished: article.published,
    ...(about.changed === undefined ? {} : { dateModified: about.changed }),
    inLanguage: 'vi',
    articleSection: article.topics,
    image: about.image,
    mainEntityOfPage: about.url,
    author: agency,
    publisher: agency,
    isBasedOn: { '@type': 'CreativeWork', name: article.source.name, ...(article.source.url ? { url: article.source.url } : {}) },
  };
}
