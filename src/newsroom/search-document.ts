import type { SearchDocument } from '#search/model/document.ts';
import type { Article } from './model/article.ts';
import { articleText } from './model/article-text.ts';
import type { LegalDocument } from './model/document.ts';
import { plainText } from './model/markdown.ts';

/** How an article can be found. */
export function articleDocument(article: Article): SearchDocument {
  return {
    type: 'article',
    code: article.slug,
    title: article.title,
    url: `/tin-tuc/${article.slug}`,
    keywords: article.topics,
    body: `${article.summary} ${articleText(article)}`,
    field: null,
    levels: [],
    audiences: [],
    everyday: 0,
    former: false,
  };
}

/** How a legal document can be found: by its number too. */
export function legalDocument(document: LegalDocument): SearchDocument {
  return {
    type: 'document',
    code: document.slug,
    title: `${document.kind} ${document.number}: ${document.title}`,
    url: `/van-ban/${document.slug}`,
    keywords: [document.number, document.issuer],
    body: `${document.summary} ${plainText(document.body)}`,
    field: null,
    levels: [],
    audiences: [],
    everyday: 0,
    former: false,
  };
}
