const dayMs = 86_400_000;

/** Planned stops are announced so many working days before (NĐ 224/2026, Điều 13). */
export const leastNotice = 7;

/** The day after another one, both `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}

/** Whether a day is worked: from Monday to Friday, and not among the holidays. */
export function isWorkingDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/**
 * How many whole working days lie between two days (`YYYY-MM-DD`); neither of the two counts: the stricter of the two ways in which
 * "before" can be read. 0 where the second is not after the first.
 */
export function workingDaysBetween(from: string, to: string, holidays: ReadonlySet<string>): number {
  let n = 0;
  for (let day = nextDay(from); day < to; day = nextDay(day)) if (isWorkingDay(day, holidays)) n += 1;
  return n;
}

/** The first day on which a stop may be that is announced on a day. */
export function firstStopDay(announced: string, holidays: ReadonlySet<string>): string {
  let day = nextDay(announced);
  for (let n = 0; n < leastNotice; day = nextDay(day)) if (isWorkingDay(day, holidays)) n += 1;
  return day;
}
