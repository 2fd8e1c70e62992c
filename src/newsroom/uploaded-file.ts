import { fileTypeFromBuffer } from 'file-type';
import { type Message, message } from '#i18n/model/message.ts';
import { isFileType, mostMebi, pictureTypes } from './model/media-type.ts';
import { officeRefusal } from './office-file.ts';
import { pdfRefusal } from './pdf-file.ts';
import { type Renditions, renditionsOf } from './pictures.ts';

const mebi = 1024 * 1024;

/** What was uploaded, told by its content and found to be harmless as far as the checks see. */
export type Checked =
  | { readonly kind: 'image'; readonly type: string; readonly renditions: Renditions }
  | { readonly kind: 'file'; readonly type: string };

/** Tells what was uploaded by its content, never by its name, and checks it. */
export async function checkUpload(bytes: Buffer): Promise<Checked | Message> {
  if (bytes.length === 0) return message('newsroom.media.refused.empty');
  const type = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? '';
  if (pictureTypes.includes(type)) {
    if (bytes.length > mostMebi.image * mebi) return message('newsroom.media.refused.size', { most: mostMebi.image });
    const renditions = await renditionsOf(bytes);
    return 'key' in renditions ? renditions : { kind: 'image', type, renditions };
  }
  if (!isFileType(type)) return message(reasonAgainst(type, bytes));
  if (bytes.length > mostMebi.file * mebi) return message('newsroom.media.refused.size', { most: mostMebi.file });
  return (type === 'application/pdf' ? pdfRefusal(bytes) : officeRefusal(bytes)) ?? { kind: 'file', type };
}

/** Says of the usual mistakes what to do instead. */
function reasonAgainst(type: string, bytes: Buffer) {
  if (/^image\/hei[cf]/.test(type)) return 'newsroom.media.refused.heic';
  if (type === 'application/x-cfb') return 'newsroom.media.refused.old-office';
  if (/macroenabled/.test(type)) return 'newsroom.media.refused.macro';
  if (/^\s*(\ufeff)?\s*</.test(bytes.toString('utf8', 0, 300))) return 'newsroom.media.refused.markup';
  return 'newsroom.media.refused.type';
}
