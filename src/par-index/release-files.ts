import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '#platform/fault.ts';
import { sha256Hex } from '#platform/sha256.ts';
import { instrumentSchema } from '#survey/model/instrument.ts';
import { criteriaSetSchema } from './model/criteria.ts';
import { type ReleaseResult, releaseInputSchema } from './model/release.ts';
import { type PublishedParts, releaseRoundSchema } from './model/release-parts.ts';
import type { FullResult } from './model/release-result.ts';
import { type ReleaseView, viewOfInput, viewOfParts } from './model/release-view.ts';
import { scoringRuleSchema } from './model/scoring-rule.ts';
import { heldNames, manifestName, type ReleaseFiles, sumsName } from './release-bundle.ts';
import { checkRelease, type ReleaseCheck } from './release-check.ts';
import { readScores, scoresName } from './release-reading.ts';

/** The files of a release of format 1. */
export const inputNames = ['input.json', 'result.json', 'result.csv', sumsName] as const;

/** All names that a file of a release can have, as pages list them. */
const releaseFileNames = [...heldNames, 'input.json', manifestName, sumsName] as const;
type ReleaseFileName = (typeof releaseFileNames)[number];

/** Whether a file of a release can have this name. */
export const isReleaseFileName = (name: string): name is ReleaseFileName => (releaseFileNames as readonly string[]).includes(name);

/**
 * Writes the frozen files of a release into its folder, whole or not at all; gives the release's hash, which is that of its
 * list of hashes. A folder of this name that no release in the database knows of is what a failed attempt left, and is
 * replaced.
 */
export function writeReleaseFolder(releasesDir: string, release: string, files: ReleaseFiles): string {
  const folder = path.join(releasesDir, release);
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join(draft, name), text, { flush: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return sha256Hex(files.get(sumsName) ?? '');
}

/** A release out of its frozen files, as pages show it. */
export function readRelease(releasesDir: string, release: string): ReleaseView {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(releasesDir, release, name), 'utf8'));
  const isFirstFormat = existsSync(path.join(releasesDir, release, 'input.json'));
  if (isFirstFormat) return viewOfInput(releaseInputSchema.parse(read('input.json')), read('result.json') as ReleaseResult);
  const definitions = {
    criteria: criteriaSetSchema.parse(read('criteria.json')),
    rule: scoringRuleSchema.parse(read('rule.json')),
    instrument: instrumentSchema.parse(read('instrument.json')),
  };
  return viewOfParts(releaseRoundSchema.parse(read('round.json')), definitions, read('result.json') as FullResult);
}

/** One frozen file of a release, byte for byte; undefined where it has none of this name. */
export function readReleaseFile(releasesDir: string, release: string, name: string): Buffer | undefined {
  const file = path.join(releasesDir, release, name);
  return isReleaseFileName(name) && existsSync(file) ? readFileSync(file) : undefined;
}

/** The scores of a release with their reasons and evidence; none in releases of format 1, which have no such file. */
export function readReleaseScores(releasesDir: string, release: string): PublishedParts['scores'] {
  const text = readReleaseFile(releasesDir, release, scoresName)?.toString('utf8');
  if (text === undefined) return [];
  return readScores(new Map([[scoresName, text]]), (file, place, message) => {
    throw new Error(`${release}/${file}: ${place}: ${message}`);
  });
}

export interface ListedFile {
  readonly name: ReleaseFileName;
  readonly bytes: number;
  readonly sha256: string;
}

/** The frozen files of a release with their sizes and hashes, by name. */
export function listReleaseFiles(releasesDir: string, release: string): readonly ListedFile[] {
  return releaseFileNames.flatMap((name) => {
    const bytes = readReleaseFile(releasesDir, release, name);
    return bytes ? [{ name, bytes: bytes.length, sha256: sha256Hex(bytes.toString('utf8')) }] : [];
  });
}

/** The files in a folder that belong to a release. Throws a Fault where there are none, or one cannot be read or is no text. */
export function readReleaseFolder(folder: string): ReleaseFiles {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter(isReleaseFileName);
  } catch (error) {
    throw new Fault(`Không đọc được ${folder}: ${(error as Error).message}. Hãy chỉ thư mục chứa các tệp của một bản công bố.`);
  }
  if (names.length === 0) throw new Fault(`Không đọc được bản công bố nào ở ${folder}: không có tệp manifest.json hay input.json.`);
  return new Map(names.map((name) => [name, textOf(name, bytesOf(folder, name))]));
}

function bytesOf(folder: string, name: string): Buffer {
  try {
    return readFileSync(path.join(folder, name));
  } catch (error) {
    throw new Fault(`Không đọc được tệp ${name} trong ${folder}: ${(error as Error).message}.`);
  }
}

/** Bytes as text that gives the same bytes again. Throws a Fault where they are no UTF-8. */
export function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Fault(`${name}: không phải văn bản UTF-8. Tệp đã hỏng hoặc không phải của bản công bố.`);
  }
}

/** Computes a release again out of the files in its folder and compares every byte. */
export function recomputeRelease(folder: string): ReleaseCheck {
  return checkRelease(readReleaseFolder(folder));
}
