import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '#platform/fault.ts';
import { type ReleaseInput, type ReleaseResult, releaseFiles, releaseInputSchema } from './model/release.ts';

export const releaseFileNames = ['input.json', 'result.json', 'result.csv', 'SHA256SUMS'] as const;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The release's own hash stands for all its files: it is the hash of their list of hashes. */
function sumsOf(files: Readonly<Record<string, string>>): string {
  return Object.keys(files)
    .sort()
    .map((name) => `${sha256(files[name] ?? '')}  ${name}\n`)
    .join('');
}

/**
 * Writes the frozen files of a release into its folder, whole or not at all; gives the release's hash. A folder of this
 * name that no release in the database knows of is what a failed attempt left, and is replaced.
 */
export function writeReleaseFiles(releasesDir: string, input: ReleaseInput): string {
  const folder = path.join(releasesDir, input.release);
  const files = releaseFiles(input);
  const sums = sumsOf(files);
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  for (const [name, text] of Object.entries({ ...files, SHA256SUMS: sums })) writeFileSync(path.join(draft, name), text, { flush: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return sha256(sums);
}

/** The result of a release, out of its frozen files. */
export function readReleaseResult(releasesDir: string, release: string): ReleaseResult {
  return JSON.parse(readFileSync(path.join(releasesDir, release, 'result.json'), 'utf8')) as ReleaseResult;
}

/** The frozen input of a release. Throws a Fault when the folder holds none or it cannot be read. */
export function readReleaseInput(folder: string): ReleaseInput {
  const file = path.join(folder, 'input.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Fault(`Không đọc được ${file}. Hãy chỉ thư mục chứa các tệp của một bản công bố.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Fault(`${file}: không phải JSON: ${(error as Error).message}`);
  }
  const parsed = releaseInputSchema.safeParse(json);
  if (!parsed.success) throw new Fault(`${file}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

export interface Recomputation {
  readonly sha256: string;
  readonly files: readonly { readonly name: string; readonly same: boolean }[];
}

/** Computes a release again from its frozen input and compares every file byte by byte. */
export function recomputeRelease(folder: string): Recomputation {
  const files = releaseFiles(readReleaseInput(folder));
  const sums = sumsOf(files);
  const compared = Object.entries({ ...files, SHA256SUMS: sums }).map(([name, text]) => {
    const file = path.join(folder, name);
    return { name, same: existsSync(file) && readFileSync(file, 'utf8') === text };
  });
  return { sha256: sha256(sums), files: compared };
}
