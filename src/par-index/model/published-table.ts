import { z } from 'zod';
import { decimal } from './decimal.ts';
import { decimalText, type Fraction, rational } from './fraction.ts';

/** A ranking as it was printed somewhere, the best first. */
export const publishedTableSchema = z.strictObject({
  /** The mean of all values, as printed. */
  mean: decimal.optional(),
  rows: z
    .array(
      z.strictObject({
        rank: z.int().min(1),
        name: z.string().min(1),
        /** Null where it cannot be read. */
        value: decimal.nullable(),
        /** What the value is printed as the sum of. */
        parts: z.array(decimal).optional(),
      }),
    )
    .min(2),
});
export type PublishedTable = z.infer<typeof publishedTableSchema>;
type Row = PublishedTable['rows'][number];

/** Something in a printed table that cannot be as it stands there. */
export type Contradiction =
  /** Two agencies at one rank with different values, or a rank left out. */
  | { readonly kind: 'rank'; readonly row: Row }
  /** The value is not that of its parts together. */
  | { readonly kind: 'parts'; readonly row: Row; readonly sum: string }
  /** The value does not lie between those before and after it. */
  | { readonly kind: 'order'; readonly row: Row; readonly least: string; readonly most: string; readonly misprints: readonly Misprint[] }
  /** The mean asks for another value of the one row that cannot be read than its place does. */
  | { readonly kind: 'missing'; readonly row: Row; readonly asked: Range; readonly least: string; readonly most: string }
  /** The mean of the values is not the printed one. */
  | { readonly kind: 'mean'; readonly printed: string; readonly computed: string };

interface Range {
  readonly least: string;
  readonly most: string;
}

/** A reading one digit off that fits its place; and the value it leaves for the row that cannot be read, by the mean and its place. */
interface Misprint {
  readonly value: string;
  readonly missing: Range | null;
}

/** Finds where a printed ranking contradicts itself: order against values, sums against parts, mean against members. */
export function contradictionsOf(table: PublishedTable): readonly Contradiction[] {
  const rows = [...table.rows].sort((a, b) => a.rank - b.rank);
  const misplaced = misplacedRows(rows);
  const sound = rows.map((row) => (misplaced.has(row) ? { ...row, value: null } : row));
  return [
    ...rankContradictions(rows),
    ...rows.flatMap((row): Contradiction[] => {
      const sum = row.parts?.reduce((total, part) => total.add(rational(part)), rational(0));
      return sum && row.value !== null && !sum.equals(rational(row.value))
        ? [{ kind: 'parts', row, sum: decimalText(sum, placesOf(row.value)) }]
        : [];
    }),
    ...[...misplaced].map((row): Contradiction => {
      const place = placeOf(sound, rows.indexOf(row));
      return { kind: 'order', row, ...place, misprints: misprintsOf(table, rows, row, place) };
    }),
    ...meanContradictions(table, rows, sound),
  ];
}

function rankContradictions(rows: readonly Row[]): readonly Contradiction[] {
  return rows.flatMap((row, i): Contradiction[] => {
    const before = rows[i - 1];
    const shared = before?.rank === row.rank;
    // Equal values share a rank, and the next one is skipped.
    const right = shared
      ? before.value === null || row.value === null || rational(before.value).equals(rational(row.value))
      : row.rank === i + 1;
    return right ? [] : [{ kind: 'rank', row }];
  });
}

/** The fewest rows without which the values fall from rank to rank; of several choices the one that leaves the first rows. */
function misplacedRows(rows: readonly Row[]): ReadonlySet<Row> {
  const readable = rows.flatMap((row) => (row.value === null ? [] : [{ row, value: rational(row.value) }]));
  const longest: { length: number; from: number }[] = [];
  readable.forEach(({ value }, i) => {
    let best = { length: 1, from: -1 };
    for (let j = 0; j < i; j++) {
      const before = readable[j];
      const length = (longest[j]?.length ?? 0) + 1;
      if (before && before.value.compare(value) >= 0 && length > best.length) best = { length, from: j };
    }
    longest.push(best);
  });
  const kept = new Set<Row>();
  const most = Math.max(0, ...longest.map(({ length }) => length));
  for (let i = longest.findIndex(({ length }) => length === most); i >= 0; i = longest[i]?.from ?? -1) {
    const one = readable[i];
    if (one) kept.add(one.row);
  }
  return new Set(readable.filter(({ row }) => !kept.has(row)).map(({ row }) => row));
}

/** Between which values a row must lie by its place. */
function placeOf(rows: readonly Row[], i: number): Range {
  const above = rows.slice(0, i).findLast((row) => row.value !== null)?.value ?? '100';
  const below = rows.slice(i + 1).find((row) => row.value !== null)?.value ?? '0';
  return { least: below, most: above };
}

const within = (value: Fraction, { least, most }: Range) => value.compare(rational(least)) >= 0 && value.compare(rational(most)) <= 0;

/** All readings of a value with one digit changed that lie where they should, and that the mean allows. */
function misprintsOf(table: PublishedTable, rows: readonly Row[], row: Row, place: Range): readonly Misprint[] {
  const printed = row.value ?? '';
  const readings = [...printed].flatMap((digit, at) =>
    /\d/.test(digit)
      ? [...'0123456789'].filter((other) => other !== digit).map((other) => printed.slice(0, at) + other + printed.slice(at + 1))
      : [],
  );
  return readings
    .filter((value) => !/^0\d/.test(value) && within(rational(value), place))
    .flatMap((value): Misprint[] => {
      const read = rows.map((one) => (one === row ? { ...one, value } : one));
      const gap = read.filter((one) => one.value === null);
      const [missing] = gap;
      if (table.mean === undefined || gap.length > 1) return [{ value, missing: null }];
      if (!missing) return meanMisses(table.mean, read) ? [] : [{ value, missing: null }];
      const range = meeting(askedByMean(table.mean, read), placeOf(read, read.indexOf(missing)), placesOf(printed));
      return range ? [{ value, missing: range }] : [];
    });
}

function meanContradictions({ mean }: PublishedTable, rows: readonly Row[], sound: readonly Row[]): readonly Contradiction[] {
  if (mean === undefined) return [];
  const gap = rows.filter((row) => row.value === null);
  const [missing] = gap;
  if (missing && gap.length === 1) {
    const place = placeOf(sound, rows.indexOf(missing));
    const { least, most } = askedByMean(mean, rows);
    const places = Math.max(...rows.map((row) => placesOf(row.value ?? '')));
    if (most.compare(rational(place.least)) >= 0 && least.compare(rational(place.most)) <= 0) return [];
    return [{ kind: 'missing', row: missing, asked: { least: decimalText(least, places), most: decimalText(most, places) }, ...place }];
  }
  if (missing) return [];
  return meanMisses(mean, rows)
    ? [{ kind: 'mean', printed: mean, computed: decimalText(sumOf(rows).div(rows.length), placesOf(mean)) }]
    : [];
}

/** Whether the mean of the values is further from the printed one than their rounding explains. */
function meanMisses(mean: string, rows: readonly Row[]): boolean {
  const half = (places: number) => rational(1, 2).div(10 ** places);
  const slack = half(placesOf(mean)).add(half(Math.min(...rows.map((row) => placesOf(row.value ?? '')))));
  return sumOf(rows).div(rows.length).sub(rational(mean)).abs().compare(slack) > 0;
}

/** What the printed mean, itself rounded, leaves for the one value that cannot be read. */
function askedByMean(mean: string, rows: readonly Row[]): { readonly least: Fraction; readonly most: Fraction } {
  const rest = rational(mean).mul(rows.length).sub(sumOf(rows));
  const slack = rational(rows.length, 2).div(10 ** placesOf(mean));
  return { least: rest.sub(slack), most: rest.add(slack) };
}

function meeting(asked: { readonly least: Fraction; readonly most: Fraction }, place: Range, places: number): Range | null {
  const [low, high] = [rational(place.least), rational(place.most)];
  const least = asked.least.compare(low) > 0 ? asked.least : low;
  const most = asked.most.compare(high) < 0 ? asked.most : high;
  return least.compare(most) > 0 ? null : { least: decimalText(least, places), most: decimalText(most, places) };
}

function sumOf(rows: readonly Row[]): Fraction {
  return rows.reduce((sum, row) => (row.value === null ? sum : sum.add(rational(row.value))), rational(0));
}

function placesOf(value: string): number {
  return value.split('.')[1]?.length ?? 0;
}
