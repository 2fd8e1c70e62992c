import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heatLevel } from '#par-index/model/heat.ts';
import { rankLane, rankTicks, shareLane } from '#par-index/model/lane.ts';
import { pointsOf } from '#par-index/model/points.ts';
import { computeRelease } from '#par-index/model/release.ts';
import { viewOfInput } from '#par-index/model/release-view.ts';
import { wilson } from '#par-index/model/wilson.ts';
import { csvText } from '#platform/model/csv.ts';
import { vietnameseText } from './examples.ts';
import { agencies, agency, release } from './release-examples.ts';

describe('a share with its interval on a lane', () => {
  test('86 % of 200 stands at 86, in a box from 80.5 to 90.1', () => {
    expect(shareLane(0.86, wilson(0.86, 200))).toEqual({ at: 86, from: 80.5, to: 90.1 });
  });

  test('whatever people answer, the box holds the mark, all stays on the lane, and more is further right', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (a, b, n) => {
        const [less, more] = [Math.min(a, b, n), Math.min(Math.max(a, b), n)].map((yes) => shareLane(yes / n, wilson(yes / n, n)));
        for (const lane of [less, more]) {
          expect(lane?.from).toBeGreaterThanOrEqual(0);
          expect(lane?.from).toBeLessThanOrEqual(lane?.at ?? 0);
          expect(lane?.to).toBeGreaterThanOrEqual(lane?.at ?? 0);
          expect(lane?.to).toBeLessThanOrEqual(100);
        }
        expect(less?.at).toBeLessThanOrEqual(more?.at ?? 0);
      }),
    );
  });
});

describe('a rank with its interval on a lane', () => {
  test('rank 2 of 4 that may be 1 to 3 fills the first three quarters', () => {
    expect(rankLane(2, [1, 3], 4)).toEqual({ at: 37.5, from: 0, to: 75 });
  });

  test('a certain rank has the width of one place, so that it is seen', () => {
    expect(rankLane(5, [5, 5], 5)).toEqual({ at: 90, from: 80, to: 100 });
    expect(rankLane(1, [1, 1], 1)).toEqual({ at: 50, from: 0, to: 100 });
  });

  test('whatever the ranks, boxes hold their marks, keep their order, and overlap where ranks do', () => {
    const ranks = fc.integer({ min: 1, max: 300 }).chain((of) =>
      fc.record({
        of: fc.constant(of),
        one: fc.tuple(...[0, 0, 0].map(() => fc.integer({ min: 1, max: of }))),
        other: fc.tuple(...[0, 0, 0].map(() => fc.integer({ min: 1, max: of }))),
      }),
    );
    fc.assert(
      fc.property(ranks, ({ of, one, other }) => {
        const [a, b] = [one, other].map((given) => {
          const [best = 1, rank = 1, worst = 1] = given.sort((x, y) => x - y);
          return { best, rank, worst, ...rankLane(rank, [best, worst], of) };
        });
        if (!a || !b) return;
        for (const lane of [a, b]) {
          expect(lane.from).toBeGreaterThanOrEqual(0);
          expect(lane.from).toBeLessThanOrEqual(lane.at);
          expect(lane.to).toBeGreaterThanOrEqual(lane.at);
          expect(lane.to).toBeLessThanOrEqual(100);
          expect(lane.to).toBeGreaterThan(lane.from);
        }
        if (a.rank <= b.rank) expect(a.at).toBeLessThanOrEqual(b.at);
        if (a.best <= b.worst && b.best <= a.worst) expect(a.from < b.to && b.from < a.to).toBe(true);
        else expect(a.from >= b.to || b.from >= a.to).toBe(true);
      }),
    );
  });

  test('the ranks along 126 places are few and round', () => {
    expect(rankTicks(126).map((tick) => tick.rank)).toEqual([1, 50, 100, 126]);
    expect(rankTicks(1).map((tick) => tick.rank)).toEqual([1]);
  });

  test('whatever the number of places, first and last are written, in order, and at most seven in all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (of) => {
        const ticks = rankTicks(of);
        expect(ticks[0]?.rank).toBe(1);
        expect(ticks.at(-1)?.rank).toBe(of);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks.map((tick) => tick.rank)).toEqual([...new Set(ticks.map((tick) => tick.rank))].sort((a, b) => a - b));
        for (const { at } of ticks) expect(at >= 0 && at <= 100).toBe(true);
      }),
    );
  });
});

describe('the step of a value in a heat map', () => {
  test.each([
    ['0', '10', 0],
    ['4.999', '10', 0],
    ['5', '10', 1],
    ['7.00', '10.0', 2],
    ['23.99', '30', 2],
    ['24', '30', 3],
    ['0.9', '1', 4],
    ['30', '30', 4],
  ])('%s of %s is step %i', (value, max, level) => {
    expect(heatLevel(value, max)).toBe(level);
  });

  test('more points are never a lighter cell', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((n) => heatLevel((n / 100).toFixed(2), '10'));
        expect(less).toBeLessThanOrEqual(more ?? 0);
      }),
    );
  });
});

describe('a table for spreadsheets', () => {
  test('begins with the mark of UTF-8 and says no formula', () => {
    expect(
      csvText(
        ['tên', 'n'],
        [
          ['=1+2', 3],
          ['@SUM(A1)', -1],
          ['Sở "A", B', null],
          ['+84', '-5'.slice(1)],
        ],
      ),
    ).toBe('\u{FEFF}tên,n\r\n\'=1+2,3\r\n\'@SUM(A1),-1\r\n"Sở ""A"", B",\r\n\'+84,5\r\n');
  });

  test('no text begins a cell as a formula does, and every row has its line, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(vietnameseText, fc.string()), (text) => {
        const csv = csvText(['a'], [[text]]).slice('\u{FEFF}a\r\n'.length, -2);
        const cell = csv.startsWith('"') ? csv.slice(1, -1).replaceAll('""', '"') : csv;
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect([text, `'${text}`]).toContain(cell);
      }),
    );
  });
});

describe('the points of a release', () => {
  test('stand by criterion, the highest index first, those without an index last', () => {
    const input = release([
      agency('A', { yes: 60, no: 40 }),
      agency('B', { yes: 1, no: 0, appraised: ['40', '30'] }),
      agency('C', { yes: 99, no: 1, appraised: ['36.25', '24'] }),
    ]);
    const { criteria, surveyMax, rows } = pointsOf(viewOfInput(input, computeRelease(input)));
    expect(criteria.map(({ code }) => code)).toEqual(['1.1', '1.2']);
    expect(surveyMax).toBe('30');
    expect(rows.map(({ result, scores }) => [result.code, ...scores])).toEqual([
      ['C', '36.25', '24'],
      ['A', '36', '24'],
      ['B', '40', '30'],
    ]);
  });

  test('no agency is lost, whatever they were given', () => {
    fc.assert(
      fc.property(agencies, (all) => {
        const input = release(all);
        expect(
          pointsOf(viewOfInput(input, computeRelease(input)))
            .rows.map(({ result }) => result.code)
            .sort(),
        ).toEqual(all.map(({ code }) => code).sort());
      }),
    );
  });
});
