import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '#par-index/model/wilson.ts';

const percent = (share: number, digits = 1) => (share * 100).toFixed(digits);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.integer({ min: 1, max: 100_000 });
// The last places of binary figures.
const hair = 1e-12;

describe('the interval of a share', () => {
  test.each([
    [30, '24.8'],
    [50, '19.2'],
    [100, '13.6'],
    [200, '9.6'],
    [400, '6.8'],
    [1000, '4.3'],
  ])('86 %% of %i answers lie in a stretch of %s points', (n, width) => {
    const { low, high } = wilson(0.86, n);
    expect(percent(high - low)).toBe(width);
  });

  test('86 % of 200 answers stand for 80.5 to 90.1 %', () => {
    const { low, high } = wilson(0.86, 200);
    expect([percent(low), percent(high)]).toEqual(['80.5', '90.1']);
  });

  test('86 % of 30 answers stand for 69.5 to 94.3 %', () => {
    const { low, high } = wilson(0.86, 30);
    expect([percent(low), percent(high)]).toEqual(['69.5', '94.3']);
  });

  test('ten satisfied of ten stand for 72.2 to 100 %', () => {
    const { low, high } = wilson(1, 10);
    expect([percent(low), percent(high)]).toEqual(['72.2', '100.0']);
  });

  test('none satisfied of ten stand for 0 to 27.8 %', () => {
    const { low, high } = wilson(0, 10);
    expect([percent(low), percent(high)]).toEqual(['0.0', '27.8']);
  });

  test('347 of 400 answers online, and their weighted share on an effective size', () => {
    const plain = wilson(347 / 400, 400);
    expect([percent(plain.low, 2), percent(plain.high, 2)]).toEqual(['83.08', '89.73']);
    const weighted = wilson(0.8332, 258.2);
    expect([percent(weighted.low, 2), percent(weighted.high, 2)]).toEqual(['78.29', '87.37']);
  });

  test('holds the share and never leaves 0 to 100 %', () => {
    fc.assert(
      fc.property(share, size, (p, n) => {
        const { low, high } = wilson(p, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(p + hair);
        expect(high).toBeGreaterThanOrEqual(p - hair);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is narrower with twice as many answers', () => {
    fc.assert(
      fc.property(share, size, (p, n) => {
        const few = wilson(p, n);
        const many = wilson(p, 2 * n);
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });

  test('is the same seen from the dissatisfied', () => {
    fc.assert(
      fc.property(share, size, (p, n) => {
        const satisfied = wilson(p, n);
        const dissatisfied = wilson(1 - p, n);
        expect(dissatisfied.low).toBeCloseTo(1 - satisfied.high, 10);
        expect(dissatisfied.high).toBeCloseTo(1 - satisfied.low, 10);
      }),
    );
  });
});
