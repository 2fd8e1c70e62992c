import { setImmediate } from 'node:timers/promises';
import type { Context } from '#platform/context.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import { chunks } from './chunks.ts';
import { procedureDocument } from './search-document.ts';
import { someProcedures } from './store.ts';

/** What the catalogue needs besides the house: a change reaches the search index in the same run. */
export interface CatalogueContext extends Context {
  readonly search: SearchEngine;
}

/** Makes the search index follow some procedures; whoever waits for an answer of this process is served between them. */
export async function makeFindable(context: CatalogueContext, codes: Iterable<string>): Promise<void> {
  for (const some of chunks([...new Set(codes)], 50)) {
    await context.search.index((await someProcedures(context.reader, some)).map(procedureDocument));
    await setImmediate();
  }
}
