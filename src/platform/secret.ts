import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The key of this installation, made on first use and kept beside the database, readable by its owner only. */
export function readOrMakeSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, 'secret.key');
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** Keyed hash (HMAC-SHA-256, hex) of a code: what is stored cannot be turned back or looked up without the key. */
export function keyedHash(secret: Buffer, code: string): string {
  return createHmac('sha256', secret).update(code).digest('hex');
}
