import { expect, test } from 'vitest';
import { ndcg } from '#scripts/search-rating.ts';

const codes = new Set(['a', 'b', 'c']);

test('the best order gives 1, none of the answers 0', () => {
  expect(ndcg(['a', 'b'], { a: 3, b: 1 }, codes)).toBe(1);
  expect(ndcg(['x', 'y'], { a: 3 }, codes)).toBe(0);
});

test('an answer counts less the lower it stands: second place is worth 1 / log2(3)', () => {
  expect(ndcg(['x', 'a'], { a: 3 }, codes)).toBeCloseTo(1 / Math.log2(3), 12);
});

test('answers that the catalogue does not hold are not missed', () => {
  expect(ndcg(['a'], { a: 3, z: 3 }, codes)).toBe(1);
});
