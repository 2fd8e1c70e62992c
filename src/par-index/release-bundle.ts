import { sha256Hex } from '#platform/sha256.ts';
import { disclose } from './model/disclosure.ts';
import { microdataCsv, resultCsv, scoresCsv } from './model/release-csv.ts';
import { type PublishedParts, type ReleaseParts, releaseFormat } from './model/release-parts.ts';
import { releaseReadme } from './model/release-readme.ts';
import { computeResult } from './model/release-result.ts';

/** The files of a release by name. */
export type ReleaseFiles = ReadonlyMap<string, string>;

/** What a release holds, without the two files that list it. */
export const heldNames = [
  'README.txt',
  'criteria.json',
  'instrument.json',
  'microdata.csv',
  'result.csv',
  'result.json',
  'round.json',
  'rule.json',
  'scores.csv',
] as const;

export const sumsName = 'SHA256SUMS';
export const manifestName = 'manifest.json';

/** JSON as it stands in a release. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/**
 * The files of a release, byte for byte the same on every machine: first it is decided what may be published, then all
 * figures are computed out of that. Throws where the parts contradict each other.
 */
export function releaseFilesOf(parts: ReleaseParts): ReleaseFiles {
  const published = disclose(parts);
  return sealed(
    published.round.release,
    new Map<string, string>([
      ['round.json', jsonText(published.round)],
      ['criteria.json', jsonText(published.criteria)],
      ['rule.json', jsonText(published.rule)],
      ['instrument.json', jsonText(published.instrument)],
      ['scores.csv', scoresCsv(published)],
      ['microdata.csv', microdataCsv(published)],
      ...computedFiles(published),
      ['README.txt', releaseReadme(published)],
    ]),
  );
}

/** The files that hold figures. */
export function computedFiles(published: PublishedParts): readonly (readonly [string, string])[] {
  const result = computeResult(published);
  return [
    ['result.json', jsonText(result)],
    ['result.csv', resultCsv(result)],
  ];
}

export interface Manifest {
  readonly format: typeof releaseFormat;
  readonly release: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  /** Of the whole: of the list of hashes, which is the file SHA256SUMS. */
  readonly sha256: string;
}

/** The lines that `sha256sum -c` reads, sorted by name. */
export function sumsText(files: Manifest['files']): string {
  return files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}

function sealed(release: string, held: ReleaseFiles): ReleaseFiles {
  const files = heldNames.map((name) => {
    const text = held.get(name) ?? '';
    return { name, bytes: Buffer.byteLength(text), sha256: sha256Hex(text) };
  });
  const sums = sumsText(files);
  const manifest: Manifest = { format: releaseFormat, release, files, sha256: sha256Hex(sums) };
  return new Map([...held, [manifestName, jsonText(manifest)], [sumsName, sums]]);
}
