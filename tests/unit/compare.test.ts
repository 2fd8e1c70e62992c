import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairsOf, readCompared } from '#par-index/model/compare.ts';
import { publish } from '#par-index/model/display.ts';
import { rational } from '#par-index/model/fraction.ts';
import { figuresOf } from '#par-index/model/score.ts';
import { shippedRule } from './examples.ts';

const rule = shippedRule('sipas-top2-pooled-2');
const score = (satisfied: number, n: number) =>
  publish(rule, { code: 'all', title: '', n, nEff: n, ...figuresOf(rule, n === 0 ? null : rational(satisfied, n), n) });
const entry = (agency: string, satisfied: number, n: number) => ({ agency, score: score(satisfied, n) });

describe('agencies beside each other', () => {
  // Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: 56/70 against 48/80.
  test('48 of 80 against 56 of 70: the second is higher by 20 points, from 5.24 to 33.39, hardly by chance', () => {
    const [pair] = pairsOf([entry('A', 48, 80), entry('B', 56, 70)]);
    expect([pair?.higher, pair?.lower, pair?.difference?.value.toFraction(), pair?.difference?.sure]).toEqual(['B', 'A', '1/5', true]);
    expect([pair?.difference?.low.toFixed(4), pair?.difference?.high.toFixed(4)]).toEqual(['0.0524', '0.3339']);
  });

  test('172 and 168 of 200 may be chance', () => {
    expect(pairsOf([entry('A', 172, 200), entry('B', 168, 200)])[0]?.difference?.sure).toBe(false);
  });

  test('every pair is spoken of once, the higher first, and of those that are not shown nothing is told', () => {
    const counts = fc.nat(140).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 5 }), (all) => {
        const entries = all.map(([satisfied, n], i) => entry(String(i), satisfied, n));
        const pairs = pairsOf(entries);
        expect(new Set(pairs.map(({ higher, lower }) => [higher, lower].sort().join()))).toHaveLength((all.length * (all.length - 1)) / 2);
        for (const { higher, lower, difference } of pairs) {
          const [a, b] = [all[Number(higher)]?.[1] ?? 0, all[Number(lower)]?.[1] ?? 0];
          expect(difference === null).toBe(Math.min(a, b) < 30);
          if (difference) expect(difference.value.compare(0)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

test('an address names agencies once each; blanks are none, and who is named twice is told', () => {
  expect(readCompared(new URLSearchParams('don-vi=00004&don-vi=&don-vi=+00008+&don-vi=00004'))).toEqual({
    codes: ['00004', '00008'],
    twice: ['00004'],
  });
  expect(readCompared(new URLSearchParams(''))).toEqual({ codes: [], twice: [] });
});
