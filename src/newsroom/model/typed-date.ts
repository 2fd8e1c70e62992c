/**
 * A date as it is typed in Vietnam, as precise as it is known, in ISO 8601: `22/11/2026` as `2026-11-22`, `4/2020` as `2020-04`,
 * `2020` as it is. What is no such date comes back as it was typed, for the schema to refuse.
 */
export function isoDate(typed: string): string {
  const text = typed.trim();
  const [, day, month, year] = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return month === undefined ? text : [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
}

/** The same date as it is typed: `2026-11-22` as `22/11/2026`. */
export function typedDate(iso: string): string {
  return iso.split('-').reverse().join('/');
}

/** A day (`YYYY-MM-DD`) and a time of day (`HH:MM`) in Hà Nội as ISO 8601 UTC; null where there is no such moment. */
export function hanoiMoment(day: string, time: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const moment = new Date(`${day}T${time}:00+07:00`);
  if (Number.isNaN(moment.getTime())) return null;
  // Some days are taken for the next month's: 31 April is none.
  return new Date(moment.getTime() + 7 * 3_600_000).toISOString().startsWith(`${day}T${time}`) ? moment.toISOString() : null;
}
