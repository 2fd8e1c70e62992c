import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translatorFor } from '#i18n/translator.ts';
import { readIndexContent } from '#par-index/content.ts';
import { seriesCsv } from '#par-index/downloads.ts';
import { type Indicator, type IndicatorTarget, indicatorSchema } from '#par-index/model/indicator.ts';
import { verdictOf } from '#par-index/model/target.ts';
import { trendOf } from '#par-index/model/trend.ts';
import { targetWords } from '#par-index/target-words.ts';

const shipped = (id: Indicator['id']): Indicator => {
  const series = readIndexContent().indicators.find((one) => one.id === id);
  if (!series) throw new Error(`no series ${id}`);
  return series;
};
const sipas = shipped('sipas');
const target = (rest: Partial<IndicatorTarget>): IndicatorTarget => ({ year: 2023, from: '85', text: 'Mục tiêu', source: 'S3', ...rest });
const valued = (value: string): Indicator['values'] => [{ year: 2023, value, certainty: 'found', sources: [] }];

// Trang tin Sở Nội vụ Hà Nội, 31/5/2024: satisfaction above 85 % by 2023, from 90 % to 95 % in 2025.
describe('the targets that the city set for satisfaction', () => {
  const said = (language: 'vi' | 'en') =>
    (sipas.targets ?? []).map((one) => targetWords(translatorFor(language), sipas, one).replaceAll('\u00a0', ' '));

  test('were not reached in 2023, and nothing is known of 2025', () => {
    expect(said('vi')).toEqual(['2023: 83,57 %, dưới mục tiêu trên 85 %.', '2025: chưa có số liệu; mục tiêu 90 – 95 %.']);
    expect(said('en')).toEqual(['2023: 83.57 %, below the target of above 85 %.', '2025: no figures yet; the target is 90 – 95 %.']);
  });

  test('are in the file of the series, that of a year without a figure too', () => {
    const rows = seriesCsv(sipas).split('\r\n');
    expect(rows[0]).toMatch(/,target_from,target_to,target_above$/);
    expect(rows).toContainEqual(expect.stringMatching(/^sipas,Hà Nội,2023,83\.57,.*,85,,yes$/));
    expect(rows).toContainEqual(expect.stringMatching(/^sipas,Hà Nội,2025,,,.*,90,95,$/));
    expect(rows).toContainEqual(expect.stringMatching(/^sipas,Việt Nam,2023,82\.66,.*,,,$/));
  });

  test('are drawn above the line of 2023 and in 2025, where no value is; a short drawing has none', () => {
    const trend = trendOf(sipas);
    expect(trend.years.at(-1)?.year).toBe(2025);
    const [first, second] = trend.targets;
    const of = (year: number) => trend.points.find((point) => point.year === year);
    expect(first?.height).toBe(0);
    expect(first?.y).toBeLessThan(of(2023)?.y ?? 0);
    expect(second?.height).toBeGreaterThan(0);
    expect((second?.y ?? 0) + (second?.height ?? 0)).toBeLessThan(of(2024)?.y ?? 0);
    // The last value is named beside itself, not above 2025.
    expect(trend.ends.x).toBe(of(2024)?.x);
    expect(trendOf(sipas, { years: 6 })).toMatchObject({ targets: [], ends: { x: 100 } });
    expect(trendOf(shipped('pci'))).toMatchObject({ targets: [], ends: { x: 100 } });
  });
});

describe('a target', () => {
  test.each([
    ['84.99', {}, 'below'],
    ['85', {}, 'reached'],
    ['85.00', { above: true }, 'below'],
    ['85.01', { above: true }, 'reached'],
    ['96', { from: '90', to: '95' }, 'reached'],
    ['90', { from: '90', to: '95' }, 'reached'],
    ['89.99', { from: '90', to: '95' }, 'below'],
  ])('is met by %s as it is printed', (value, rest, verdict) => {
    expect(verdictOf(target(rest), valued(value))).toBe(verdict);
  });

  test('of a year without a value, or with a rank alone, is neither reached nor missed', () => {
    expect(verdictOf(target({ year: 2025 }), valued('99'))).toBe('unknown');
    expect(verdictOf(target({}), [{ year: 2023, rank: 1, certainty: 'found', sources: [] }])).toBe('unknown');
  });

  test('that is reached stays reached when the value is higher', () => {
    const hundredths = fc.integer({ min: 0, max: 10_000 });
    const text = (n: number) => (n / 100).toFixed(2);
    fc.assert(
      fc.property(hundredths, hundredths, hundredths, fc.boolean(), (from, a, b, above) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const one = target({ from: text(from), above });
        if (verdictOf(one, valued(text(low))) === 'reached') expect(verdictOf(one, valued(text(high)))).toBe('reached');
        expect(verdictOf(one, valued(text(low)))).toBe(low > from || (low === from && !above) ? 'reached' : 'below');
      }),
    );
  });

  test('whose source is not there, or that ends below its beginning, is refused', () => {
    const told = (one: Partial<IndicatorTarget>) =>
      indicatorSchema
        .safeParse({ ...sipas, targets: [target(one)] })
        .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(told({})).toBeUndefined();
    expect(told({ source: 'F99' })).toEqual(['targets.0.source: không có nguồn "F99" trong sources']);
    expect(told({ from: '90', to: '85' })).toEqual(['targets.0.to: phải từ mức "from" trở lên']);
  });
});
