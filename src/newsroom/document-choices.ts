import type { Reader } from '#platform/context.ts';
import { documentNamesInWork } from './document-store.ts';
import { listMedia, mediaNamed } from './media-store.ts';
import { type Differing, differing } from './model/both-versions.ts';
import { type DocumentField, emptyDocument, type TypedDocument } from './model/document-input.ts';
import { isoDate, typedDate } from './model/typed-date.ts';

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

/** In what a document that stands now differs from what somebody typed, as its form says it. */
export async function bothDocuments(
  reader: Reader,
  now: TypedDocument,
  typed: TypedDocument,
): Promise<readonly Differing<DocumentField>[]> {
  const names = new Map((await documentNamesInWork(reader)).map(({ slug, kind, number }) => [slug, `${kind} ${number}`]));
  const files = new Map((await mediaNamed(reader, [...now.attachments, ...typed.attachments])).map((one) => [one.id, one.description]));
  const said = (one: TypedDocument) => ({
    ...one,
    ...{ issued: writtenAgain(one.issued), in_force: writtenAgain(one.in_force), ended: writtenAgain(one.ended) },
    replaced_by: names.get(one.replaced_by) ?? one.replaced_by,
    attachments: [...new Set(one.attachments)].map((id) => files.get(id) ?? id).join('\n'),
  });
  // Its address never changes.
  const fields = (Object.keys(emptyDocument) as DocumentField[]).filter((field) => field !== 'slug');
  return differing(said(now), said(typed), fields);
}

/** A date as the form shows what is stored: 06/01/2024, however it was typed. */
const writtenAgain = (typed: string) => typedDate(isoDate(typed));
