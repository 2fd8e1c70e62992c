import { type Change, changeSince, type Figure } from './change.ts';
import { rational } from './fraction.ts';
import type { AgencyResult } from './release-index.ts';

type Indexed = Pick<AgencyResult, 'code' | 'index' | 'index_interval'>;

/** The change of each agency's index since another release, as shares of 1, for those that have an index in both. */
export function indexChanges(now: readonly Indexed[], before: readonly Indexed[]): ReadonlyMap<string, Change> {
  const earlier = new Map(before.map((one) => [one.code, figureOf(one)]));
  return new Map(
    now.flatMap((one) => {
      const [current, past] = [figureOf(one), earlier.get(one.code)];
      return current && past ? [[one.code, changeSince(current, past)] as const] : [];
    }),
  );
}

/** The published index: its interval is that of the survey part, for the council's points are no matter of chance. */
function figureOf({ index, index_interval }: Indexed): Figure | null {
  if (index === null || index_interval === null) return null;
  const share = (text: string) => rational(text).div(100);
  const [low, high] = index_interval;
  return { value: share(index), interval: { low: share(low).valueOf(), high: share(high).valueOf() } };
}
