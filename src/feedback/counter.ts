import type { Context } from '#platform/context.ts';
import { type DailyTotals, dailyTotals } from '#platform/daily-totals.ts';
import type { Answer } from './model/answer.ts';
import { countedName, feedbackTotals } from './store.ts';

/** Counts what is answered to whether a page was useful; of who answered nothing is known. */
export interface FeedbackCounter extends Pick<DailyTotals, 'flush'> {
  /** Counts one answer about the page at a path (without its language), which must be a page. */
  count(path: string, answer: Answer): void;
}

/** A counter whose totals are kept for `keptDays` days. */
export function feedbackCounter(context: Context, keptDays: number): FeedbackCounter {
  const totals = dailyTotals(context, feedbackTotals, keptDays);
  return { count: (path, answer) => totals.count(countedName(path, answer)), flush: totals.flush };
}
