const kB = 1024;
const MB = 1024 * kB;

/** How much a form may bring where it is more than a form: by path. Only whoever is signed in gets so far. */
const larger: readonly (readonly [path: RegExp, bytes: number])[] = [
  // A whole article with its tables, written as JSON and once more as a form's field.
  [/^\/quan-tri\/bai-viet(\/|$)/, 768 * kB],
  // Evidence of up to 20 MB, and a little more, so that the page itself can say that a file is too large.
  [/^\/quan-tri\/chi-so\/[^/]+\/[^/]+\/tai-lieu$/, 24 * MB],
  // A file of scores; all reasons of one agency's sheet.
  [/^\/quan-tri\/chi-so\/[^/]+\/tep-diem$/, 4 * MB],
  [/^\/quan-tri\/chi-so\/[^/]+\/[^/]+$/, MB],
  // Official exports of procedures; the whole national list has 4 MB packed with gzip.
  [/^\/quan-tri\/nhap-thu-tuc$/, 40 * MB],
  // A file, and room for one that is too large: the page itself then says so, with what was typed kept.
  [/^\/quan-tri\/kho-tep(\/tai-len\.json)?$/, 32 * MB],
  // The summary of a document is a long text, and letters of Vietnamese take up to nine bytes in a form.
  [/^\/quan-tri\/van-ban(\/|$)/, 512 * kB],
];

const ordinary = 64 * kB;

/** How many bytes may be posted to a path. */
export function bodyLimit(path: string): number {
  return larger.find(([pattern]) => pattern.test(path))?.[1] ?? ordinary;
}

/** The most that is taken anywhere: Astro's own limit, for the front door has counted before it. */
export const largestBody = 64 * MB;

/** A limit in words. */
export const inWords = (bytes: number): string => (bytes < MB ? `${bytes / kB} kB` : `${bytes / MB} MB`);
