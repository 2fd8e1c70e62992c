/** The page number in an address, from 1; 1 for anything that is none. */
export function pageNumber(url: URL): number {
  const given = Number(url.searchParams.get('trang') ?? '1');
  return Number.isInteger(given) && given >= 1 && given <= 10_000 ? given : 1;
}

/**
 * Whether the query of an address says its parameters as the page itself would: only then is the page kept, or every invented
 * value would be a page of its own in the cache.
 */
export function saysOnly(url: URL, parameters: Readonly<Record<string, string | number | null | undefined>>): boolean {
  const own = new URL(addressWith(url.pathname, parameters), url).searchParams;
  const sorted = (query: URLSearchParams) => JSON.stringify([...query].sort());
  return sorted(own) === sorted(url.searchParams);
}

/** An address with some query parameters; empty values are left out. */
export function addressWith(path: string, parameters: Readonly<Record<string, string | number | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
