import type { Interval } from './wilson.ts';

/** A mark with its interval on a lane, in percent of the lane's length. */
export interface Lane {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const inside = (value: number): number => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;

/** A share with its interval on a lane from 0 to 100 %; the interval always holds the share. */
export function shareLane(share: number, interval: Interval): Lane {
  const at = inside(share * 100);
  return { at, from: Math.min(at, inside(interval.low * 100)), to: Math.max(at, inside(interval.high * 100)) };
}

/** A rank with the ranks it may have, on a lane of `of` places; each place is as wide as any other, so that one rank alone is seen too. */
export function rankLane(rank: number, [best, worst]: readonly [number, number], of: number): Lane {
  const edge = (place: number) => inside((place / of) * 100);
  return { at: inside(((rank - 0.5) / of) * 100), from: edge(Math.min(best, rank) - 1), to: edge(Math.max(worst, rank)) };
}

/** The ranks to write along a lane of `of` places: the first, the last, round ones between, few enough for a phone. */
export function rankTicks(of: number): readonly { readonly rank: number; readonly at: number }[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((one) => of / one <= 5) ?? of;
  const between = Array.from({ length: Math.floor(of / step) }, (_, i) => (i + 1) * step).filter(
    (rank) => rank - 1 >= step / 2 && of - rank >= step / 2,
  );
  return [...new Set([1, ...between, of])].map((rank) => ({ rank, at: inside(((rank - 0.5) / of) * 100) }));
}
