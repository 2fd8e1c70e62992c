import type { Published } from './display.ts';
import { type Fraction, numberOf } from './fraction.ts';
import type { Interval } from './wilson.ts';

/** A figure with its interval, as shares of 1. */
export interface Figure {
  readonly value: Fraction;
  readonly interval: Interval;
}

export interface Change {
  /** Exact difference, negative for a loss. */
  readonly value: Fraction;
  readonly low: number;
  readonly high: number;
  /** Whether the interval leaves out 0: otherwise it may be chance. */
  readonly sure: boolean;
}

/**
 * The change of a figure since another round, with its 95 % interval from those of both rounds, whose respondents are
 * others (Newcombe 1998, Statistics in Medicine 17:873, method 10).
 */
export function changeSince(now: Figure, before: Figure): Change {
  const value = now.value.sub(before.value);
  const [p, q, difference] = [numberOf(now.value), numberOf(before.value), numberOf(value)];
  const low = difference - Math.sqrt((p - now.interval.low) ** 2 + (before.interval.high - q) ** 2);
  const high = difference + Math.sqrt((now.interval.high - p) ** 2 + (q - before.interval.low) ** 2);
  return { value, low, high, sure: low > 0 || high < 0 };
}

/** The same between two published scores; null where one of them is not shown. */
export function changeBetween(now: Pick<Published, 'share' | 'interval'>, before: Pick<Published, 'share' | 'interval'>): Change | null {
  if (now.share === null || now.interval === null || before.share === null || before.interval === null) return null;
  return changeSince({ value: now.share, interval: now.interval }, { value: before.share, interval: before.interval });
}

/** How the figures of a round came about. */
export interface Method {
  /** Ids. */
  readonly instrument: string;
  readonly rule: string;
  readonly criteria: string;
  /** The ways in which answers were taken, in any order; null where they are not known. */
  readonly modes: readonly string[] | null;
}

/** What of the method is another than in the earlier round: then a change is not one of the agency alone, and pages warn. */
export function methodChanges(now: Method, before: Method): readonly (keyof Method)[] {
  const ids = (['instrument', 'rule', 'criteria'] as const).filter((part) => now[part] !== before[part]);
  return areOther(now.modes, before.modes) ? [...ids, 'modes'] : ids;
}

function areOther(now: Method['modes'], before: Method['modes']): boolean {
  return now !== null && before !== null && [...now].sort().join() !== [...before].sort().join();
}
