import { z } from 'zod';
import { type ReleaseInput, releaseFiles, releaseInputSchema } from './model/release.ts';
import { differingCells, differingFigures, type FigureDifference } from './model/release-diff.ts';
import { releaseMisfits } from './model/release-misfits.ts';
import { releaseFormat } from './model/release-parts.ts';
import { computedFiles, heldNames, jsonText, type Manifest, manifestName, type ReleaseFiles, sha256, sumsName, sumsText } from './release-bundle.ts';
import { parseJson, parseTable, type ReleaseFault, readParts } from './release-reading.ts';

export interface FileCheck {
  readonly name: string;
  /** `missing`: it is listed, but not there. */
  readonly state: 'same' | 'different' | 'missing';
  /** Whether its bytes are those of the list of hashes; null for the lists themselves, and for releases without one. */
  readonly hash: 'same' | 'different' | null;
  /** Whether its bytes are those that come out again; null for what a release comes from. */
  readonly recomputed: 'same' | 'different' | null;
  readonly same: boolean;
}

/** What came out when a release was computed again. */
export interface ReleaseCheck {
  readonly format: 1 | 2 | null;
  readonly release: string | null;
  /** The hash of the whole, made anew from the files. */
  readonly sha256: string;
  readonly files: readonly FileCheck[];
  /** The figures that come out otherwise. */
  readonly figures: readonly FigureDifference[];
  /** What cannot be read, or contradicts itself. */
  readonly faults: readonly ReleaseFault[];
  /** Whether everything is as it was released. */
  readonly passed: boolean;
}

/** Computes a release of any format again out of its files alone, and compares every byte. */
export function checkRelease(files: ReleaseFiles): ReleaseCheck {
  if (files.has(manifestName) || files.has('round.json')) return checkParts(files);
  if (files.has('input.json')) return checkInput(files);
  const fault = { file: manifestName, place: '', message: 'thiếu tệp này: đây không phải các tệp của một bản công bố' };
  return outcome({ format: null, release: null, sha256: '', files: [], figures: [], faults: [fault] });
}

const outcome = (check: Omit<ReleaseCheck, 'passed'>): ReleaseCheck => ({
  ...check,
  passed: check.faults.length === 0 && check.figures.length === 0 && check.files.every(({ same }) => same),
});

const manifestSchema = z.strictObject({
  format: z.literal(releaseFormat),
  release: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string() })),
  sha256: z.string(),
});

/** Format 2: the files of `model/release-parts.ts`. */
function checkParts(files: ReleaseFiles): ReleaseCheck {
  const faults: ReleaseFault[] = [];
  const report = (file: string, place: string, message: string) => void faults.push({ file, place, message });
  const manifest = readManifest(files, report);
  const { parts, faults: unread } = readParts(files);
  faults.push(...unread, ...(parts ? releaseMisfits(parts) : []));
  if (parts && manifest && parts.round.release !== manifest.release) {
    report(manifestName, 'release', `là "${manifest.release}", round.json là "${parts.round.release}"`);
  }
  const computed = new Map(parts ? computedFiles(parts) : []);
  const listed = new Map(manifest?.files.map((file) => [file.name, file.sha256]));
  const held = heldNames.map((name): FileCheck => {
    const text = files.get(name);
    const hash = manifest && text !== undefined ? (sha256(text) === listed.get(name) ? 'same' : 'different') : null;
    return fileCheck(name, text, hash, computed.get(name));
  });
  const now = heldNames.map((name) => ({ name, bytes: Buffer.byteLength(files.get(name) ?? ''), sha256: sha256(files.get(name) ?? '') }));
  const lists = [
    fileCheck(manifestName, files.get(manifestName), null, manifest ? manifestText(manifest, now) : ''),
    fileCheck(sumsName, files.get(sumsName), null, sumsText(manifest?.files ?? [])),
  ];
  return outcome({
    format: 2,
    release: parts?.round.release ?? manifest?.release ?? null,
    sha256: sha256(sumsText(now)),
    files: [...held, ...lists],
    figures: differing(files, computed),
    faults,
  });
}

function fileCheck(name: string, text: string | undefined, hash: FileCheck['hash'], computed: string | undefined): FileCheck {
  const recomputed = computed === undefined || text === undefined ? null : text === computed ? 'same' : 'different';
  const same = text !== undefined && hash !== 'different' && recomputed !== 'different';
  return { name, state: text === undefined ? 'missing' : same ? 'same' : 'different', hash, recomputed, same };
}

function readManifest(files: ReleaseFiles, report: (file: string, place: string, message: string) => void): Manifest | null {
  const json = parseJson(files, manifestName, report);
  if (json === undefined) return null;
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues.slice(0, 3)) report(manifestName, path.join('.'), message);
  return null;
}

/** What a manifest must be: all files by name, their sizes, and a hash of the whole that follows from theirs. */
function manifestText({ format, release, files }: Manifest, now: Manifest['files']): string {
  const hashes = new Map(files.map((file) => [file.name, file.sha256]));
  // Which file does not fit its hash is said at the file; here the list must fit itself.
  const named = now.map(({ name, bytes, sha256: own }) => {
    const listed = files.find((file) => file.name === name);
    return { name, bytes: listed && listed.sha256 !== own ? listed.bytes : bytes, sha256: hashes.get(name) ?? own };
  });
  return jsonText({ format, release, files: named, sha256: sha256(sumsText(named)) });
}

/** Format 1: everything that the figures come from is in input.json. */
function checkInput(files: ReleaseFiles): ReleaseCheck {
  const faults: ReleaseFault[] = [];
  const report = (file: string, place: string, message: string) => void faults.push({ file, place, message });
  const parsed = releaseInputSchema.safeParse(parseJson(files, 'input.json', report));
  if (!parsed.success) {
    if (faults.length === 0) for (const { path, message } of parsed.error.issues.slice(0, 5)) report('input.json', path.join('.'), message);
    return outcome({ format: 1, release: null, sha256: '', files: [], figures: [], faults });
  }
  const { sums, computed } = inputFiles(parsed.data);
  return outcome({
    format: 1,
    release: parsed.data.release,
    sha256: sha256(sums),
    files: [...computed].map(([name, text]) => fileCheck(name, files.get(name), null, text)),
    figures: differing(files, computed),
    faults,
  });
}

/** The files of a release of format 1, its list of hashes among them. */
export function inputFiles(input: ReleaseInput): { readonly sums: string; readonly computed: ReleaseFiles } {
  const files = Object.entries(releaseFiles(input));
  const sums = sumsText(files.map(([name, text]) => ({ name, bytes: 0, sha256: sha256(text) })).sort((a, b) => (a.name < b.name ? -1 : 1)));
  return { sums, computed: new Map([...files, [sumsName, sums]]) };
}

/** The figures of result.json and result.csv that come out otherwise. */
function differing(files: ReleaseFiles, computed: ReleaseFiles): readonly FigureDifference[] {
  const silent = () => undefined;
  const differs = (name: string) => files.has(name) && computed.has(name) && files.get(name) !== computed.get(name);
  const figures = differs('result.json')
    ? differingFigures('result.json', parseJson(files, 'result.json', silent), parseJson(computed, 'result.json', silent))
    : [];
  const cells = differs('result.csv')
    ? differingCells('result.csv', parseTable(files, 'result.csv', silent), parseTable(computed, 'result.csv', silent))
    : [];
  return [...figures, ...cells];
}
