import type { Indicator, IndicatorPoint } from './indicator.ts';
import { isUnsure } from './trend.ts';

/** What can honestly be said of a series in a few lines. */
export interface Picture {
  /** The newest value that a source confirms; undefined where there is none. */
  readonly latest: (IndicatorPoint & { readonly value: string }) | undefined;
  /** The mean of the country in the same year. */
  readonly nation: IndicatorPoint | undefined;
  /** Newer years whose value is there but not confirmed. */
  readonly pending: readonly number[];
  /** Newer years without any value. */
  readonly missing: readonly number[];
}

/** The newest confirmed value of a series, what it can be compared with, and what is not known since. */
export function pictureOf(series: Indicator): Picture {
  const confirmed = series.values.flatMap((point) =>
    point.value === undefined || isUnsure(point) ? [] : [{ ...point, value: point.value }],
  );
  const latest = confirmed.reduce<(typeof confirmed)[number] | undefined>(
    (best, one) => (best && best.year > one.year ? best : one),
    undefined,
  );
  const isNewer = (year: number) => latest === undefined || year > latest.year;
  return {
    latest,
    nation: latest && series.national_mean.find((point) => point.year === latest.year && point.value !== undefined),
    pending: series.values.filter((point) => point.value !== undefined && isNewer(point.year)).map((point) => point.year),
    missing: series.missing.filter(isNewer),
  };
}
