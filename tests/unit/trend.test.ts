import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Indicator, indicatorSchema } from '#par-index/model/indicator.ts';
import { narrowest, roomFor, trendOf } from '#par-index/model/trend.ts';
import { trendPicture } from '#par-index/model/trend-picture.ts';
import { themeColours } from '#ui/theme-colours.ts';

interface Point {
  readonly year: number;
  readonly value?: string;
  readonly certainty?: Indicator['values'][number]['certainty'];
  readonly approximate?: boolean;
  readonly disputed?: boolean;
  readonly sources?: readonly string[];
}

const file = (values: readonly Point[], breaks: readonly number[] = []) => ({
  id: 'sipas',
  title: 'Chỉ số hài lòng',
  short_title: 'SIPAS',
  publisher: 'Bộ Nội vụ',
  description: 'Tỷ lệ hài lòng',
  unit: 'percent',
  better: 'higher',
  breaks: breaks.map((after) => ({ after, note: 'Đổi phương pháp' })),
  values: values.map((point) => ({ certainty: 'found', sources: ['F10'], ...point })),
  national_mean: [],
  sources: { F10: { name: 'Báo cáo' } },
  missing: [],
});
const series = (values: readonly Point[], breaks: readonly number[] = []) => indicatorSchema.parse(file(values, breaks));

const sipas = series(
  [
    { year: 2015, value: '83.83' },
    { year: 2019, value: '80.09' },
    { year: 2020, value: '85.15' },
    { year: 2021, value: '87.11' },
    { year: 2022, value: '80.2', certainty: 'derived', approximate: true },
    { year: 2023, value: '83.57' },
    { year: 2024, value: '86.50' },
  ],
  [2016, 2021],
);

describe('the chart of the satisfaction of Hà Nội', () => {
  const trend = trendOf(sipas);

  test('draws no line from 2021 to 2022, where the method changed, nor over years without a figure', () => {
    expect(trend.lines.map((line) => line.map((point) => point.year))).toEqual([[2015], [2019, 2020, 2021], [2022, 2023, 2024]]);
  });

  test('draws each change of method between the years on both sides', () => {
    expect(trend.breaks.map((one) => one.after)).toEqual([2016, 2021]);
    const x = (year: number) => trend.points.find((point) => point.year === year)?.x ?? Number.NaN;
    expect(trend.breaks[1]?.x).toBeGreaterThan(x(2021));
    expect(trend.breaks[1]?.x).toBeLessThan(x(2022));
  });

  test('shows figures as they were published', () => {
    expect(trend.points.map((point) => point.value)).toEqual(['83.83', '80.09', '85.15', '87.11', '80.2', '83.57', '86.50']);
  });

  test('draws only the figure of 2022 as unsure', () => {
    expect(trend.points.filter((point) => point.unsure).map((point) => point.year)).toEqual([2022]);
  });

  test('has a scale in steps of five around all figures', () => {
    expect(trend.ticks.map((tick) => tick.label)).toEqual(['75', '80', '85', '90']);
  });
});

describe('single figures', () => {
  test('a figure from memory, approximate or disputed is unsure', () => {
    const points = trendOf(
      series([
        { year: 2018, value: '83.98', certainty: 'memory' },
        { year: 2019, value: '84.64', approximate: true },
        { year: 2020, value: '85', disputed: true },
        { year: 2021, value: '86', certainty: 'seed' },
      ]),
    ).points;
    expect(points.map((point) => point.unsure)).toEqual([true, true, true, false]);
  });

  test('a year with only a rank has no place in the chart', () => {
    const trend = trendOf(series([{ year: 2022, value: '43.9' }, { year: 2023 }, { year: 2024, value: '43.7' }]));
    expect(trend.lines.map((line) => line.map((point) => point.year))).toEqual([[2022], [2024]]);
  });

  test('a series of ranks alone is an empty chart', () => {
    expect(trendOf(series([{ year: 2013 }], [2012]))).toMatchObject({ points: [], lines: [], breaks: [], ticks: [] });
  });

  test('a change of method outside the years shown is not drawn', () => {
    expect(
      trendOf(
        series(
          [
            { year: 2019, value: '80' },
            { year: 2020, value: '81' },
          ],
          [2016, 2020],
        ),
      ).breaks,
    ).toEqual([]);
  });

  test('a figure without quotes or with an unknown source is refused', () => {
    expect(indicatorSchema.safeParse(file([{ year: 2024, value: '86.50' }])).success).toBe(true);
    expect(indicatorSchema.safeParse({ ...file([]), values: [{ year: 2024, value: 86.5, certainty: 'found', sources: [] }] }).success).toBe(
      false,
    );
    expect(indicatorSchema.safeParse(file([{ year: 2024, value: '86.50', sources: ['F99'] }])).success).toBe(false);
  });
});

describe('the mean of the whole country', () => {
  const means = (points: readonly Point[]) => ({
    ...sipas,
    national_mean: series(points).values,
  });

  test('is a line of its own that does not cross a change of method either', () => {
    const { nation } = trendOf(
      means([
        { year: 2020, value: '85.48', certainty: 'memory' },
        { year: 2021, value: '87.16' },
        { year: 2022, value: '80.08' },
      ]),
    );
    expect(nation.lines.map((line) => line.map((point) => point.year))).toEqual([[2020, 2021], [2022]]);
    expect(nation.points.map((point) => point.unsure)).toEqual([true, false, false]);
  });

  test('has its name beside its end where it reaches the last year, apart from the name of Hà Nội', () => {
    const { ends } = trendOf(means([{ year: 2024, value: '86.40' }]));
    expect(ends).toMatchObject({ city: { value: '86.50' }, nation: { value: '86.40' } });
    expect((ends.nation?.y ?? 0) - (ends.city?.y ?? 0)).toBeGreaterThanOrEqual(30);
    expect(trendOf(means([{ year: 2023, value: '82.66' }])).ends.nation).toBeNull();
  });
});

test('of a long series the last years can be shown alone', () => {
  const { points, breaks } = trendOf(sipas, { years: 3 });
  expect(points.map((point) => point.year)).toEqual([2022, 2023, 2024]);
  expect(breaks).toEqual([]);
});

test('the picture of a series is a file by itself: its figures and words, and nothing that could run', () => {
  const words = {
    title: 'Hài lòng <b> & "SIPAS"',
    note: 'Bộ Nội vụ',
    city: 'Hà Nội',
    nation: 'Cả nước',
    change: 'đổi cách đo',
    target: () => 'mục tiêu',
    decimal: (text: string) => text.replace('.', ','),
  };
  const svg = trendPicture(trendOf(sipas), words, themeColours.light);
  expect(svg).toContain('Hài lòng &lt;b&gt; &amp; &quot;SIPAS&quot;');
  for (const said of ['86,50', '80,09', '2015', 'đổi cách đo', 'Bộ Nội vụ']) expect(svg).toContain(said);
  expect(svg).not.toMatch(/NaN|undefined|<script|href/);
});

test('whatever the figures, they lie inside the chart: later to the right, higher to the top', () => {
  const values = fc
    .uniqueArray(fc.integer({ min: 2000, max: 2040 }), { minLength: 1, maxLength: 12 })
    .map((years) => years.sort((a, b) => a - b))
    .chain((years) =>
      fc.tuple(...years.map((year) => fc.integer({ min: 100, max: 9900 }).map((n) => ({ year, value: (n / 100).toFixed(2) })))),
    );
  fc.assert(
    fc.property(values, (given) => {
      const trend = trendOf(series(given));
      const ticks = trend.ticks.map((tick) => tick.y);
      expect(Math.min(...ticks)).toBeGreaterThan(0);
      expect(Math.max(...ticks)).toBe(trend.floor);
      expect(ticks.length).toBeLessThanOrEqual(8);
      for (const [places, room] of [
        [trend.points, roomFor.value],
        [trend.years, roomFor.year],
      ] as const) {
        const kept = places.filter((place) => place.narrow).map((place) => (place.x / 100) * narrowest);
        expect(kept.length).toBeGreaterThan(0);
        kept.forEach((x, i) => {
          expect(x - (kept[i - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(room);
        });
      }
      expect(trend.lines.flat()).toEqual(trend.points);
      trend.points.forEach((point, i) => {
        expect(point.x).toBeGreaterThan(0);
        expect(point.x).toBeLessThan(trend.width);
        expect(point.y).toBeGreaterThan(Math.min(...ticks));
        expect(point.y).toBeLessThan(Math.max(...ticks));
        const next = trend.points[i + 1];
        if (!next) return;
        expect(next.x).toBeGreaterThan(point.x);
        expect(Math.sign(point.y - next.y)).toBe(Math.sign(Number(next.value) - Number(point.value)));
      });
    }),
  );
});
