import type { Reader } from '#platform/context.ts';
import { documentNamesInWork } from './document-store.ts';
import { listMedia, mediaNamed } from './media-store.ts';
import type { TypedDocument } from './model/document-input.ts';

/** So many of the newest files are offered to be attached; older ones are found in the library. */
const mostOffered = 100;

/** What the form of a document offers to choose from. */
export async function documentChoices(reader: Reader, typed: TypedDocument) {
  const { items } = await listMedia(reader, { kind: 'file', text: '' }, { limit: mostOffered, offset: 0 });
  const found = await mediaNamed(reader, typed.attachments);
  return {
    others: await documentNamesInWork(reader),
    attached: typed.attachments.flatMap((id) => found.find((one) => one.id === id) ?? []),
    offered: items,
  };
}
