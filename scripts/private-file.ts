import { closeSync, openSync, unlinkSync } from 'node:fs';
import { Fault } from '#platform/fault.ts';

/**
 * Runs `write` with a new file that only its owner may read; made before anything else happens, so that what cannot be had
 * again is not lost to a wrong path, and gone again where `write` throws. Throws a Fault where the file is there already or
 * cannot be made.
 */
export async function withPrivateFile<T>(file: string, write: (descriptor: number) => Promise<T>): Promise<T> {
  const descriptor = opened(file);
  try {
    return await write(descriptor);
  } catch (error) {
    unlinkSync(file);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Fault(code === 'EEXIST' ? `${file} đã có. Hãy nêu tên tệp khác.` : `Không ghi được ${file}: ${message}`);
  }
}
