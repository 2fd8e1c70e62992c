import { describe, expect, test } from 'vitest';
import { type Indicator, indicatorSchema } from '#par-index/model/indicator.ts';
import { pictureOf } from '#par-index/model/picture.ts';

describe('what can honestly be said of a series', () => {
  const series = (values: readonly object[], more: object = {}): Indicator =>
    indicatorSchema.parse({
      id: 'par-index',
      title: 'Chỉ số',
      short_title: 'PAR INDEX',
      publisher: 'Bộ Nội vụ',
      description: 'Điểm',
      unit: 'percent',
      better: 'higher',
      breaks: [],
      values: values.map((value) => ({ certainty: 'found', sources: [], ...value })),
      national_mean: [{ year: 2023, value: '86.98', certainty: 'found', sources: [] }],
      sources: {},
      missing: [2011, 2025],
      ...more,
    });

  test('is the newest value that a source confirms, with the mean of that year, and what came since', () => {
    const picture = pictureOf(
      series([
        { year: 2022, value: '89.58' },
        { year: 2023, value: '91.43', rank: 3, rank_of: 63 },
        { year: 2024, value: '92.57', disputed: true },
      ]),
    );
    expect(picture).toMatchObject({
      latest: { year: 2023, value: '91.43', rank: 3 },
      nation: { value: '86.98' },
      pending: [2024],
      missing: [2025],
    });
  });

  test('is nothing where no value is confirmed', () => {
    expect(
      pictureOf(
        series([
          { year: 2020, value: '84', certainty: 'memory' },
          { year: 2021, rank: 8 },
        ]),
      ),
    ).toEqual({
      latest: undefined,
      nation: undefined,
      pending: [2020],
      missing: [2011, 2025],
    });
  });
});
