import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disclose, leastTold } from '#par-index/model/disclosure.ts';
import type { PublishedParts, ReleaseResponse } from '#par-index/model/release-parts.ts';
import { ruleWith, topTwo } from './examples.ts';
import { anyResponses, partsOf, response, times } from './release-parts-examples.ts';

const disclosed = (...responses: readonly ReleaseResponse[]) => disclose(partsOf(responses));
const classOf = ({ agency, month, mode, profile }: ReleaseResponse) =>
  [agency, month, mode, profile.gioi_tinh ?? '', profile.tuoi ?? ''].join('|');
const countsOf = (keys: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, all.length]));
const classesOf = ({ responses }: Pick<PublishedParts, 'responses'>) => countsOf(responses.map(classOf));
const told = ({ round }: PublishedParts) => round.agencies.map(({ code, rows, received }) => [code, rows, received]);

describe('agencies with few responses', () => {
  test('get no rows of their own: theirs stand together under no name', () => {
    const parts = disclosed(...times(40, response('A')), ...times(20, response('B')), ...times(15, response('C')));
    expect(classesOf(parts)).toEqual({ '|2026-11|online|nam|35-59': 35, 'A|2026-11|online|nam|35-59': 40 });
    expect(told(parts)).toEqual([
      ['A', 'own', 40],
      ['B', 'pooled', 20],
      ['C', 'pooled', 15],
    ]);
    expect(parts.round.disclosure).toMatchObject({ counted: 75, pooled_agencies: 2, left_out_agencies: 0, left_out_responses: 0 });
  });

  test('are left out where there are not ten of them together, and nobody is told how many there were', () => {
    const parts = disclosed(...times(40, response('A')), ...times(4, response('B')), ...times(5, response('C')));
    expect(parts.responses).toHaveLength(40);
    expect(told(parts).slice(1)).toEqual([
      ['B', 'left-out', null],
      ['C', 'left-out', null],
    ]);
    expect(parts.round.disclosure).toMatchObject({ left_out_agencies: 2, left_out_responses: null });
  });

  test('one of them alone is left out: everybody would know whose rows without a name those are', () => {
    const parts = disclose(partsOf([...times(40, response('A')), ...times(25, response('B'))], { others: ['C'] }));
    expect(parts.responses).toHaveLength(40);
    expect(told(parts).slice(1)).toEqual([
      ['B', 'left-out', 25],
      ['C', 'none', 0],
    ]);
    expect(parts.round.disclosure.left_out_responses).toBe(25);
  });

  test('a number too small to tell stands in the pool only beside another such', () => {
    const beside = disclosed(...times(4, response('A')), ...times(7, response('B')), ...times(25, response('C')));
    expect(told(beside)).toEqual([
      ['A', 'pooled', null],
      ['B', 'pooled', null],
      // Known or not, it hides nobody.
      ['C', 'pooled', 25],
    ]);
    const alone = disclosed(
      ...times(3, response('A')),
      ...times(12, response('B')),
      ...times(13, response('C')),
      ...times(14, response('D')),
    );
    expect(told(alone)).toEqual([
      ['A', 'left-out', null],
      // Left out with it, for all responses less the published ones would be those three.
      ['B', 'left-out', null],
      ['C', 'pooled', 13],
      ['D', 'pooled', 14],
    ]);
    expect(alone.round.disclosure).toMatchObject({ counted: 27, left_out_agencies: 2, left_out_responses: null });
  });

  test('where nobody else has few, the others keep their figures: how many the one has may be subtracted, its answers not', () => {
    expect(told(disclosed(...times(50, response('A')), ...times(40, response('B')), ...times(4, response('C'))))).toEqual([
      ['A', 'own', 50],
      ['B', 'own', 40],
      ['C', 'left-out', null],
    ]);
  });

  test('two of nine, or of one, do not hide each other: their sum says it', () => {
    const nines = disclosed(
      ...times(9, response('A')),
      ...times(9, response('B')),
      ...times(11, response('C')),
      ...times(50, response('D')),
    );
    expect(told(nines).map(([, rows, n]) => [rows, n])).toEqual([...Array.from({ length: 3 }, () => ['left-out', null]), ['own', 50]]);
    const ones = disclosed(response('A'), response('B'), ...times(11, response('C')), ...times(50, response('D')));
    expect(told(ones).map(([, rows, n]) => [rows, n])).toEqual([...Array.from({ length: 3 }, () => ['left-out', null]), ['own', 50]]);
  });

  test('so does one of which so few answered each question that its share is not shown', () => {
    const half = [...times(20, response('A', { answers: '5--' })), ...times(20, response('A', { answers: '-5-' }))];
    expect(told(disclosed(...half, ...times(20, response('B'))))).toEqual([
      ['A', 'pooled', 40],
      ['B', 'pooled', 20],
    ]);
  });
});

describe('a question that few of an agency answered', () => {
  test('comes without their answers, and it is said how many such there are', () => {
    const parts = disclosed(...times(31, response('A', { answers: '55-' })), ...times(9, response('A', { answers: '555' })));
    expect(countsOf(parts.responses.map(({ answers }) => answers))).toEqual({ '55-': 40 });
    expect(parts.round.disclosure.blanked).toBe(1);
  });

  test('keeps them from ten on', () => {
    const parts = disclosed(...times(30, response('A', { answers: '55-' })), ...times(10, response('A', { answers: '555' })));
    expect(countsOf(parts.responses.map(({ answers }) => answers))).toEqual({ '55-': 30, '555': 10 });
  });
});

describe('a rare combination', () => {
  const nu = { gioi_tinh: 'nu', tuoi: '60' };

  test('loses the last question about the person first, and only in the rows where it is rare', () => {
    const parts = disclosed(
      ...times(30, response('A')),
      ...times(6, response('A', { profile: nu })),
      ...times(5, response('A', { profile: { gioi_tinh: 'nu', tuoi: '18-34' } })),
    );
    expect(classesOf(parts)).toEqual({ 'A|2026-11|online|nam|35-59': 30, 'A|2026-11|online|nu|': 11 });
    expect(parts.round.disclosure.generalised).toEqual({ profile_tuoi: 11 });
  });

  test('then the month, then the mode; what is left takes the smallest other group along', () => {
    const parts = disclosed(
      ...times(30, response('A')),
      ...times(12, response('A', { month: '2026-10' })),
      ...times(3, response('A', { month: '2026-10', mode: 'paper', profile: nu })),
    );
    expect(classesOf(parts)).toEqual({ 'A|2026-11|online|nam|35-59': 30, 'A||||': 15 });
    expect(parts.round.disclosure.generalised).toEqual({ profile_tuoi: 15, profile_gioi_tinh: 15, month: 15, mode: 15 });
  });

  test('joins those who did not tell, and a handful that lost something is not counted out', () => {
    const parts = disclosed(...times(30, response('A', { profile: {} })), ...times(2, response('A', { profile: nu })));
    expect(classesOf(parts)).toEqual({ 'A|2026-11|online||': 32 });
    expect(parts.round.disclosure.generalised).toEqual({ profile_tuoi: null, profile_gioi_tinh: null });
  });
});

describe('whatever people answer', () => {
  const sorted = (rows: readonly ReleaseResponse[]) => rows.map((row) => `${classOf(row)}|${row.answers}`).sort();

  test('every combination stands in at least ten rows, and no answer of fewer than ten people is published', () => {
    fc.assert(
      fc.property(anyResponses, (responses) => {
        const parts = disclosed(...responses);
        for (const [combination, n] of Object.entries(classesOf(parts))) expect(n, combination).toBeGreaterThanOrEqual(10);
        for (const rows of Map.groupBy(parts.responses, ({ agency }) => agency).values()) {
          for (const i of [0, 1, 2]) {
            const n = rows.filter(({ answers }) => answers[i] !== '-').length;
            expect(n === 0 || n >= 10).toBe(true);
          }
        }
      }),
    );
  });

  test('no row is lost but those left out, and no answer changes but those taken out', () => {
    fc.assert(
      fc.property(anyResponses, (responses) => {
        const parts = disclosed(...responses);
        const places = new Map(parts.round.agencies.map(({ code, rows }) => [code, rows]));
        const named = responses
          .filter(({ agency }) => places.get(agency) !== 'left-out')
          .map((row) => (places.get(row.agency) === 'pooled' ? { ...row, agency: '' } : row));
        expect(parts.responses).toHaveLength(named.length);
        for (const [agency, rows] of Map.groupBy(named, (row) => row.agency)) {
          const published = parts.responses.filter((row) => row.agency === agency);
          const rare = [0, 1, 2].map((i) => rows.filter(({ answers }) => answers[i] !== '-').length < 10);
          const kept = rows.map(({ answers }) => Array.from(answers, (one, i) => (rare[i] ? '-' : one)).join(''));
          expect(published.map(({ answers }) => answers).sort()).toEqual(kept.sort());
        }
      }),
    );
  });

  test('nothing is made up: what a row still says, one of the given rows said', () => {
    fc.assert(
      fc.property(anyResponses, (responses) => {
        for (const row of disclosed(...responses).responses) {
          const fits = responses.some(
            (given) =>
              (row.agency === '' || row.agency === given.agency) &&
              (row.month === '' || row.month === given.month) &&
              (row.mode === '' || row.mode === given.mode) &&
              Object.entries(row.profile).every(([code, value]) => value === null || value === given.profile[code]),
          );
          expect(fits).toBe(true);
        }
      }),
    );
  });

  test('the order in which responses and agencies come changes nothing', () => {
    const shuffled = anyResponses.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(disclosed(...other)).toEqual({ ...disclosed(...one), scores: partsOf(other).scores });
      }),
    );
  });

  test('what is published comes out as it is when it goes through again', () => {
    fc.assert(
      fc.property(anyResponses, (responses) => {
        const once = disclosed(...responses);
        const again = disclose(partsOf(once.responses));
        expect(sorted(again.responses)).toEqual(sorted(once.responses));
        expect(again.round.disclosure).toMatchObject({ blanked: 0, generalised: {}, pooled_agencies: 0 });
      }),
    );
  });

  test('no number of fewer than ten responses is told', () => {
    fc.assert(
      fc.property(anyResponses, (responses) => {
        for (const { received } of disclosed(...responses).round.agencies)
          expect(received === null || received === 0 || received >= 10).toBe(true);
      }),
    );
  });

  test('nor can it be computed from what is told, the rows and the number of all responses, where there is somebody to hide behind', () => {
    const counts = fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 45 })), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(counts, (all) => {
        const { round, responses } = disclosed(...all.flatMap((n, i) => times(n, response(`A${i}`))));
        const total = all.reduce((sum, n) => sum + n, 0);
        const hiddenIn = (place: string) => round.agencies.filter(({ rows, received }) => rows === place && received === null).length;
        const toldIn = (place: string) =>
          round.agencies.reduce((sum, { rows, received }) => (rows === place ? sum + (received ?? 0) : sum), 0);
        // What is left for those of whom nothing is told: how many they are, and their sum.
        const inPool = responses.filter(({ agency }) => agency === '').length - toldIn('pooled');
        const inPoolOf = hiddenIn('pooled');
        const leftOut = total - responses.length - toldIn('left-out');
        const leftOutOf = hiddenIn('left-out');
        // Each of the pool has 1 to 9; the sum must leave open how many.
        if (inPoolOf > 0) expect(inPoolOf >= 2 && inPool >= 10 && inPool > inPoolOf && inPool < 9 * inPoolOf).toBe(true);
        else expect(inPool).toBe(0);
        // Those with a share of their own, from thirty on, are not given up for it.
        const canHide = all.some((n) => n >= 10 && n < 30);
        if (leftOutOf > 0) expect(!canHide || (leftOutOf >= 2 && leftOut > leftOutOf)).toBe(true);
        else expect(leftOut).toBe(0);
        // Those who have ten or more hide nobody in the pool: their numbers may be known.
        for (const [i, n] of all.entries())
          if (n >= 10 && round.agencies[i]?.rows === 'pooled') expect(round.agencies[i]?.received).toBe(n);
      }),
      { numRuns: 300 },
    );
  });
});

test('at least ten stand behind everything, and more where the rule asks for more', () => {
  expect(leastTold(ruleWith(topTwo))).toBe(10);
  expect(leastTold(ruleWith(topTwo, { thresholds: { count_from: 5, show_from: 30, rank_from: 100 } }))).toBe(10);
  expect(leastTold(ruleWith(topTwo, { thresholds: { count_from: 20, show_from: 30, rank_from: 100 } }))).toBe(20);
});

test('responses that contradict the round are a fault of the machine, not a release', () => {
  const parts = partsOf(times(40, response('A')));
  expect(() => disclose({ ...parts, responses: times(40, response('X')) })).toThrow(/X/);
  expect(() => disclose({ ...parts, responses: times(39, response('A')) })).toThrow(/40 responses received/);
});
