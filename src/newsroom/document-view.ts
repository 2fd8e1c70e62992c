import type { Reader } from '#platform/context.ts';
import { findDocument, listDocuments } from './document-store.ts';
import { mediaNamed } from './media-store.ts';
import type { LegalDocument } from './model/document.ts';

/** What is shown beside a document: what replaced it, what it replaces, and its files, in the order they were attached. */
export async function besideDocument(reader: Reader, document: LegalDocument) {
  const { attachments = [], replaced_by } = document;
  const found = await mediaNamed(reader, attachments);
  return {
    replacement: replaced_by ? await findDocument(reader, replaced_by) : undefined,
    replaced: (await listDocuments(reader)).filter((one) => one.replaced_by === document.slug),
    files: attachments.flatMap((id) => found.find((one) => one.id === id && one.kind === 'file') ?? []),
  };
}
