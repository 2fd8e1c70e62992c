import type { APIRoute } from 'astro';
import { documentTags } from '#newsroom/document-publicity.ts';
import { listDocuments } from '#newsroom/document-store.ts';
import { chooseDocuments, readDocumentChoice } from '#newsroom/model/document-choice.ts';
import { documentsCsv } from '#newsroom/model/document-table.ts';

/** The documents that the address chooses, as a table. */
export const GET: APIRoute = async ({ locals, url }) => {
  const { app, page } = locals;
  const choice = readDocumentChoice(url.searchParams);
  const known = await listDocuments(app.reader);
  const { listed } = chooseDocuments(known, choice);
  page.tags = choice.text === '' && listed.length > 0 ? documentTags : null;
  return new Response(documentsCsv(listed, known, app.config.siteUrl), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
