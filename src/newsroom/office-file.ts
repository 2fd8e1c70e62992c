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
/** Parts that say what belongs together and of which type it is. Real ones hold a few hundred bytes for each link or part. */
const lists = /\.rels$|^\[content_types\]\.xml$/i;
const longestList = mebi;
/** Relations that a program follows when it opens the file, without asking. */
const followed = /(?:attachedTemplate|oleObject|subDocument|\/frame)\s*["']/i;
const outside = /TargetMode\s*=\s*["']\s*External\s*["']/i;

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
      const refusal = lists.test(name) ? listRefusal(bytes) : null;
      if (refusal) return refusal;
    }
    return null;
  } catch (error) {
    if (!(error instanceof ZipRefusal)) throw error;
    const { reason } = error;
    if (reason === 'locked') return message('newsroom.media.refused.locked');
    return message(reason === 'large' || reason === 'many' ? 'newsroom.media.refused.bomb' : 'newsroom.media.refused.broken-file');
  }
}

function listRefusal(bytes: Buffer): Message | null {
  if (bytes.length > longestList) return message('newsroom.media.refused.bomb');
  const text = plainXml(bytes);
  if (text === null) return message('newsroom.media.refused.broken-file');
  if (/macroEnabled/i.test(text)) return message('newsroom.media.refused.macro');
  // No value of an attribute may hold a `<`, but it may hold a `>`.
  const found = text.split('<').some((tag) => followed.test(tag) && outside.test(tag));
  return found ? message('newsroom.media.refused.outside') : null;
}

/** XML in one of the two encodings that such parts may have (ECMA-376-2, 8.1.1), in which every word stands as it is; null where one may be hidden. */
function plainXml(bytes: Buffer): string | null {
  const mark = bytes.toString('hex', 0, 2);
  const text = new TextDecoder(mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8').decode(bytes);
  const encoding = /^\s*<\?xml[^<>]*?encoding\s*=\s*["']([^"']*)["']/i.exec(text)?.[1] ?? 'utf-8';
  const plain = text.trimStart().startsWith('<') && /^(?:utf-8|utf-16|us-ascii)$/i.test(encoding);
  return plain && !/&#|<!DOCTYPE|<!ENTITY|\0/i.test(text) ? text : null;
}
