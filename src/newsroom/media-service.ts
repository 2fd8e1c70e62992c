import type { Doer } from '#accounts/model/person.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { sha256 } from '#platform/sha256.ts';
import { documentTags } from './document-publicity.ts';
import type { MediaFiles } from './media-files.ts';
import { deleteMedia, findMedia, insertMedia, updateMedia } from './media-store.ts';
import { usesOf } from './media-uses.ts';
import { keptNames, type Media, pictureFile } from './model/media.ts';
import { type MediaWords, mediaWords, wrongWord } from './model/media-input.ts';
import { fileName } from './model/media-type.ts';
import { dayAndTime } from './model/refusal.ts';
import { type Checked, checkUpload } from './uploaded-file.ts';

/** What the library needs besides the house. */
export interface MediaContext extends Context {
  readonly media: MediaFiles;
}

export type MediaField = keyof MediaWords | 'file';
export type MediaOutcome =
  | { readonly kind: 'refused'; readonly message: Message; readonly field?: MediaField; readonly conflict?: true }
  | {
      readonly kind: 'done';
      readonly media: Media;
      /** It was there before, and stays as it was described then. */
      readonly known?: true;
    };

const refused = (said: Message, field?: MediaField): MediaOutcome => ({ kind: 'refused', message: said, ...(field && { field }) });

/** What is uploaded, and what is said of it. */
export interface Upload {
  readonly bytes: Buffer;
  /** As its owner calls it; says nothing of what it is. */
  readonly name: string;
  readonly words: unknown;
}

/**
 * Takes a picture or file into the library: told and checked by its content, pictures made anew. Kept under its hash before
 * anybody can see it; the same file twice is one, as it was described first.
 */
export async function addMedia(context: MediaContext, by: Doer, { bytes, name, words }: Upload): Promise<MediaOutcome> {
  // Before the work; and again where it is stored.
  const denied = by.permit('media.add');
  if (denied) return refused(denied);
  const said = mediaWords.safeParse(words);
  if (!said.success) return wrong(wrongWord(said.error));
  const hash = sha256(bytes).toString('hex');
  const before = await findMedia(context.reader, hash.slice(0, idLength));
  // Where its bytes are gone, they are made again.
  if (before && keptNames(before).every((one) => context.media.has(one))) return { kind: 'done', media: before, known: true };
  const checked = await context.media.inTurn(() => checkUpload(bytes));
  if (checked === null) return refused(message('newsroom.media.refused.busy'), 'file');
  if ('key' in checked) return refused(checked, 'file');
  return context.writer.transaction().execute(async (tx): Promise<MediaOutcome> => {
    const deniedNow = by.permit('media.add');
    if (deniedNow) return refused(deniedNow);
    const meanwhile = await findMedia(tx, hash.slice(0, idLength));
    if (meanwhile) {
      keepAll(context.media, meanwhile, checked, bytes);
      return { kind: 'done', media: meanwhile, known: true };
    }
    const at = timestamp(context.clock);
    const media: Media = {
      id: hash.slice(0, idLength),
      ...measured(checked),
      sha256: hash,
      media_type: checked.type,
      name: fileName(name, checked.type),
      bytes: bytes.length,
      ...said.data,
      version: 1,
      ...{ added_by: by.name, added_by_id: by.id, added_at: at, editor: by.name, updated_at: at },
    };
    keepAll(context.media, media, checked, bytes);
    await insertMedia(tx, media);
    const { id, kind, media_type, description } = media;
    await writeAudit(tx, context, {
      person: by,
      act: 'media.add',
      object: id,
      after: { kind, media_type, sha256: hash, name: media.name, description },
    });
    return { kind: 'done', media };
  });
}

/** So many hexadecimal digits of its hash name a picture or file: 96 bits, which nobody guesses and no two share. */
const idLength = 24;

function measured(checked: Checked): Pick<Media, 'kind' | 'width' | 'height' | 'widths'> {
  if (checked.kind === 'file') return { kind: 'file', width: null, height: null, widths: [] };
  const { width, height, widths } = checked.renditions;
  return { kind: 'image', width, height, widths };
}

function keepAll(files: MediaFiles, media: Media, checked: Checked, bytes: Buffer): void {
  if (checked.kind === 'file') files.keep(media.sha256, bytes);
  else for (const one of checked.renditions.files) files.keep(pictureFile(media.sha256, one.width, one.form), one.bytes);
}

/** Changes what is said of a picture or file; articles that show it keep the words that were written there. */
export async function describeMedia(
  context: Context,
  by: Doer,
  target: { readonly id: string; readonly version: number },
  words: unknown,
): Promise<MediaOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<MediaOutcome> => {
    const media = await findMedia(tx, target.id);
    if (!media) return refused(message('newsroom.media.refused.unknown'));
    const denied = by.permit('media.describe', { person: media.added_by_id });
    if (denied) return refused(denied);
    if (media.version !== target.version) {
      const said = message('newsroom.media.refused.conflict', { who: media.editor, ...dayAndTime(media.updated_at) });
      return { kind: 'refused', message: said, conflict: true };
    }
    const said = mediaWords.safeParse(words);
    if (!said.success) return wrong(wrongWord(said.error));
    const { description, caption, credit } = media;
    const changed = { ...media, ...said.data, version: media.version + 1, editor: by.name, updated_at: timestamp(context.clock) };
    await updateMedia(tx, changed);
    await writeAudit(tx, context, {
      person: by,
      act: 'media.describe',
      object: media.id,
      before: { description, caption, credit },
      after: said.data,
    });
    // Pages of documents call a file by its description; articles have words of their own.
    if (media.kind === 'file') await recordChanges(tx, [documentTags[0]]);
    return { kind: 'done', media: changed };
  });
}

/**
 * Takes a picture or file out of the library and off the disk, for good; refused while an article or document uses it, be it withdrawn
 * or an older revision.
 */
export async function removeMedia(context: MediaContext, by: Doer, id: string): Promise<MediaOutcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<MediaOutcome> => {
    const media = await findMedia(tx, id);
    if (!media) return refused(message('newsroom.media.refused.unknown'));
    if (by.permit('media.remove', { person: media.added_by_id })) return refused(message('newsroom.media.refused.not-own'));
    const uses = await usesOf(tx, id);
    if (uses.length > 0) return refused(message('newsroom.media.refused.used', { n: uses.length }));
    await deleteMedia(tx, id);
    const { kind, media_type, sha256: hash, name, description, added_by } = media;
    await writeAudit(tx, context, {
      person: by,
      act: 'media.remove',
      object: id,
      before: { kind, media_type, sha256: hash, name, description, added_by },
    });
    return { kind: 'done', media };
  });
  if (outcome.kind === 'done') await dropBytes(context, outcome.media);
  return outcome;
}

/** Once the removal stands. Holding the right to write, for somebody may have put the same file in again. */
async function dropBytes(context: MediaContext, media: Media): Promise<void> {
  await context.writer.transaction().execute(async (tx) => {
    if (await findMedia(tx, media.id)) return;
    for (const one of keptNames(media)) context.media.drop(one);
  });
}

function wrong(field: keyof MediaWords): MediaOutcome {
  return refused(message(`newsroom.media.wrong.${field}`), field);
}
