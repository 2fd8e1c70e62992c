import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialTail, burstDays, burstRule } from '#survey/model/burst.ts';

/** Counts at a steady pace, drawn by a generator of the test's own. */
function steady(days: number, mean: number, seed: number): readonly number[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return ((state >>> 8) & 0xffff) / 0x10000;
  };
  return Array.from({ length: days }, () => {
    let n = 0;
    for (let product = random(); product > Math.exp(-mean); product *= random()) n += 1;
    return n;
  });
}

describe('a day with far more responses than the days before', () => {
  test('is a burst, and the days around it are none', () => {
    const counts = [...Array.from({ length: 14 }, (_, i) => 3 + (i % 3)), 90, 4, 3, 5];
    expect(burstDays(counts)).toEqual([14]);
  });

  test('is a burst again right after one, which does not hide the next', () => {
    expect(burstDays([...Array<number>(14).fill(4), 80, 85, 4])).toEqual([14, 15]);
  });

  test('is a burst where nobody answered before, from enough responses on', () => {
    const quiet = Array<number>(10).fill(0);
    expect(burstDays([...quiet, burstRule.fewest - 1])).toEqual([]);
    expect(burstDays([...quiet, burstRule.fewest])).toEqual([10]);
  });

  test('is not judged in the first week, nor where the days before vary as much', () => {
    expect(burstDays([1, 1, 1, 300])).toEqual([]);
    expect(burstDays([0, 60, 0, 0, 55, 0, 0, 70, 0, 0, 62, 0, 0, 75])).toEqual([]);
  });

  test('is never seen at a steady pace, whatever the pace', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 1_000_000 }), (tenths, seed) => {
        expect(burstDays(steady(120, tenths / 10, seed))).toEqual([]);
      }),
    );
  });

  test('stays one when still more come, and depends on no later day', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 500 }), (days, more) => {
        const found = burstDays(days);
        const last = days.length - 1;
        if (found.includes(last)) expect(burstDays(days.with(last, (days[last] ?? 0) + more))).toContain(last);
        expect(burstDays([...days, more]).filter((day) => day <= last)).toEqual(found);
      }),
    );
  });
});

test('the tail of a binomial count is what summing its terms gives', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      (n, k, p) => {
        fc.pre(k <= n && k > n * p);
        const sum = Array.from({ length: n - k + 1 }, (_, i) => choose(n, k + i) * p ** (k + i) * (1 - p) ** (n - k - i)).reduce(
          (a, b) => a + b,
          0,
        );
        expect(binomialTail(k, n, p) / sum).toBeCloseTo(1, 9);
      },
    ),
  );
  expect(binomialTail(3000, 6000, 0.25)).toBeLessThan(1e-300);
});
