import { daysBefore, today } from './clock.ts';
import type { Context, Tx } from './context.ts';

/** Where the totals of days are kept: a table of the feature that counts. */
export interface TotalsStore {
  /** Adds counts, by what was counted, to the totals of a day (`YYYY-MM-DD` in Hà Nội). */
  add(tx: Tx, day: string, counted: ReadonlyMap<string, number>): Promise<void>;
  /** Forgets the totals of the days before one. */
  dropBefore(tx: Tx, day: string): Promise<void>;
}

/** Counts in memory, and now and then adds the counts to the totals of their day: no write lock for each. */
export interface DailyTotals {
  /** Counts one. What is counted must be one of a known set of names, for each takes room until it is stored. */
  count(name: string): void;
  /** Adds what was counted to the database, and once a day drops what is too old. What fails stays counted and is added with the next. */
  flush(): Promise<void>;
}

/**
 * A counter that keeps its totals for `keptDays` days beside today. Of what people name themselves, `mostNames` at most are held at
 * once: a flood of nonsense fills no memory.
 */
export function dailyTotals(context: Context, store: TotalsStore, keptDays: number, mostNames = Number.POSITIVE_INFINITY): DailyTotals {
  // By day: what is stored after midnight may have come before.
  let counted = new Map<string, Map<string, number>>();
  let cleared = '';

  function add(day: string, name: string, n: number): void {
    const ofDay = counted.get(day) ?? new Map<string, number>();
    ofDay.set(name, (ofDay.get(name) ?? 0) + n);
    counted.set(day, ofDay);
  }

  return {
    count(name) {
      const day = today(context.clock);
      const ofDay = counted.get(day);
      if (ofDay === undefined || ofDay.size < mostNames || ofDay.has(name)) add(day, name, 1);
    },
    async flush() {
      const day = today(context.clock);
      if (counted.size === 0 && cleared === day) return;
      const taken = counted;
      counted = new Map();
      try {
        await context.writer.transaction().execute(async (tx) => {
          for (const [on, names] of taken) await store.add(tx, on, names);
          if (cleared !== day) await store.dropBefore(tx, daysBefore(day, keptDays));
        });
        cleared = day;
      } catch (error) {
        for (const [on, names] of taken) for (const [name, n] of names) add(on, name, n);
        throw error;
      }
    },
  };
}
