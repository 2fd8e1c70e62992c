import { crc32, inflateRawSync } from 'node:zlib';
import { Fault } from '#platform/fault.ts';
import { limits, mebibytes } from './limits.ts';

/** Signatures and fixed sizes of the records of a zip file (APPNOTE.TXT 4.3). */
const endRecord = { signature: 0x06054b50, size: 22 };
const directoryRecord = { signature: 0x02014b50, size: 46 };
const localRecord = { signature: 0x04034b50, size: 30 };
const longestComment = 0xffff;
const [stored, deflated] = [0, 8];

const broken = () => new Fault('tệp bị hỏng hoặc bị cắt cụt. Hãy tải lại tệp, hoặc mở bằng Excel và lưu lại dạng .xlsx.');

/**
 * The parts of a zip file by their names, unpacked. Its directory says which there are, as for Excel (readers that take the parts
 * as they come must guess where one ends that does not state its size); stated sizes are not believed: unpacking stops at the limits.
 * @throws Fault where the file is broken, packed with a password, or larger than the limits.
 */
export function zipParts(zip: Buffer): ReadonlyMap<string, Buffer> {
  try {
    return unpackAll(zip);
  } catch (error) {
    // A position outside of the file.
    throw error instanceof RangeError ? broken() : error;
  }
}

function unpackAll(zip: Buffer): ReadonlyMap<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const names = new Set<string>();
  let room: number = limits.workbookInflated;
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.workbookParts)
    throw new Fault(`tệp có hơn ${limits.workbookParts} phần bên trong, không phải bảng tính xuất từ cổng.`);
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== directoryRecord.signature) throw broken();
    const nameStart = at + directoryRecord.size;
    const nameEnd = nameStart + zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', nameStart, nameEnd).replaceAll('\\', '/');
    if (names.has(name.toLowerCase())) throw new Fault(`phần "${name}" xuất hiện hai lần trong tệp.`);
    names.add(name.toLowerCase());
    if (!name.endsWith('/')) {
      const part = unpack(zip, at, name, Math.min(room, limits.workbookPart));
      room -= part.length;
      parts.set(name, part);
    }
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

/** Where the record stands that ends a zip file; only a comment may follow it. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - endRecord.size; at >= Math.max(0, zip.length - endRecord.size - longestComment); at--) {
    if (zip.readUInt32LE(at) === endRecord.signature) return at;
  }
  throw broken();
}

function unpack(zip: Buffer, entry: number, name: string, room: number): Buffer {
  if ((zip.readUInt16LE(entry + 8) & 1) === 1) throw new Fault('tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.');
  const method = zip.readUInt16LE(entry + 10);
  const packedSize = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(local) !== localRecord.signature) throw broken();
  const start = local + localRecord.size + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packedSize > zip.length || (method !== stored && method !== deflated)) throw broken();
  const packed = zip.subarray(start, start + packedSize);
  const part = method === stored ? packed : inflate(packed, name, room);
  if (part.length > room) throw tooLarge(name);
  if (crc32(part) !== zip.readUInt32LE(entry + 16)) throw broken();
  return part;
}

function inflate(packed: Buffer, name: string, room: number): Buffer {
  try {
    // One byte more than there is room for tells too large from just fitting.
    return inflateRawSync(packed, { maxOutputLength: room + 1 });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(name) : broken();
  }
}

function tooLarge(name: string): Fault {
  return new Fault(
    `phần "${name}" giải nén ra quá lớn (mỗi phần nhiều nhất ${mebibytes(limits.workbookPart)}, cả tệp ${mebibytes(limits.workbookInflated)}).`,
  );
}
