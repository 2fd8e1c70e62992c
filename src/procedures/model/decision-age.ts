import { type Message, message } from '#i18n/model/message.ts';

/** Decisions older than five years are marked as old: a rule of the portal, not of a law. */
export const oldDecisionDays = 5 * 365;

const day = 86_400_000;

/** Whether a decision of that day is marked as old. */
export function isOldDecision(decided: string, today: string): boolean {
  return Date.parse(today) - Date.parse(decided) > oldDecisionDays * day;
}

/** How long ago a day was, in whole years, else months, else days; null for one that is still to come. Both `YYYY-MM-DD`. */
export function ageOf(then: string, today: string): Message | null {
  if (then > today) return null;
  const months = monthsOf(today) - monthsOf(then) - (today.slice(8) < then.slice(8) ? 1 : 0);
  if (months >= 12) return message('procedures.age.years', { n: Math.floor(months / 12) });
  if (months >= 1) return message('procedures.age.months', { n: months });
  return message('procedures.age.days', { n: Math.round((Date.parse(today) - Date.parse(then)) / day) });
}

function monthsOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
