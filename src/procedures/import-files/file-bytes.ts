import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Fault } from '#platform/fault.ts';
import { limits, mebibytes } from './limits.ts';

/** A file on the disk, or what is packed in it with gzip. */
export interface FileBytes {
  readonly sha256: string;
  /** How it begins, at most 64 KiB. */
  readonly head: Buffer;
  /** Everything from the beginning, piece by piece; reads the file anew each time. */
  chunks(): AsyncGenerator<Buffer, void, undefined>;
}

const headSize = 65_536;

/**
 * Looks at a file without keeping it in memory.
 * @throws Fault where it cannot be read, is empty or is too large; so does reading its chunks.
 */
export async function openFile(path: string): Promise<FileBytes> {
  const version = await fileVersion(path);
  const { sha256, start } = await digest(path);
  if (start.length === 0) throw new Fault('tệp rỗng. Hãy tải hoặc xuất lại tệp.');
  const packed = isGzip(start);

  async function* chunks() {
    yield* packed ? inflate(pieces(path)) : pieces(path);
    if ((await fileVersion(path)) !== version) throw new Fault('tệp đã thay đổi trong khi đọc. Hãy chạy lại.');
  }

  return { sha256, head: await firstBytes(chunks()), chunks };
}

/** Tells whether a text of bytes is packed with gzip. */
export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Everything in a file at once; undefined where it is larger than so many bytes. */
export async function allBytes(file: FileBytes, most: number): Promise<Buffer | undefined> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.chunks()) {
    size += chunk.length;
    if (size > most) return undefined;
    kept.push(chunk);
  }
  return Buffer.concat(kept);
}

/** Identity, size and time of change, to notice that a file was replaced or written. */
async function fileVersion(path: string): Promise<string> {
  try {
    const found = await stat(path, { bigint: true });
    if (found.isDirectory()) throw new Fault('đây là một thư mục. Hãy chỉ tới từng tệp.');
    if (!found.isFile()) throw new Fault('đây không phải là một tệp thường.');
    if (found.size > limits.file) throw new Fault(`tệp lớn hơn ${mebibytes(limits.file)}.`);
    return [found.dev, found.ino, found.size, found.mtimeNs].join(' ');
  } catch (error) {
    throw unreadable(error);
  }
}

async function* pieces(path: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const piece of createReadStream(path)) yield piece as Buffer;
  } catch (error) {
    throw unreadable(error);
  }
}

async function digest(path: string): Promise<{ sha256: string; start: Buffer }> {
  const hash = createHash('sha256');
  let start: Buffer = Buffer.alloc(0);
  let size = 0;
  for await (const piece of pieces(path)) {
    if (size === 0) start = piece.subarray(0, 8);
    size += piece.length;
    if (size > limits.file) throw new Fault(`tệp lớn hơn ${mebibytes(limits.file)}.`);
    hash.update(piece);
  }
  return { sha256: hash.digest('hex'), start };
}

async function firstBytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const found: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    found.push(chunk);
    size += chunk.length;
    if (size >= headSize) break;
  }
  return Buffer.concat(found).subarray(0, headSize);
}

/** Unpacks piece by piece: a small file may stand for any number of bytes. */
async function* inflate(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip({ chunkSize: headSize });
  const fed = pipeline(Readable.from(packed), gunzip);
  // What goes wrong is thrown by the loop below.
  fed.catch(() => undefined);
  let size = 0;
  try {
    for await (const chunk of gunzip) {
      size += (chunk as Buffer).length;
      if (size > limits.inflated) throw new Fault(`giải nén ra hơn ${mebibytes(limits.inflated)}: đây không phải tệp xuất thủ tục.`);
      yield chunk as Buffer;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new Fault('tệp gz bị cắt cụt. Hãy tải lại tệp.');
    if (code?.startsWith('Z_')) throw new Fault('tệp gz bị hỏng, không giải nén được. Hãy tải lại tệp.');
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'không có tệp này. Hãy xem lại đường dẫn.',
  EACCES: 'không có quyền đọc tệp. Hãy cấp quyền đọc cho người chạy lệnh.',
};

/** A Fault for what the operating system refuses; anything else as it was. */
function unreadable(error: unknown): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (error instanceof Fault || code === undefined || syscall === undefined) return error;
  return new Fault(reasons[code] ?? `không đọc được tệp: ${message}`);
}
