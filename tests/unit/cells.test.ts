import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextShown } from '#survey/model/cells.ts';

const answered = (cells: readonly number[], question: number) =>
  cells.slice(question * 6 + 1, question * 6 + 6).reduce((sum, n) => sum + n, 0);
const counts = (max: number) => fc.array(fc.nat({ max }), { minLength: 18, maxLength: 18 });

test('what is shown of a question changes by nobody or by at least ten of those who answered it', () => {
  fc.assert(
    fc.property(counts(40), counts(6), (shown, more) => {
      const now = shown.map((n, i) => n + (more[i] ?? 0));
      const next = nextShown(shown, now, 10);
      for (const question of [0, 1, 2]) {
        const cells = next.slice(question * 6, question * 6 + 6);
        const grown = answered(now, question) - answered(shown, question);
        expect(cells).toEqual((grown > 0 && grown < 10 ? shown : now).slice(question * 6, question * 6 + 6));
        const difference = answered(next, question) - answered(shown, question);
        expect(difference === 0 || difference >= 10).toBe(true);
      }
    }),
  );
});

test('what is shown first is what there is', () => {
  expect(nextShown([], [0, 1, 2, 3, 4, 5], 10)).toEqual([0, 1, 2, 3, 4, 5]);
});
