import type { Context } from '#platform/context.ts';
import { dailyTotals } from '#platform/daily-totals.ts';
import type { SearchEngine, SearchQuery, SearchResult } from './model/engine.ts';
import { missText } from './model/miss.ts';
import { addMisses, dropMissesBefore } from './store.ts';

/** Editors look at the past weeks; what was asked long ago helps nobody. */
const keptDays = 90;
/** At most so many texts a day: a flood of nonsense fills neither memory nor database. */
const mostTexts = 1000;

/** Counts in memory which queries found nothing, and now and then adds the counts to the totals of the day. */
export interface MissCounter {
  count(query: SearchQuery, result: SearchResult): void;
  /** Adds what was counted to the database. What fails stays counted and is added with the next. */
  flush(): Promise<void>;
}

export function missCounter(context: Context): MissCounter {
  const totals = dailyTotals(
    context,
    { add: (tx, day, counted) => addMisses(tx, day, counted, mostTexts), dropBefore: dropMissesBefore },
    keptDays,
    mostTexts,
  );
  return {
    count(query, result) {
      const text = missText(query, result);
      if (text !== null) totals.count(text);
    },
    flush: totals.flush,
  };
}

/** The engine, with what it does not find counted. */
export function counting(engine: SearchEngine, misses: MissCounter): SearchEngine {
  return {
    ...engine,
    // Which of several engines answers may change.
    get name() {
      return engine.name;
    },
    async query(query) {
      const result = await engine.query(query);
      misses.count(query, result);
      return result;
    },
  };
}
