import { createRoute } from '@hono/zod-openapi';
import type { App } from '#platform/app.ts';
import type { Interpretation } from '#search/model/interpretation.ts';
import { suggestionsFor } from '#search/suggest.ts';
import { problemContent } from '../problem.ts';
import { type Api, json } from '../route.ts';
import { searchAnswer, searchQuery, suggestAnswer, suggestQuery } from '../schemas.ts';

/** Searching, and suggestions while somebody types. */
export function searchRoutes(api: Api, app: App): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/search',
      summary: 'Tìm thủ tục, tin bài, văn bản và cơ quan',
      request: { query: searchQuery },
      responses: { 200: json('Kết quả tìm', searchAnswer), 400: problemContent('Tham số sai') },
    }),
    async (c) => {
      const { q, exact, type, field, level, audience, limit, offset } = c.req.valid('query');
      const { engine, total, hits, facets, interpretation } = await app.search.query({
        text: q,
        exact,
        types: type ? [type] : [],
        filters: { field, level, audience },
        page: { limit, offset },
      });
      return c.json({ query: q, engine, total, hits: [...hits], facets, interpretation: readingAnswer(interpretation) }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/search/suggest',
      summary: 'Gợi ý trong khi gõ: thủ tục, lời hay được tìm, các nghĩa của chữ nhiều nghĩa',
      request: { query: suggestQuery },
      responses: { 200: json('Gợi ý, nhiều nhất 8', suggestAnswer), 400: problemContent('Tham số sai') },
    }),
    async (c) => {
      const { q, lang } = c.req.valid('query');
      const suggestions = await suggestionsFor(app, q, lang);
      c.header('cache-control', 'public, max-age=60');
      return c.json({ query: q, suggestions: [...suggestions] }, 200);
    },
  );
}

/** The reading with lists that may be changed, as the JSON schema wants them. */
function readingAnswer(reading: Interpretation) {
  const { words, synonyms, chooser, nearest, ...rest } = reading;
  return {
    ...rest,
    words: [...words],
    synonyms: [...synonyms],
    nearest: [...nearest],
    chooser: chooser && { word: chooser.word, choices: [...chooser.choices] },
  };
}
