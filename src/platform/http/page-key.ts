/** The query parameters that pages understand; all others are left out before a page is rendered or kept. */
const knownParameters = ['q', 'trang', 'loai', 'linh-vuc', 'cap', 'nhom', 'co-quan', 'thu-tuc', 'ma', 'bo-cau-hoi'] as const;

/** The address of a page with only the parameters that pages understand, in one order: the key of the page cache. */
export function pageKey(url: URL): string {
  const kept = new URLSearchParams();
  for (const name of knownParameters) {
    const value = url.searchParams.get(name);
    if (value !== null && value !== '') kept.append(name, value.slice(0, 300));
  }
  const query = kept.toString();
  return query === '' ? url.pathname : `${url.pathname}?${query}`;
}
