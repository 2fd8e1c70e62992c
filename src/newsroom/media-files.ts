import { createReadStream, existsSync, type ReadStream } from 'node:fs';
import path from 'node:path';
import { dropFile, keepFile } from '#platform/kept-files.ts';

/** The bytes of the library, and the turn in which uploads are worked on. */
export interface MediaFiles {
  keep(name: string, bytes: Uint8Array): void;
  drop(name: string): void;
  has(name: string): boolean;
  read(name: string): ReadStream;
  /** Does one piece of work after the other, for each needs much memory; null, and nothing done, where too many wait. */
  inTurn<T>(work: () => Promise<T>): Promise<T | null>;
}

/** More than a newsroom uploads at once; who comes then is asked to try again. */
const mostWaiting = 8;

/** The library's bytes in a directory, which is made with the first of them. */
export function mediaFiles(dir: string): MediaFiles {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    keep: (name, bytes) => keepFile(dir, name, bytes),
    drop: (name) => dropFile(dir, name),
    has: (name) => existsSync(path.join(dir, name)),
    read: (name) => createReadStream(path.join(dir, name)),
    async inTurn(work) {
      if (waiting >= mostWaiting) return null;
      waiting += 1;
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
  };
}
