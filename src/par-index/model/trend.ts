import type { Indicator } from './indicator.ts';

export interface TrendPoint {
  readonly year: number;
  readonly value: string;
  readonly x: number;
  readonly y: number;
  /** Not confirmed by a source, approximate or disputed: drawn hollow. */
  readonly unsure: boolean;
}

export interface Trend {
  readonly width: number;
  readonly height: number;
  readonly points: readonly TrendPoint[];
  /** Stretches of comparable, consecutive years, each as points of a line. */
  readonly lines: readonly (readonly TrendPoint[])[];
  readonly breaks: readonly { readonly x: number; readonly after: number }[];
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
}

const size = { width: 720, height: 300, left: 40, right: 8, inset: 26, top: 24, bottom: 34 };

/** Where the values of a series stand in a chart. A line never crosses a change of method or a year without a value. */
export function trendOf(series: Indicator): Trend {
  const valued = series.values.flatMap((point) => (point.value === undefined ? [] : [{ ...point, value: point.value }]));
  const years = valued.map((point) => point.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const numbers = valued.map((point) => Number(point.value));
  const step = 5;
  const low = Math.floor((Math.min(...numbers) - 1) / step) * step;
  const high = Math.ceil((Math.max(...numbers) + 1) / step) * step;
  const x = (year: number) =>
    size.left + size.inset + ((year - first) / Math.max(1, last - first)) * (size.width - size.left - size.right - 2 * size.inset);
  const y = (value: number) => size.height - size.bottom - ((value - low) / (high - low)) * (size.height - size.top - size.bottom);
  const points = valued.map((point) => ({
    year: point.year,
    value: point.value,
    x: x(point.year),
    y: y(Number(point.value)),
    unsure: point.certainty === 'memory' || point.certainty === 'derived' || point.approximate === true || point.disputed === true,
  }));
  const lines: TrendPoint[][] = [];
  for (const point of points) {
    const line = lines.at(-1);
    const before = line?.at(-1);
    const joined = before && point.year === before.year + 1 && !series.breaks.some(({ after }) => after === before.year);
    if (line && joined) line.push(point);
    else lines.push([point]);
  }
  return {
    width: size.width,
    height: size.height,
    points,
    lines,
    breaks: series.breaks.filter(({ after }) => after >= first && after < last).map(({ after }) => ({ x: x(after + 0.5), after })),
    ticks: Array.from({ length: (high - low) / step + 1 }, (_, i) => ({ y: y(low + i * step), label: String(low + i * step) })),
  };
}
