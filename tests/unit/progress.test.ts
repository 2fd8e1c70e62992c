import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counted, progressOf } from '#survey/model/progress.ts';

describe('the progress of a wave', () => {
  const of = (agency: string, mode: string, n: number, excluded = 0) => ({ agency, mode, n, excluded });

  test('begins with those who have the fewest that count, also with nothing; who has enough is counted', () => {
    const wave = { agencies: ['a', 'b', 'c', 'd'], minimum_n: 10 };
    const { total, modes, agencies, enough } = progressOf(wave, [
      of('a', 'online', 12, 5),
      of('a', 'qr', 3),
      of('b', 'online', 9),
      of('d', 'qr', 30, 20),
    ]);
    expect(agencies.map(({ agency }) => agency)).toEqual(['c', 'b', 'a', 'd']);
    expect(enough).toBe(2);
    expect(total).toEqual({ n: 54, excluded: 25 });
    expect(modes).toEqual([
      { mode: 'online', n: 21, excluded: 5 },
      { mode: 'qr', n: 33, excluded: 20 },
    ]);
  });

  test('tells the same sums by mode, by agency and in all, and every agency once', () => {
    const count = fc
      .record({ agency: fc.constantFrom('a', 'b', 'c'), mode: fc.constantFrom('online', 'qr'), n: fc.nat(50), excluded: fc.nat(50) })
      .map((one) => ({ ...one, excluded: Math.min(one.excluded, one.n) }));
    const asked = fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')));
    fc.assert(
      fc.property(fc.array(count), asked, (counts, agencies) => {
        const progress = progressOf({ agencies, minimum_n: 5 }, counts);
        const sum = (all: readonly { n: number; excluded: number }[]) => all.reduce((before, one) => before + counted(one), 0);
        expect(sum(progress.modes)).toBe(counted(progress.total));
        expect(sum(progress.agencies)).toBe(counted(progress.total));
        const listed = progress.agencies.map(({ agency }) => agency);
        expect(listed).toHaveLength(new Set(listed).size);
        expect([...listed].sort()).toEqual([...new Set([...(agencies ?? []), ...counts.map(({ agency }) => agency)])].sort());
        const order = progress.agencies.map(counted);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});
