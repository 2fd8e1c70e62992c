import type { Context } from '#platform/context.ts';
import type { SearchDocument } from '#search/model/document.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import { procedureDocument } from './search-document.ts';
import { eachProcedure } from './store.ts';

/** What the catalogue needs besides the house: a change reaches the search index in the same run. */
export interface CatalogueContext extends Context {
  readonly search: SearchEngine;
}

/** Makes the search index follow some procedures. */
export async function makeFindable(context: CatalogueContext, codes: Iterable<string>): Promise<void> {
  const wanted = new Set(codes);
  const documents: SearchDocument[] = [];
  for await (const procedure of eachProcedure(context.reader)) if (wanted.has(procedure.code)) documents.push(procedureDocument(procedure));
  await context.search.index(documents);
}
