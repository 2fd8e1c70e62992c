import type { Context } from '#platform/context.ts';
import { type DailyTotals, dailyTotals } from '#platform/daily-totals.ts';
import { addViews, dropViewsBefore } from './store.ts';

/** What is opened most is asked of the past thirty days; older totals answer no question. */
const keptDays = 60;

/** Counts how often procedures are opened. */
export interface ViewCounter extends Pick<DailyTotals, 'flush'> {
  /** Counts one opening, where the path of a page is a procedure's. */
  count(path: string): void;
}

export function viewCounter(context: Context): ViewCounter {
  const totals = dailyTotals(context, { add: addViews, dropBefore: dropViewsBefore }, keptDays);
  return {
    count(path) {
      const code = /^\/thu-tuc\/(\d\.\d{6})$/.exec(path)?.[1];
      if (code !== undefined) totals.count(code);
    },
    flush: totals.flush,
  };
}
