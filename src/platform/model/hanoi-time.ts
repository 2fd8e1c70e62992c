// Hà Nội is seven hours ahead of UTC all year.
const ahead = 7 * 3_600_000;

/** A moment (ISO 8601) as the clock in Hà Nội shows it, `2026-11-28T22:00`: the value of a field for day and time. */
export function hanoiClock(time: string): string {
  return new Date(Date.parse(time) + ahead).toISOString().slice(0, 16);
}

/** The moment of a day and time in Hà Nội, `2026-11-28T22:00`, as ISO 8601 UTC text; null where there is no such time. */
export function hanoiMoment(text: string): `${string}T${string}Z` | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}:00Z`);
  // 31 February is read as a day in March by some, and as none by others.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return null;
  return new Date(time - ahead).toISOString() as `${string}T${string}Z`;
}
