import { inflateSync } from 'node:zlib';
import { type Message, message } from '#i18n/model/message.ts';

const [streamBegins, streamEnds] = [Buffer.from('stream'), Buffer.from('endstream')];
/** Writers may put a little after the end mark. */
const tail = 2048;
/** How much of packed objects is unpacked, all together. */
const mostInflated = 32 * 1024 * 1024;
/** Names (ISO 32000, 7.3.5) of what runs or starts something: a letter of a name may be written as `#` and its number. */
const dangerous = /\/(?:JavaScript|JS|Launch|RichMedia|ImportData)(?=[\s/<([>\]]|$)/;

/**
 * Why a PDF is not taken: cut off or no PDF throughout, or with scripts or starts of programs. These are looked for where they can be
 * read: in the file's own objects and in packed objects; not in an encrypted file, nor in what only a full reader would unravel.
 */
export function pdfRefusal(file: Buffer): Message | null {
  const ended = file.subarray(-tail).includes('%%EOF');
  if (!ended || !file.subarray(0, 8).toString('latin1').startsWith('%PDF-') || !file.includes('startxref'))
    return message('newsroom.media.refused.broken-file');
  return textsOf(file).some((text) => dangerous.test(unescaped(text))) ? message('newsroom.media.refused.active-pdf') : null;
}

/** What stands between the streams, and what packed objects hold: pictures and letters in streams would give false finds. */
function textsOf(file: Buffer): readonly string[] {
  const texts: string[] = [];
  let from = 0;
  let room = mostInflated;
  for (;;) {
    const begin = file.indexOf(streamBegins, from);
    const end = begin === -1 ? -1 : file.indexOf(streamEnds, begin + streamBegins.length);
    if (end === -1) break;
    const outside = file.toString('latin1', from, begin);
    texts.push(outside);
    if (room > 0 && outside.slice(-400).includes('/ObjStm')) {
      const packed = inflated(file.subarray(begin + streamBegins.length, end), room);
      room -= packed.length;
      texts.push(packed);
    }
    from = end + streamEnds.length;
  }
  texts.push(file.toString('latin1', from));
  return texts;
}

function inflated(stream: Buffer, room: number): string {
  // After the word a line ends, with one sign or two.
  const start = stream[0] === 13 && stream[1] === 10 ? 2 : 1;
  try {
    return inflateSync(stream.subarray(start), { maxOutputLength: room }).toString('latin1');
  } catch {
    return '';
  }
}

const unescaped = (text: string) =>
  text.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
