import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeRelease } from '#par-index/model/release.ts';
import { type Agency, agencies, agency, release } from './release-examples.ts';

const compute = (...agencies: readonly Agency[]) => computeRelease(release(agencies)).agencies;

describe('the ranks', () => {
  test('equal agencies share a rank and the next one is skipped', () => {
    const ranks = compute(
      agency('A', { yes: 80, no: 20 }),
      agency('B', { yes: 90, no: 10 }),
      agency('C', { yes: 180, no: 20 }),
      agency('D', { appraised: ['36', '24.001'], yes: 90, no: 10 }),
    );
    expect(ranks.map(({ code, rank }) => [code, rank])).toEqual([
      ['A', 4],
      ['B', 2],
      ['C', 2],
      ['D', 1],
    ]);
  });

  test('departments and communes are ranked apart', () => {
    const ranks = compute(
      agency('A', { yes: 80, no: 20 }),
      agency('B', { yes: 95, no: 5, list: 'commune' }),
      agency('C', { yes: 90, no: 10 }),
    );
    expect(ranks.map((one) => one.rank)).toEqual([2, 1, 1]);
  });

  test('agencies whose intervals overlap may stand in each other’s place, others may not', () => {
    const ranks = compute(
      agency('A', { yes: 86, no: 14 }),
      agency('B', { yes: 85, no: 15 }),
      agency('C', { appraised: ['10', '10'], yes: 85, no: 15 }),
    );
    expect(ranks.map((one) => one.rank_interval)).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });
});

describe('whatever agencies are rated', () => {
  test('the order in which they are listed changes nothing', () => {
    const orders = agencies.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    const byCode = (all: readonly Agency[]) => Object.fromEntries(compute(...all).map((one) => [one.code, one]));
    fc.assert(
      fc.property(orders, ([all, shuffled]) => {
        expect(byCode(shuffled)).toEqual(byCode(all));
      }),
    );
  });

  test('a higher index has the better rank, an equal one the same, and each lies within the ranks it may have', () => {
    fc.assert(
      fc.property(agencies, (all) => {
        const ranked = compute(...all).filter((one) => one.rank !== null);
        for (const one of ranked) {
          const [best, worst] = one.rank_interval ?? [0, 0];
          expect(best).toBeGreaterThanOrEqual(1);
          expect(best).toBeLessThanOrEqual(one.rank ?? 0);
          expect(worst).toBeGreaterThanOrEqual(one.rank ?? 0);
          for (const other of ranked.filter(({ list }) => list === one.list)) {
            expect(Math.sign((one.rank ?? 0) - (other.rank ?? 0))).toBe(Math.sign(Number(other.index) - Number(one.index)));
          }
        }
      }),
    );
  });
});
