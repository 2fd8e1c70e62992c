import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText, percentText, rational } from '#par-index/model/fraction.ts';
import { criterionPoints, type IndexParts, indexOf } from '#par-index/model/index-points.ts';

const none = rational(0);
const parts = (given: Readonly<Partial<Record<keyof IndexParts, string>>>): IndexParts => ({
  appraised: none,
  appraisedMax: rational(70),
  removed: none,
  sociological: none,
  bonus: none,
  penalty: none,
  total: rational(100),
  ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, rational(value)])),
});
const percent = (...given: Parameters<typeof indexOf>) => {
  const index = indexOf(...given);
  return index && percentText(index, 2);
};

describe('the index of an agency', () => {
  test('the Department of Finance in 2020 (QĐ 2001/QĐ-UBND): 66.40 + 26.36 = 92.76', () => {
    expect(percent(parts({ appraised: '66.40', sociological: '26.36' }))).toBe('92.76');
  });

  test('bonus is added and penalty taken away: 63.25 + 26.10 + 0.5 - 1.0 = 88.85', () => {
    expect(percent(parts({ appraised: '63.25', sociological: '26.10', bonus: '0.5', penalty: '1.0' }))).toBe('88.85');
  });

  test('61 of 70 with 2.5 points that do not apply: 89.36 within the appraised part, 89.33 over the whole', () => {
    const given = parts({ appraised: '61.00', removed: '2.5', sociological: '26.10' });
    expect(percent(given)).toBe('89.36');
    expect(percent(given, 'within-appraised')).toBe('89.36');
    expect(percent(given, 'over-whole')).toBe('89.33');
  });

  test('the mean department of 2022: 84.19 % appraised and 89.19 % of the survey are 85.73 % (Người Lao Động, 23/3/2023)', () => {
    // Any weight of the survey from 0.306 to 0.310 does, and 70/30 with 2.6 points that do not apply is one of them.
    const share = (all: string, of: string) => decimalText(rational(all).mul(rational(of)).div(100), 6);
    for (const weight of ['30.6', '30.8', '31.0']) {
      const appraisedMax = decimalText(rational(100).sub(rational(weight)), 2);
      const given = { appraisedMax, appraised: share('84.19', appraisedMax), sociological: share('89.19', weight) };
      expect(Math.abs(Number(percent(parts(given))) - 85.73)).toBeLessThan(0.015);
    }
    const given = { appraised: share('84.19', '67.4'), removed: '2.6', sociological: share('89.19', '30') };
    expect(percent(parts(given), 'over-whole')).toBe('85.73');
  });

  test('without any criterion that applies there is no index', () => {
    expect(percent(parts({ removed: '70', sociological: '20' }))).toBeNull();
    expect(percent(parts({ removed: '100', appraisedMax: '100' }), 'over-whole')).toBeNull();
  });

  test('where all criteria apply both conventions give the same, and full points give 100 %', () => {
    const points = fc.nat(7000).map((hundredths) => (hundredths / 100).toFixed(2));
    fc.assert(
      fc.property(points, fc.nat(3000), (appraised, hundredths) => {
        const given = parts({ appraised, sociological: (hundredths / 100).toFixed(2) });
        expect(percent(given, 'over-whole')).toBe(percent(given, 'within-appraised'));
      }),
    );
    expect(percent(parts({ appraised: '70', sociological: '30' }))).toBe('100.00');
  });

  test('who has full points in what applies has full points by both conventions', () => {
    fc.assert(
      fc.property(fc.nat(69), (removed) => {
        const given = parts({ appraised: String(70 - removed), removed: String(removed), sociological: '30' });
        expect([percent(given, 'over-whole'), percent(given, 'within-appraised')]).toEqual(['100.00', '100.00']);
      }),
    );
  });
});

describe('points of a criterion scored by survey', () => {
  test('are its maximum times the share', () => {
    expect(decimalText(criterionPoints({}, rational('1.50'), rational(180, 200)), 2)).toBe('1.35');
  });

  // QĐ 766/QĐ-TTg, metric 5.4, as transcribed by its implementers: min(6, 6·r/0.90).
  test.each([
    ['0.81', '5.40'],
    ['0.90', '6.00'],
    ['0.95', '6.00'],
  ])('with a target of 90 %% a share of %s gives %s of 6 points', (share, points) => {
    expect(decimalText(criterionPoints({ target: '90' }, rational(6), rational(share)), 2)).toBe(points);
  });

  test('never go beyond the maximum, and never fall when the share rises', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 100 }), (a, b, target) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((n) =>
          criterionPoints({ target: String(target) }, rational(6), rational(n, 1000)),
        );
        expect(more?.compare(6)).toBeLessThanOrEqual(0);
        expect(less?.compare(more ?? 0)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
