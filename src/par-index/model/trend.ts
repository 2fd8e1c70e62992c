import type { Indicator, IndicatorPoint, IndicatorTarget } from './indicator.ts';

/** What of a series is drawn: the values, what they stand beside, and where they cannot be compared. */
export interface TrendSeries extends Pick<Indicator, 'values' | 'national_mean'> {
  readonly breaks: readonly { readonly after: number }[];
  readonly targets?: readonly IndicatorTarget[] | undefined;
}

export interface TrendPoint {
  readonly year: number;
  readonly value: string;
  /** In percent of the drawing's width: text keeps its size however wide the drawing is. */
  readonly x: number;
  /** In pixels from the top. */
  readonly y: number;
  /** Not confirmed by a source, approximate or disputed: drawn hollow. */
  readonly unsure: boolean;
  /** Its value is written below it, where above it would stand on a line. */
  readonly below: boolean;
  /** There is room for its value on a phone too. */
  readonly narrow: boolean;
}

/** The name of a line with its last value, beside its end. */
export interface TrendEnd {
  readonly value: string;
  readonly y: number;
}

/** What the value of a year was meant to be: a line at its lower end, or a band up to its upper end. */
export interface TrendTarget {
  readonly target: IndicatorTarget;
  /** From the left, in percent. */
  readonly x: number;
  readonly width: number;
  /** From the top, in pixels; no height where no upper end was named. */
  readonly y: number;
  readonly height: number;
  /** There is room for its words on a phone too. */
  readonly narrow: boolean;
}

export interface Trend {
  readonly width: number;
  readonly height: number;
  /** Bottom of the drawing's ground, where the years are written below. */
  readonly floor: number;
  readonly points: readonly TrendPoint[];
  /** Stretches of comparable, consecutive years, each as points of a line. */
  readonly lines: readonly (readonly TrendPoint[])[];
  /** The same of the whole country, where it is known. */
  readonly nation: { readonly points: readonly TrendPoint[]; readonly lines: readonly (readonly TrendPoint[])[] };
  /** `x` in percent: the right edge, or the last value where a target stands to the right of it. */
  readonly ends: { readonly city: TrendEnd | null; readonly nation: TrendEnd | null; readonly x: number };
  readonly years: readonly { readonly year: number; readonly x: number; readonly narrow: boolean }[];
  readonly breaks: readonly { readonly x: number; readonly after: number; readonly narrow: boolean }[];
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
  readonly targets: readonly TrendTarget[];
}

/** Width in pixels that the drawing has at least, between its scale and the names of its lines. */
export const narrowest = 160;
/** Room in pixels that a year, a value and the words at a change of method take. */
export const roomFor = { year: 34, value: 38, change: 117, target: 117 } as const;

const inset = 5;
/** The words at a change of method stand above everything else. */
const topWith = 36;
const topWithout = 22;
const bottom = 28;
/** Two lines of text: name and value. */
const endHeight = 32;

interface TrendOptions {
  /** Only so many years, up to the last one with a value. */
  readonly years?: number;
  /** In pixels. */
  readonly height?: number;
}

/** Where the values of a series stand in a chart. A line never crosses a change of method or a year without a value. */
export function trendOf(series: TrendSeries, { years: span, height = 260 }: TrendOptions = {}): Trend {
  const lastYear = Math.max(...valued(series.values).map((point) => point.year));
  const recent = (point: Valued) => span === undefined || point.year > lastYear - span;
  const city = valued(series.values).filter(recent);
  const nation = city.length === 0 ? [] : valued(series.national_mean).filter(recent);
  // A short drawing of the last years has no room for them.
  const aims = span === undefined && city.length > 0 ? (series.targets ?? []) : [];
  const lastValue = Math.max(...[...city, ...nation].map((point) => point.year));
  const years = [...new Set([...city, ...nation, ...aims].map((one) => one.year))].sort((a, b) => a - b);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const floor = height - bottom;
  const top = series.breaks.some(({ after }) => after >= first && after < last) ? topWith : topWithout;
  const scale = scaleOf([
    ...[...city, ...nation].map((point) => Number(point.value)),
    ...aims.flatMap(({ from, to = from }) => [Number(from), Number(to)]),
  ]);
  const x = (year: number) => (first === last ? 50 : inset + ((year - first) / (last - first)) * (100 - 2 * inset));
  const y = (value: number) => floor - ((value - scale.low) / (scale.high - scale.low)) * (floor - top);

  const draw = (points: readonly Valued[], others: readonly Valued[]): readonly TrendPoint[] => {
    const narrow = roomy(
      points.map((point) => x(point.year)),
      roomFor.value,
    );
    return points.map((point, i) => {
      const other = others.find(({ year }) => year === point.year);
      const neighbours = [points[i - 1], points[i + 1]].filter((one) => one !== undefined);
      const aim = aims.find(({ year }) => year === point.year);
      const under = [other?.value, aim?.from].some((above) => above !== undefined && isJustAbove(y(Number(above)), y(Number(point.value))));
      const inValley = neighbours.length > 0 && neighbours.every((one) => Number(one.value) > Number(point.value));
      return {
        year: point.year,
        value: point.value,
        x: x(point.year),
        y: y(Number(point.value)),
        unsure: isUnsure(point),
        below: inValley || under,
        narrow: narrow[i] ?? false,
      };
    });
  };
  const points = draw(city, nation);
  const nationPoints = draw(nation, city);
  const narrowYears = roomy(years.map(x), roomFor.year);
  const breaks = series.breaks.filter(({ after }) => after >= first && after < last).map(({ after }) => ({ x: x(after + 0.5), after }));
  const narrowBreaks = roomy(
    breaks.map((one) => one.x),
    roomFor.change,
  );
  const narrowAims = roomy(
    aims.map((one) => x(one.year)),
    roomFor.target,
  );
  // Half the way to the years on both sides, less a little.
  const half = first === last ? inset : ((100 - 2 * inset) / (last - first)) * 0.4;
  return {
    width: 100,
    height,
    floor,
    points,
    lines: stretches(points, series.breaks),
    nation: { points: nationPoints, lines: stretches(nationPoints, series.breaks) },
    // Beside the last values, not above a later year that has only a target.
    ends: { ...endsOf(points.at(-1), nationPoints.at(-1), lastValue), x: last === lastValue ? 100 : x(lastValue) },
    years: years.map((year, i) => ({ year, x: x(year), narrow: narrowYears[i] ?? false })),
    breaks: breaks.map((one, i) => ({ ...one, narrow: narrowBreaks[i] ?? false })),
    ticks: scale.marks.map((mark) => ({ y: y(mark), label: String(mark) })),
    targets: aims.map((target, i) => {
      const upper = y(Number(target.to ?? target.from));
      return {
        target,
        x: x(target.year) - half,
        width: 2 * half,
        y: upper,
        height: y(Number(target.from)) - upper,
        narrow: narrowAims[i] ?? false,
      };
    }),
  };
}

/** Whether another line runs where the value would stand above its point. */
function isJustAbove(other: number, point: number): boolean {
  return point - other > 8 && point - other < 36;
}

type Valued = IndicatorPoint & { readonly value: string };

function valued(points: readonly IndicatorPoint[]): readonly Valued[] {
  return points.flatMap((point) => (point.value === undefined ? [] : [{ ...point, value: point.value }]));
}

/** Whether a figure is not confirmed by a source, is approximate, or is disputed. */
export function isUnsure(point: IndicatorPoint): boolean {
  return point.certainty === 'memory' || point.certainty === 'derived' || point.approximate === true || point.disputed === true;
}

/** Round bounds with all values strictly between them, and few round marks. */
function scaleOf(values: readonly number[]) {
  if (values.length === 0) return { low: 0, high: 1, marks: [] };
  const [least, most] = [Math.min(...values) - 1, Math.max(...values) + 1];
  const step = [5, 10, 20, 50].find((one) => (most - least) / one <= 5) ?? 100;
  const low = Math.floor(least / step) * step;
  const high = Math.ceil(most / step) * step;
  return { low, high, marks: Array.from({ length: (high - low) / step + 1 }, (_, i) => low + i * step) };
}

/** Which places along the drawing keep their words where it is narrowest: from the last back, whichever still has room. */
function roomy(places: readonly number[], room: number): readonly boolean[] {
  let taken = Number.POSITIVE_INFINITY;
  const kept = [...places].reverse().map((place) => {
    const pixels = (place / 100) * narrowest;
    if (taken - pixels < room) return false;
    taken = pixels;
    return true;
  });
  return kept.reverse();
}

function stretches(points: readonly TrendPoint[], breaks: TrendSeries['breaks']): readonly (readonly TrendPoint[])[] {
  const lines: TrendPoint[][] = [];
  for (const point of points) {
    const line = lines.at(-1);
    const before = line?.at(-1);
    const joined = before && point.year === before.year + 1 && !breaks.some(({ after }) => after === before.year);
    if (line && joined) line.push(point);
    else lines.push([point]);
  }
  return lines;
}

/** The names of the lines that reach the last year, moved apart where they would cover each other. */
function endsOf(city: TrendPoint | undefined, nation: TrendPoint | undefined, last: number): Omit<Trend['ends'], 'x'> {
  const end = (point: TrendPoint | undefined) => (point?.year === last ? { value: point.value, y: point.y } : null);
  const [ours, theirs] = [end(city), end(nation)];
  if (ours === null || theirs === null) return { city: ours, nation: theirs };
  const apart = Math.abs(ours.y - theirs.y);
  const push = Math.max(0, endHeight - apart) / 2;
  const up = ours.y <= theirs.y ? -push : push;
  return { city: { ...ours, y: ours.y + up }, nation: { ...theirs, y: theirs.y - up } };
}
