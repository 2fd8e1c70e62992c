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
