import { recordChanges } from '#platform/changes.ts';
import type { Context, Tx } from '#platform/context.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { documentId } from '#search/model/document.ts';
import { findDocument } from './document-store.ts';
import type { NewsroomContext } from './publicity.ts';
import { legalDocument } from './search-document.ts';

/** What every page that shows public documents is tagged with in the page cache; those of content/ come with `content`. */
export const documentTags = ['documents', 'content'] as const;

const idOf = (slug: string) => documentId({ type: 'document', code: slug });

/** Lets every process and every search engine know that what is public of a document has changed. */
export async function tellOfDocument(tx: Tx, context: Context, slug: string): Promise<void> {
  await recordChanges(tx, [documentTags[0]]);
  await tellSearch(tx, context.clock, [idOf(slug)]);
}

/** Makes the search of this process find what is public of a document by now, and nothing else. After the transaction. */
export async function makeDocumentFindable(context: NewsroomContext, slug: string): Promise<void> {
  const document = await findDocument(context.reader, slug);
  if (document) await context.search.index([legalDocument(document)]);
  else await context.search.remove([idOf(slug)]);
}
