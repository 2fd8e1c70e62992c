import { type Language, pathIn, splitLanguage } from '#i18n/model/language.ts';

/** The query parameters that each kind of page understands, by path; others never reach a page, and fill no cache. */
const understood: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/tim-kiem$/, ['q', 'trang', 'loai', 'linh-vuc', 'cap', 'dung']],
  [/^\/thu-tuc$/, ['trang', 'nhom', 'cap']],
  [/^\/tin-tuc$/, ['trang']],
  [/^\/khao-sat\/bien-nhan$/, ['ma']],
  [/^\/khao-sat\/[^/]+$/, ['co-quan', 'thu-tuc', 'ma']],
];

/** What an address asks for. */
export interface PageAddress {
  /** One for all addresses of the same page: the key of the page cache. */
  readonly key: string;
  readonly language: Language;
  /** The path without its language. */
  readonly path: string;
  /** The path without its language, with only the parameters that the page understands, in one order. */
  readonly target: string;
}

/** Reads an address; what its page does not understand is left out. */
export function pageAddress(url: URL): PageAddress {
  const { language, path } = splitLanguage(url.pathname);
  const kept = new URLSearchParams();
  const names = understood.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  for (const name of names) {
    const value = url.searchParams.get(name);
    if (value !== null && value !== '') kept.append(name, value.slice(0, 300));
  }
  const query = kept.toString();
  const target = query === '' ? path : `${path}?${query}`;
  return { key: pathIn(language, target), language, path, target };
}

/** Whether a path, without its language, takes posted forms. */
export function takesForms(path: string): boolean {
  return /^\/khao-sat\/[^/]+$/.test(path);
}
