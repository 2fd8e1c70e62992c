import { z } from 'zod';
import { wholeDay } from '#platform/model/partial-date.ts';

const mostDays = 200;
const longestSource = 300;

/** Days on which nobody works although it is no weekend, and where that is written. */
export const holidaysSchema = z.strictObject({
  days: z.array(wholeDay).max(mostDays),
  /** The decision or notice that names them; empty while they are assumed. */
  source: z.string().max(longestSource),
});
export type Holidays = z.infer<typeof holidaysSchema>;

/** Nobody has checked them against a decision. */
export const areAssumed = ({ source }: Holidays): boolean => source === '';

/** A day as it is written in Vietnam, `30/4/2027`, or `2027-04-30`; null where there is none. */
function dayOf(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return wholeDay.safeParse(iso).success ? iso : null;
}

/** Reads days that were typed one on each line; gives the first line that is none. */
export function readDays(text: string): { readonly days: readonly string[] } | { readonly wrong: string } {
  const days: string[] = [];
  for (const line of text.split(/[\n,;]/).map((one) => one.trim())) {
    if (line === '') continue;
    const day = dayOf(line);
    if (day === null) return { wrong: line.slice(0, 40) };
    days.push(day);
  }
  return { days: [...new Set(days)].sort() };
}
