import { type Message, message } from '#i18n/model/message.ts';
import { ZipRefusal, zipParts } from '#platform/zip-parts.ts';

const mebi = 1024 * 1024;
/** Real office files unpack to less: pictures in them are packed already, and their text is small. */
const caps = { parts: 3000, part: 64 * mebi, total: 128 * mebi };
/** How many times its size a file may unpack to, from the size on at which that matters. */
const mostTimes = 100;
const noMatterBelow = 16 * mebi;

/** The container of old office files: macros and things of other programs lie in such. */
const oleContainer = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const macroPart =
  /(^|\/)(vbaproject[^/]*|vbadata\.xml)$|^(basic|scripts)\/|(^|\/)activex\/|\.(docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppsm|exe|dll|js|vbs|hta)$/i;
const relations = /\.rels$/i;
/** Relations that a program follows when it opens the file, without asking. */
const followedOutside =
  /<[^<>]*(?:attachedTemplate|oleObject|subDocument|\/frame)"[^<>]*TargetMode\s*=\s*["']External["'][^<>]*>|<[^<>]*TargetMode\s*=\s*["']External["'][^<>]*(?:attachedTemplate|oleObject|subDocument|\/frame)"[^<>]*>/i;

/**
 * Why an office file (a zip of parts) is not taken: broken, locked, a bomb, with macros, with embedded things of other programs, or
 * with a template from elsewhere. Null where none of these is found. What lies in a workbook that is embedded in a document is not opened.
 */
export function officeRefusal(file: Buffer): Message | null {
  const total = Math.min(caps.total, Math.max(noMatterBelow, file.length * mostTimes));
  try {
    for (const { name, bytes } of zipParts(file, { ...caps, total })) {
      if (macroPart.test(name)) return message('newsroom.media.refused.macro');
      if (bytes.subarray(0, oleContainer.length).equals(oleContainer)) return message('newsroom.media.refused.embedded');
      if (relations.test(name) && followedOutside.test(bytes.toString('latin1'))) return message('newsroom.media.refused.outside');
      if (/^\[content_types\]\.xml$/i.test(name) && /macroEnabled/i.test(bytes.toString('latin1')))
        return message('newsroom.media.refused.macro');
    }
    return null;
  } catch (error) {
    if (!(error instanceof ZipRefusal)) throw error;
    const { reason } = error;
    if (reason === 'locked') return message('newsroom.media.refused.locked');
    return message(reason === 'large' || reason === 'many' ? 'newsroom.media.refused.bomb' : 'newsroom.media.refused.broken-file');
  }
}
