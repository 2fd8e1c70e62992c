import { crc32, inflateRawSync } from 'node:zlib';

/** Signatures and fixed sizes of the records of a zip file (APPNOTE.TXT 4.3). */
const endRecord = { signature: 0x06054b50, size: 22 };
const directoryRecord = { signature: 0x02014b50, size: 46 };
const localRecord = { signature: 0x04034b50, size: 30 };
const longestComment = 0xffff;
const [stored, deflated] = [0, 8];

/** How much may be unpacked: how many parts, how many bytes of one, and of all together. */
export interface ZipCaps {
  readonly parts: number;
  readonly part: number;
  readonly total: number;
}

/** Why a zip file is not unpacked, and at which of its parts. */
export class ZipRefusal extends Error {
  readonly reason: 'broken' | 'locked' | 'many' | 'twice' | 'large';
  readonly part: string;

  constructor(reason: ZipRefusal['reason'], part = '') {
    super(`zip: ${reason} ${part}`.trimEnd());
    this.reason = reason;
    this.part = part;
  }
}

export interface ZipPart {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The parts of a zip file, unpacked one after the other. Its directory says which there are, as for Excel (readers that take the
 * parts as they come must guess where one ends that does not state its size); stated sizes are not believed: unpacking stops at
 * the caps.
 * @throws ZipRefusal where the file is broken, packed with a password, or larger than the caps.
 */
export function* zipParts(zip: Buffer, caps: ZipCaps): Generator<ZipPart> {
  try {
    yield* unpackAll(zip, caps);
  } catch (error) {
    // A position outside of the file.
    throw error instanceof RangeError ? new ZipRefusal('broken') : error;
  }
}

function* unpackAll(zip: Buffer, caps: ZipCaps): Generator<ZipPart> {
  const names = new Set<string>();
  let room = caps.total;
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > caps.parts) throw new ZipRefusal('many');
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== directoryRecord.signature) throw new ZipRefusal('broken');
    const nameStart = at + directoryRecord.size;
    const nameEnd = nameStart + zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', nameStart, nameEnd).replaceAll('\\', '/');
    if (names.has(name.toLowerCase())) throw new ZipRefusal('twice', name);
    names.add(name.toLowerCase());
    if (!name.endsWith('/')) {
      const bytes = unpack(zip, at, name, Math.min(room, caps.part));
      room -= bytes.length;
      yield { name, bytes };
    }
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** Where the record stands that ends a zip file; only a comment may follow it. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - endRecord.size; at >= Math.max(0, zip.length - endRecord.size - longestComment); at--) {
    if (zip.readUInt32LE(at) === endRecord.signature) return at;
  }
  throw new ZipRefusal('broken');
}

function unpack(zip: Buffer, entry: number, name: string, room: number): Buffer {
  if ((zip.readUInt16LE(entry + 8) & 1) === 1) throw new ZipRefusal('locked', name);
  const method = zip.readUInt16LE(entry + 10);
  const packedSize = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(local) !== localRecord.signature) throw new ZipRefusal('broken', name);
  const start = local + localRecord.size + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packedSize > zip.length || (method !== stored && method !== deflated)) throw new ZipRefusal('broken', name);
  const packed = zip.subarray(start, start + packedSize);
  const part = method === stored ? packed : inflate(packed, name, room);
  if (part.length > room) throw new ZipRefusal('large', name);
  if (crc32(part) !== zip.readUInt32LE(entry + 16)) throw new ZipRefusal('broken', name);
  return part;
}

function inflate(packed: Buffer, name: string, room: number): Buffer {
  try {
    // One byte more than there is room for tells too large from just fitting.
    return inflateRawSync(packed, { maxOutputLength: room + 1 });
  } catch (error) {
    throw new ZipRefusal((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'large' : 'broken', name);
  }
}
