import { createHmac, randomBytes } from 'node:crypto';
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
  return createHmac('sha256', secret).update(code).digest('hex');
}
