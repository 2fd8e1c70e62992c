import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ln, normalNumbers } from '#par-index/model/random.ts';

const first = (seed: number, name: string, n: number) => {
  const next = normalNumbers(seed, name);
  return Array.from({ length: n }, next);
};

describe('random numbers', () => {
  test('are these on every machine', () => {
    expect(first(2026, '00004', 4)).toEqual([-0.5848593953573439, -1.4113049005372786, 0.1834680670432843, -1.9138264680335053]);
  });

  test('come again for the same seed and name, and are others for another', () => {
    expect(first(1, 'A', 50)).toEqual(first(1, 'A', 50));
    expect(first(1, 'A', 50)).not.toEqual(first(2, 'A', 50));
    expect(first(1, 'A', 50)).not.toEqual(first(1, 'B', 50));
  });

  test('are normal: as many as should be lie within one, two and three standard errors', () => {
    const numbers = ['A', 'B', 'C', 'D'].flatMap((name) => first(7, name, 50_000));
    const within = (z: number) => numbers.filter((one) => Math.abs(one) < z).length / numbers.length;
    const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    for (const [z, share] of [
      [1, 0.68269],
      [1.959964, 0.95],
      [3, 0.9973],
    ] as const) {
      expect(Math.abs(within(z) - share)).toBeLessThan(0.003);
    }
  });

  test('of two names have nothing to do with each other', () => {
    const [a, b] = [first(7, '00001', 50_000), first(7, '00002', 50_000)];
    const covariance = a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0) / a.length;
    expect(Math.abs(covariance)).toBeLessThan(0.02);
  });
});

test('the logarithm is that of the machine to its last places', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1, noNaN: true }), (x) => {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(Math.log(x))));
    }),
  );
});
