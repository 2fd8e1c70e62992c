/** The page number in an address, from 1; 1 for anything that is none. */
export function pageNumber(url: URL): number {
  const given = Number(url.searchParams.get('trang') ?? '1');
  return Number.isInteger(given) && given >= 1 && given <= 10_000 ? given : 1;
}

/** An address with some query parameters; empty values are left out. */
export function addressWith(path: string, parameters: Readonly<Record<string, string | number | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
