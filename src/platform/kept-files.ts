import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Keeps bytes under a name that says what they are (their hash): whole or not at all; the same file twice is one. */
export function keepFile(dir: string, name: string, bytes: Uint8Array): void {
  const file = path.join(dir, name);
  if (existsSync(file)) return;
  mkdirSync(dir, { recursive: true });
  const draft = `${file}.draft-${process.pid}`;
  writeFileSync(draft, bytes, { flush: true, mode: 0o600 });
  renameSync(draft, file);
}

/** Takes a kept file away; one that is not there is no fault. */
export function dropFile(dir: string, name: string): void {
  rmSync(path.join(dir, name), { force: true });
}
