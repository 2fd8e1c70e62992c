/** The query parameters that each kind of page understands, by path; others never reach a page, and fill no cache. */
const understood: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/tim-kiem$/, ['q', 'trang', 'loai', 'linh-vuc', 'cap']],
  [/^\/thu-tuc$/, ['trang', 'nhom', 'cap']],
  [/^\/tin-tuc$/, ['trang']],
  [/^\/khao-sat\/bien-nhan$/, ['ma']],
  [/^\/khao-sat\/[^/]+$/, ['co-quan', 'thu-tuc', 'ma']],
];

/** The address of a page with only the parameters that it understands, in one order: the key of the page cache. */
export function pageKey(url: URL): string {
  const kept = new URLSearchParams();
  const names = understood.find(([path]) => path.test(url.pathname))?.[1] ?? [];
  for (const name of names) {
    const value = url.searchParams.get(name);
    if (value !== null && value !== '') kept.append(name, value.slice(0, 300));
  }
  const query = kept.toString();
  return query === '' ? url.pathname : `${url.pathname}?${query}`;
}

/** Whether a path takes posted forms. */
export function takesForms(pathname: string): boolean {
  return /^\/khao-sat\/[^/]+$/.test(pathname);
}
