import { languages, pathIn, splitLanguage } from '#i18n/model/language.ts';

/** The caches on a reader's device. A new number drops what was kept under the old one; a build alone drops nothing. */
export const pagesCache = 'cong-trang-1';
export const assetsCache = 'cong-tep-1';
/** Followed by the build that it belongs to. */
export const offlineCachePrefix = 'cong-ngoai-tuyen-';

const offlinePath = '/ngoai-tuyen';
/** The page shown where there is no network, in each language. */
export const offlinePaths = languages.map((language) => pathIn(language, offlinePath));

/** The page to show in place of one that cannot be had, in its language. */
export function offlinePathFor(pathname: string): string {
  return pathIn(splitLanguage(pathname).language, offlinePath);
}

/** Of these only single records are kept, or nothing: what they show is of the moment, of one person, or a list of links. */
const sections = new Set([
  'api',
  'chi-so',
  'co-quan',
  'healthz',
  'khao-sat',
  'ngoai-tuyen',
  'quan-tri',
  'thu-tuc',
  'tim-kiem',
  'tin-tuc',
  'van-ban',
]);

/** Whether a page, once read, can be read again without a network; its answer must agree (see `mayBeKept`). */
export function isKeptPath(pathname: string): boolean {
  const { path } = splitLanguage(pathname);
  if (path === '/' || isProcedurePath(path)) return true;
  if (/^\/(tin-tuc|van-ban)\/[a-z0-9-]+$/.test(path)) return true;
  const [, single] = /^\/([a-z0-9-]+)$/.exec(path) ?? [];
  return single !== undefined && !sections.has(single);
}

/** Whether a path is of one procedure, in any language. */
export function isProcedurePath(pathname: string): boolean {
  return /^\/thu-tuc\/\d\.\d{6}$/.test(splitLanguage(pathname).path);
}

/** Whether an answer may be kept: a whole page that the portal itself keeps for everyone (others say no-store). */
export function mayBeKept(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return (
    response.status === 200 &&
    !response.redirected &&
    type.startsWith('text/html') &&
    !/no-store|private/.test(response.headers.get('cache-control') ?? '')
  );
}

/** The built files that a page names in its HTML (styles, scripts, fonts, islands), or that a built script imports. */
export function assetsIn(text: string): readonly string[] {
  const named = [...text.matchAll(/(?:href|src|-url)="(\/_astro\/[^"]+)"/g)].map((match) => match[1] ?? '');
  const imported = [...text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map((match) => `/_astro/${match[1]}`);
  return [...new Set([...named, ...imported])];
}
