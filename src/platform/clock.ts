import type { IsoTime } from '#db/schema.ts';

/** Where the time comes from; tests set their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const hanoiDays = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

let latest = { minute: Number.NaN, day: '' };

/** The day in Hà Nội at this moment, as `YYYY-MM-DD`. */
export function today(clock: Clock): string {
  const now = clock.now();
  const minute = Math.floor(now.getTime() / 60_000);
  // A day begins with a minute, in every zone of today: asked for thousands of times a second, it is worked out once in each.
  if (minute !== latest.minute) latest = { minute, day: hanoiDays.format(now) };
  return latest.day;
}

/** The day in Hà Nội of a moment given as ISO 8601 text. */
export function hanoiDay(time: string): string {
  return hanoiDays.format(new Date(time));
}

/** This moment as ISO 8601 UTC text. */
export function timestamp(clock: Clock): IsoTime {
  return clock.now().toISOString() as IsoTime;
}

/** The day that lies `n` days before a day, both `YYYY-MM-DD`. */
export function daysBefore(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - n * 86_400_000).toISOString().slice(0, 10);
}
