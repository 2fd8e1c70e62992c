import type { MediaRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { fold } from '#search/model/text.ts';
import type { Media, MediaKind } from './model/media.ts';

function mediaOf({ widths, words: _, ...row }: MediaRow): Media {
  return { ...row, widths: JSON.parse(widths) };
}

/** One picture or file of the library. */
export async function findMedia(reader: Reader, id: string): Promise<Media | undefined> {
  const row = await reader.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst();
  return row && mediaOf(row);
}

/** Those of these pictures and files that are there, in no order. */
export async function mediaNamed(reader: Reader, ids: readonly string[]): Promise<readonly Media[]> {
  if (ids.length === 0) return [];
  return (
    await reader
      .selectFrom('media')
      .selectAll()
      .where('id', 'in', [...new Set(ids)])
      .execute()
  ).map(mediaOf);
}

/** What of the library is looked for: a kind, or null for both, and words, with or without accents. */
export interface MediaChoice {
  readonly kind: MediaKind | null;
  readonly text: string;
}

/** A page of the library, the newest first, and how many there are in all. */
export async function listMedia(
  reader: Reader,
  { kind, text }: MediaChoice,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly items: readonly Media[] }> {
  const words = fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 12);
  let chosen = reader.selectFrom('media');
  if (kind !== null) chosen = chosen.where('kind', '=', kind);
  for (const word of words) chosen = chosen.where((e) => e(e.fn<number>('instr', ['words', e.val(word)]), '>', 0));
  const { total } = await chosen.select((e) => e.fn.countAll().as('total')).executeTakeFirstOrThrow();
  const rows = await chosen.selectAll().orderBy('added_at', 'desc').orderBy('id').limit(page.limit).offset(page.offset).execute();
  return { total: Number(total), items: rows.map(mediaOf) };
}

/** Puts a picture or file into the library. */
export async function insertMedia(tx: Tx, media: Media): Promise<void> {
  const row = { ...media, widths: JSON.stringify(media.widths), words: wordsOf(media) };
  await tx.insertInto('media').values(row).execute();
}

/** Changes what is said of a picture or file. */
export async function updateMedia(tx: Tx, media: Media): Promise<void> {
  const { description, caption, credit, version, editor, updated_at } = media;
  const set = { description, caption, credit, version, editor, updated_at, words: wordsOf(media) };
  await tx.updateTable('media').set(set).where('id', '=', media.id).execute();
}

/** Takes a picture or file out of the library. */
export async function deleteMedia(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('media').where('id', '=', id).execute();
}

function wordsOf({ description, caption, credit, name, id }: Media): string {
  return fold([description, caption, credit, name, id].join(' '));
}
