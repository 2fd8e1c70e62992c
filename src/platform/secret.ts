import { hash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './fault.ts';

/** The key of this installation, made on first use and kept beside the database, readable by its owner only. Throws a Fault when it is damaged. */
export function readOrMakeSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    // Whole or not at all, also when two processes start at once: linking fails where the other was first.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Fault(
      `${file} hỏng: cần 64 chữ số thập lục phân. Hãy khôi phục tệp này từ bản sao lưu; thiếu nó, mã mời đã phát không dùng được và bằng chứng của các ngày đã qua không dựng lại được.`,
    );
  return Buffer.from(text, 'hex');
}

/** Keyed hash (HMAC-SHA-256, hex) of a code: what is stored cannot be turned back or looked up without the key. */
export function keyedHash(secret: Buffer, code: string): string {
  return hmac(secret, code).toString('hex');
}

const blockBytes = 64;
const pads = new WeakMap<Buffer, { readonly inner: Buffer; readonly outer: Buffer }>();

/**
 * HMAC-SHA-256 (RFC 2104) of a text by a key of at most 64 bytes. Out of two plain hashes: Node's own takes ten times as long to
 * take up the key each time as to hash, and every response is hashed.
 */
export function hmac(key: Buffer, text: string): Buffer {
  const { inner, outer } = pads.get(key) ?? padded(key);
  return hash('sha256', Buffer.concat([outer, hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer')]), 'buffer');
}

function padded(key: Buffer): { readonly inner: Buffer; readonly outer: Buffer } {
  if (key.length > blockBytes) throw new Error(`a key of ${key.length} bytes`);
  const block = Buffer.concat([key], blockBytes);
  const pad = { inner: block.map((byte) => byte ^ 0x36) as Buffer, outer: block.map((byte) => byte ^ 0x5c) as Buffer };
  pads.set(key, pad);
  return pad;
}
