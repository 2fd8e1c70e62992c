import { inflateSync } from 'node:zlib';
import { type Message, message } from '#i18n/model/message.ts';

/** Writers may put a little after the end mark. */
const tail = 2048;
/** How much of packed objects is unpacked, all together. */
const mostInflated = 32 * 1024 * 1024;

/** A name (ISO 32000, 7.3.5) however it is spelt: each letter may be written as `#` and its number. */
const nameOf = (name: string) =>
  `/${[...name].map((letter) => `(?:${letter}|#${[...letter.charCodeAt(0).toString(16)].map((one) => `[${one}${one.toUpperCase()}]`).join('')})`).join('')}(?=[\\s\\0()<>[\\]{}/%]|$)`;
/** What runs or starts something. /JS is not looked for: it means something only beside one of these, and pictures hold it by chance. */
const dangerous = new RegExp(['JavaScript', 'Rendition', 'Launch', 'RichMedia', 'ImportData'].map(nameOf).join('|'));
const packedObjects = nameOf('ObjStm');
const onlyDeflated = new RegExp(`${nameOf('Filter')}\\s*(?:/FlateDecode|\\[\\s*/FlateDecode\\s*\\])`);
const inRows = new RegExp(nameOf('Predictor'));

/**
 * Why a PDF is not taken: cut off or no PDF throughout, with scripts or starts of programs, or with packed objects that cannot be
 * looked into. The whole file is looked through, for what a stream is can be feigned; and packed objects (7.5.7) that say what they
 * are. Not seen is what only a full reader would unravel.
 */
export function pdfRefusal(file: Buffer): Message | null {
  const ended = file.subarray(-tail).includes('%%EOF');
  if (!ended || !file.subarray(0, 8).toString('latin1').startsWith('%PDF-') || !file.includes('startxref'))
    return message('newsroom.media.refused.broken-file');
  const text = file.toString('latin1');
  return dangerous.test(text) ? message('newsroom.media.refused.active-pdf') : packedRefusal(file, text);
}

function packedRefusal(file: Buffer, text: string): Message | null {
  const marks = new RegExp(`(${packedObjects})|(?<!end)(stream)|obj`, 'g');
  let [room, object, packed] = [mostInflated, 0, false];
  for (const { index, 0: mark, 1: name, 2: stream } of text.matchAll(marks)) {
    if (name !== undefined) packed = true;
    else if (stream === undefined) object = index;
    else if (packed) {
      const found = inflated(file.subarray(dataAfter(text, index + mark.length)), text.slice(object, index), room);
      if (typeof found !== 'string') return unreadable(found, text);
      if (dangerous.test(found)) return message('newsroom.media.refused.active-pdf');
      room -= found.length;
      packed = false;
    }
  }
  return null;
}

/** Where data begins after the word `stream`: on the next line. */
function dataAfter(text: string, at: number): number {
  const end = /\r\n?|\n/g;
  end.lastIndex = at;
  return end.test(text) ? end.lastIndex : text.length;
}

/** What is packed in a stream with this dictionary, as far as there is room. What follows the packed bytes is left alone. */
function inflated(data: Buffer, dictionary: string, room: number): string | { readonly large: boolean } {
  if (!onlyDeflated.test(dictionary) || inRows.test(dictionary)) return { large: false };
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, room) }).toString('latin1');
  } catch (error) {
    return { large: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' };
  }
}

const encrypted = new RegExp(nameOf('Encrypt'));

function unreadable({ large }: { readonly large: boolean }, text: string): Message {
  if (large) return message('newsroom.media.refused.bomb');
  return message(encrypted.test(text) ? 'newsroom.media.refused.locked' : 'newsroom.media.refused.broken-file');
}
