import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rational } from '#par-index/model/fraction.ts';
import { rankBySimulation } from '#par-index/model/ranks.ts';
import { computeRelease } from '#par-index/model/release.ts';
import { wilson, wilsonAt } from '#par-index/model/wilson.ts';
import { ruleWith, topTwo } from './examples.ts';
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

const surveyed = (code: string, yes: number, n: number) => ({ code, index: rational(yes, n), at: (z: number) => wilsonAt(yes / n, n, z) });
const simulation = { draws: 2000, seed: 2026 };

describe('ranks by simulation', () => {
  test('far apart are sure, close together are not, and form a group', () => {
    const ranks = rankBySimulation(
      [surveyed('A', 180, 200), surveyed('B', 178, 200), surveyed('C', 120, 200), surveyed('D', 118, 200)],
      simulation,
    );
    expect(['A', 'B', 'C', 'D'].map((code) => ranks.get(code))).toEqual([
      { rank: 1, interval: [1, 2], group: 1 },
      { rank: 2, interval: [1, 2], group: 1 },
      { rank: 3, interval: [3, 4], group: 2 },
      { rank: 4, interval: [3, 4], group: 2 },
    ]);
  });

  test('equal agencies share a rank, which their interval holds', () => {
    const equal = Array.from({ length: 60 }, (_, i) => surveyed(`A${i}`, 90, 100));
    for (const { rank, interval, group } of rankBySimulation(equal, simulation).values()) {
      expect([rank, interval[0], group]).toEqual([1, 1, 1]);
      expect(interval[1]).toBeGreaterThan(50);
    }
  });

  test('a draw lies within the interval of a share as often as the interval says', () => {
    fc.assert(
      fc.property(fc.nat(100), (yes) => {
        const { low, high } = wilson(yes / 100, 100);
        expect(wilsonAt(yes / 100, 100, -1.959963984540054)).toBeCloseTo(low, 12);
        expect(wilsonAt(yes / 100, 100, 1.959963984540054)).toBeCloseTo(high, 12);
        expect(wilsonAt(yes / 100, 100, 0)).toBeCloseTo(yes / 100, 12);
      }),
    );
  });

  test('neither the order of the agencies nor those of the other list change anything', () => {
    const all = Array.from({ length: 8 }, (_, i) => surveyed(`A${i}`, 80 + i, 100));
    const ranks = rankBySimulation(all, simulation);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const again = rankBySimulation(shuffled, simulation);
        for (const { code } of all) expect(again.get(code)).toEqual(ranks.get(code));
      }),
      { numRuns: 10 },
    );
  });

  test('every interval holds its rank, and groups follow the ranks', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(100), fc.constantFrom(0, 55, 67)), { minLength: 1, maxLength: 20 }), (all) => {
        const given = all.map((yes, i) => surveyed(`A${i}`, yes, 100));
        const ranks = [...rankBySimulation(given, { draws: 200, seed: 1 }).values()].sort((a, b) => a.rank - b.rank);
        ranks.forEach(({ rank, interval: [best, worst], group }, i) => {
          expect(best).toBeLessThanOrEqual(rank);
          expect(worst).toBeGreaterThanOrEqual(rank);
          expect(worst).toBeLessThanOrEqual(all.length);
          expect(group).toBeGreaterThanOrEqual(ranks[i - 1]?.group ?? 1);
          if (ranks[i - 1]?.rank === rank) expect(group).toBe(ranks[i - 1]?.group);
        });
      }),
    );
  });
});

describe('a release by a rule that simulates', () => {
  const rule = ruleWith(topTwo, {
    thresholds: { count_from: 10, show_from: 30, rank_from: 100 },
    ranks: { draws: 2000, seed: 2026 },
  });
  const result = computeRelease({
    ...release([
      agency('A', { yes: 180, no: 20 }),
      agency('B', { yes: 178, no: 22 }),
      agency('C', { appraised: ['20', '24'], yes: 178, no: 22 }),
      agency('D', { yes: 40, no: 5 }),
      agency('E', { yes: 5, no: 4 }),
      agency('F', { yes: 100, no: 90, list: 'commune' }),
    ]),
    rule,
  });

  test('ranks each list apart, with intervals and groups; who is not ranked has none', () => {
    expect(result.agencies.map(({ code, rank, rank_interval, rank_group }) => [code, rank, rank_interval, rank_group])).toEqual([
      ['A', 1, [1, 2], 1],
      ['B', 2, [1, 2], 1],
      ['C', 3, [3, 3], 2],
      ['D', null, null, null],
      ['E', null, null, null],
      ['F', 1, [1, 1], 1],
    ]);
  });

  test('does not tell how few have answered', () => {
    expect(result.agencies.map(({ responses }) => responses)).toEqual([200, 200, 200, 45, null, 190]);
  });

  test('reaches the full points of the survey at the target of the rule', () => {
    const { agencies } = computeRelease({
      ...release([agency('A', { yes: 90, no: 10 }), agency('B', { yes: 72, no: 28 })]),
      rule: { ...rule, target: '90' },
    });
    expect(agencies.map(({ sociological_points, index }) => [sociological_points, index])).toEqual([
      ['30.00', '90.00'],
      ['24.00', '84.00'],
    ]);
  });
});
