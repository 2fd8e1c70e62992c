import { daysBefore, today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { addViews, dropViewsBefore } from './store.ts';

/** What is opened most is asked of the past thirty days; older totals answer no question. */
const keptDays = 60;

/** Counts in memory how often procedures are opened, and now and then adds the counts to the totals of the day. */
export interface ViewCounter {
  /** Counts one opening, where the path of a page is a procedure's. */
  count(path: string): void;
  /** Adds what was counted to the database. What fails stays counted and is added with the next. */
  flush(): Promise<void>;
}

export function viewCounter(context: Context): ViewCounter {
  let counted = new Map<string, number>();
  return {
    count(path) {
      const code = /^\/thu-tuc\/(\d\.\d{6})$/.exec(path)?.[1];
      if (code !== undefined) counted.set(code, (counted.get(code) ?? 0) + 1);
    },
    async flush() {
      if (counted.size === 0) return;
      const taken = counted;
      counted = new Map();
      try {
        const day = today(context.clock);
        await context.writer.transaction().execute(async (tx) => {
          await addViews(tx, day, taken);
          await dropViewsBefore(tx, daysBefore(day, keptDays));
        });
      } catch (error) {
        for (const [code, n] of taken) counted.set(code, (counted.get(code) ?? 0) + n);
        throw error;
      }
    },
  };
}
