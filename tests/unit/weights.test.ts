import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterEffect } from '#par-index/model/design.ts';
import { numberOf, rational } from '#par-index/model/fraction.ts';
import { rakedFactors } from '#par-index/model/raking.ts';
import { isRefused } from '#par-index/model/refusal.ts';
import type { ScoredResponse } from '#par-index/model/rows.ts';
import { scoreTally } from '#par-index/model/score.ts';
import { planOf } from '#par-index/model/score-plan.ts';
import { type AgencyScore, scoreResponses } from '#par-index/model/score-rows.ts';
import { type Weighable, type Weighting, weightsOf } from '#par-index/model/weights.ts';
import { wilson } from '#par-index/model/wilson.ts';
import { packAnswers } from '#survey/model/response.ts';
import { tallyOf } from '#survey/model/tally.ts';
import { questionnaire, ruleWith, shippedRule, topTwo } from './examples.ts';

const form = questionnaire({ '1': ['A1', 'A2'], '2': ['B1'] });
const none: Weighting = { method: 'none', population: {} };

function scored(
  responses: readonly ScoredResponse[],
  weighting: Weighting = none,
  rule = ruleWith(topTwo),
  of = form,
): readonly AgencyScore[] {
  const scores = scoreResponses(planOf(of, rule), responses, weighting);
  if (isRefused(scores)) throw new Error(`${scores.path.join('.')}: ${scores.reason}`);
  return scores;
}

function weighed(responses: readonly Weighable[], weighting: Weighting): readonly number[] {
  const weights = weightsOf(responses, weighting);
  if (isRefused(weights)) throw new Error(weights.reason);
  return weights.classOf.map((i) => numberOf(weights.classes[i] ?? rational(0)));
}

describe('the worked example of 400 answers online', () => {
  // Five times as many, so that 82 % of 110 is a whole number of people: shares and weights stay the same.
  const ages = [
    ['18-34', 1300, 1170],
    ['35-59', 550, 451],
    ['60+', 150, 114],
  ] as const;
  const population = { age: { '18-34': 0.33, '35-59': 0.45, '60+': 0.22 } };
  const one = questionnaire({ '1': ['A1'] });
  const responses = ages.flatMap(([age, n, satisfied]) =>
    Array.from({ length: n }, (_, i) => ({ agency: 'A', strata: { age }, answers: { A1: i < satisfied ? 4 : 2 } })),
  );
  const overall = (weighting: Weighting) => scored(responses, weighting, ruleWith(topTwo), one)[0]?.score.overall;

  test('as they came, 86.75 % are satisfied', () => {
    expect(overall(none)?.percent).toBe('86.75');
    expect(overall(none)?.nEff).toBe(2000);
  });

  test('post-stratified by age 83.32 %, with weights 0.508, 1.636 and 2.933', () => {
    const weighting = { method: 'poststratify', population } as const;
    expect(overall(weighting)?.percent).toBe('83.32');
    expect(overall(weighting)?.share?.equals(rational('0.8332'))).toBe(true);
    const weights = [...new Set(weighed(responses, weighting))].map((weight) => weight.toFixed(3));
    expect(weights).toEqual(['0.508', '1.636', '2.933']);
  });

  test('400 of them are worth 258.2, a design effect of 1.55, and stand for 78.29 to 87.37 %', () => {
    const nEff = (overall({ method: 'poststratify', population })?.nEff ?? 0) / 5;
    expect(nEff.toFixed(1)).toBe('258.2');
    expect((400 / nEff).toFixed(2)).toBe('1.55');
    const { low, high } = wilson(0.8332, nEff);
    expect([(low * 100).toFixed(2), (high * 100).toFixed(2)]).toEqual(['78.29', '87.37']);
  });

  test('16 clusters of 25 who resemble each other by 0.05 have a design effect of 2.2', () => {
    expect(clusterEffect(25, 0.05)).toBeCloseTo(2.2, 12);
  });

  test('raking by one variable is post-stratification', () => {
    const [raked, exact] = (['rake', 'poststratify'] as const).map((method) => weighed(responses, { method, population }));
    raked?.forEach((weight, i) => {
      expect(weight).toBeCloseTo(exact?.[i] ?? 0, 9);
    });
  });
});

describe('what cannot be weighted is refused by name', () => {
  const two = [{ strata: { gender: 'nam', age: 'trẻ' } }, { strata: { gender: 'nữ', age: 'già' } }];
  const refusal = (weighting: Weighting) => {
    const weights = weightsOf(two, weighting);
    return isRefused(weights) ? [weights.path.join('.'), weights.reason] : [];
  };

  test('a level of the population without respondents', () => {
    const population = { gender: { nam: 0.4, nữ: 0.4, khác: 0.2 } };
    for (const method of ['poststratify', 'rake'] as const) {
      expect(refusal({ method, population })).toEqual(['population.gender.khác', 'nhóm chiếm 0.2 dân số nhưng không có phiếu nào']);
    }
  });

  test('margins that no weights can meet', () => {
    const population = { gender: { nam: 0.5, nữ: 0.5 }, age: { trẻ: 0.4, già: 0.6 } };
    const [path, reason] = refusal({ method: 'rake', population });
    expect(path).toMatch(/^population\.(gender|age)$/);
    expect(reason).toContain('không hội tụ');
  });

  test('limits that no weights with mean 1 can keep', () => {
    const population = { gender: { nam: 0.1, nữ: 0.9 } };
    expect(refusal({ method: 'poststratify', population, trim: [0.9, 1.1] })[0]).toBe('trim');
  });

  test('a level that the population does not have any of needs no respondents', () => {
    expect(refusal({ method: 'rake', population: { gender: { nam: 0.5, nữ: 0.5, khác: 0 } } })).toEqual([]);
  });
});

const levels = ['x', 'y', 'z'] as const;
const person = fc.record({
  strata: fc.record({ a: fc.constantFrom(...levels), b: fc.constantFrom('p', 'q') }),
  weight: fc.constantFrom(1, 0.5, 2.25, 3),
  answers: fc.record({
    A1: fc.constantFrom(null, 1, 2, 3, 4, 5),
    A2: fc.constantFrom(null, 1, 2, 3, 4, 5),
    B1: fc.constantFrom(null, 2, 4),
  }),
});
/** Responses in which every combination of levels occurs. */
const people = fc
  .array(person, { minLength: 1, maxLength: 60 })
  .map((all): readonly ScoredResponse[] => [
    ...all.map((one) => ({ ...one, agency: 'A' })),
    ...levels.flatMap((a) => ['p', 'q'].map((b) => ({ agency: 'A', strata: { a, b }, weight: 1, answers: { A1: 4, A2: 2, B1: 4 } }))),
  ]);
const margins = fc
  .tuple(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 3 }), fc.integer({ min: 10, max: 90 }))
  .map(([parts, p]) => {
    const whole = parts.reduce((sum, part) => sum + part, 0);
    const [x = 0, y = 0] = parts.map((part) => Math.round((part / whole) * 100) / 100);
    return { a: { x, y, z: Math.round((1 - x - y) * 100) / 100 }, b: { p: p / 100, q: (100 - p) / 100 } };
  });

describe('whoever answers', () => {
  test('post-stratified weights have exactly the shares of the population, and mean 1', () => {
    fc.assert(
      fc.property(people, margins, (responses, { a }) => {
        const weights = weightsOf(responses, { method: 'poststratify', population: { a } });
        if (isRefused(weights)) throw new Error(weights.reason);
        const sumOf = (level?: string) =>
          weights.classOf.reduce(
            (sum, k, i) => (level === undefined || responses[i]?.strata?.a === level ? sum.add(weights.classes[k] ?? 0) : sum),
            rational(0),
          );
        expect(sumOf().equals(responses.length)).toBe(true);
        for (const level of levels)
          expect(
            sumOf(level)
              .div(responses.length)
              .equals(rational(String(a[level]))),
          ).toBe(true);
      }),
    );
  });

  test('raked weights have the shares of the population in every variable', () => {
    fc.assert(
      fc.property(people, margins, (responses, population) => {
        const weights = weighed(responses, { method: 'rake', population });
        for (const [variable, shares] of Object.entries(population)) {
          for (const [level, share] of Object.entries(shares)) {
            const sum = weights.reduce((total, weight, i) => total + (responses[i]?.strata?.[variable] === level ? weight : 0), 0);
            expect(sum / responses.length).toBeCloseTo(share, 8);
          }
        }
      }),
    );
  });

  test('trimmed weights keep their limits and their mean', () => {
    fc.assert(
      fc.property(people, margins, (responses, population) => {
        const weights = weightsOf(responses, { method: 'rake', population, trim: [0.3, 3] });
        if (isRefused(weights)) return;
        const values = weights.classOf.map((i) => numberOf(weights.classes[i] ?? rational(0)));
        for (const weight of values) {
          expect(weight).toBeGreaterThanOrEqual(0.3 - 1e-11);
          expect(weight).toBeLessThanOrEqual(3 + 1e-11);
        }
        expect(values.reduce((sum, weight) => sum + weight, 0) / values.length).toBeCloseTo(1, 9);
      }),
    );
  });

  test('the order of the responses changes nothing', () => {
    const orders = people.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })));
    fc.assert(
      fc.property(orders, ([all, shuffled]) => {
        expect(scored(shuffled)[0]?.score).toEqual(scored(all)[0]?.score);
        const weighting = { method: 'poststratify', population: { b: { p: 0.3, q: 0.7 } } } as const;
        expect(scored(shuffled, weighting)[0]?.score).toEqual(scored(all, weighting)[0]?.score);
      }),
    );
  });

  test('weights that are all four times as large change nothing', () => {
    fc.assert(
      fc.property(people, (all) => {
        const larger = all.map((one) => ({ ...one, weight: (one.weight ?? 1) * 4 }));
        expect(scored(larger)[0]?.score).toEqual(scored(all)[0]?.score);
      }),
    );
  });

  test('without weights, responses score as their tally does', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('sipas-top2-pooled-2', 'sipas-top2-item-mean-1', 'sipas-top2-factor-mean-1'), (all, id) => {
        const alike = all.map(({ weight, ...one }) => one);
        const tally = tallyOf(
          form,
          alike.map(({ answers }) => packAnswers(form, answers)),
        );
        expect(scored(alike, none, shippedRule(id))[0]?.score).toEqual(scoreTally(form, shippedRule(id), tally));
      }),
    );
  });

  test('everybody counted twice is the same share of twice as many', () => {
    fc.assert(
      fc.property(people, (all) => {
        const [once, twice] = [all, [...all, ...all]].map((responses) => scored(responses)[0]?.score.overall);
        expect(twice?.percent).toBe(once?.percent);
        expect(twice?.n).toBe(2 * (once?.n ?? 0));
        expect(twice?.nEff).toBeCloseTo(2 * (once?.nEff ?? 0), 9);
      }),
    );
  });

  test('shares lie on the scale, intervals hold them, and nobody is worth more than one', () => {
    fc.assert(
      fc.property(people, margins, (all, population) => {
        const [one] = scored(all, { method: 'rake', population });
        const scores = one ? [one.score.overall, ...one.score.fields, ...one.score.factors, ...one.score.items] : [];
        for (const [i, { share, interval, n, nEff }] of scores.entries()) {
          if (!share || !interval) continue;
          const p = numberOf(share);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
          for (const given of [interval, one?.design[i]?.interval]) {
            if (!given) continue;
            expect(given.low).toBeLessThanOrEqual(p + 1e-9);
            expect(given.high).toBeGreaterThanOrEqual(p - 1e-9);
          }
          expect(nEff).toBeLessThanOrEqual(n + 1e-9);
        }
      }),
    );
  });

  test('agencies are weighted and scored each by itself', () => {
    fc.assert(
      fc.property(people, people, (first, second) => {
        const other = second.map((one) => ({ ...one, agency: 'B' }));
        const weighting = { method: 'poststratify', population: { b: { p: 0.3, q: 0.7 } } } as const;
        const [a, b] = scored([...other, ...first], weighting);
        expect([a?.agency, b?.agency]).toEqual(['A', 'B']);
        expect(a?.score).toEqual(scored(first, weighting)[0]?.score);
        expect(b?.score).toEqual(scored(other, weighting)[0]?.score);
      }),
    );
  });
});

describe('groups of respondents', () => {
  const rule = ruleWith(topTwo, { groups: { variable: 'nhom', weights: { dan: '0.6', 'doanh-nghiep': '0.4' } } });
  const answers = (nhom: string, yes: number, no: number) =>
    Array.from({ length: yes + no }, (_, i) => ({ agency: 'A', strata: { nhom }, answers: { A1: i < yes ? 5 : 1, A2: null, B1: null } }));

  test('are scored apart and averaged by their weights, however many each are', () => {
    const [one] = scored([...answers('dan', 90, 10), ...answers('doanh-nghiep', 5, 5)], none, rule);
    expect(one?.score.overall).toMatchObject({ percent: '74.00', n: 110, answers: 110 });
    expect(one?.groups.map(({ group, overall }) => [group, overall.percent])).toEqual([
      ['dan', '90.00'],
      ['doanh-nghiep', '50.00'],
    ]);
    // 1 / (0.6² / 100 + 0.4² / 10)
    expect(one?.score.overall.nEff).toBeCloseTo(1 / 0.0196, 9);
  });

  test('a group with a weight and without respondents is refused by name', () => {
    const scores = scoreResponses(planOf(form, rule), answers('dan', 3, 1), none);
    expect(isRefused(scores) && [scores.path.join('.'), scores.reason]).toEqual([
      'rule.groups.weights.doanh-nghiep',
      'cơ quan A: nhóm người trả lời có trọng số nhưng không có phiếu nào',
    ]);
  });
});

describe('clusters', () => {
  const clustered = (answer: (cluster: number, i: number) => number) =>
    Array.from({ length: 200 }, (_, i) => ({
      agency: 'A',
      cluster: String(i % 20),
      answers: { A1: answer(i % 20, Math.floor(i / 20)), A2: null, B1: null },
    }));

  test('whose people all answer alike are worth one person each', () => {
    const [one] = scored(clustered((cluster) => (cluster < 15 ? 4 : 2)));
    expect(one?.clusters).toBe(20);
    // The domain's 1 + (m - 1)·rho with rho = 1, but for the clusters being few.
    expect(one?.design[0]?.clusterEffect).toBeCloseTo((10 * (20 / 19)) / (200 / 199), 9);
    expect((one?.design[0]?.interval?.high ?? 0) - (one?.design[0]?.interval?.low ?? 0)).toBeGreaterThan(0.35);
  });

  test('leave the first interval as it is', () => {
    const [one] = scored(clustered((cluster) => (cluster < 15 ? 4 : 2)));
    expect(one?.score.overall.interval).toEqual(wilson(0.75, 200));
  });

  test('of which there is only one tell no variance', () => {
    const [one] = scored(clustered(() => 4).map((response) => ({ ...response, cluster: '1' })));
    expect(one?.design[0]).toEqual({ standardError: null, clusterEffect: null, interval: null });
  });
});

test('raking tells how many rounds it took, none where the shares are right already', () => {
  const cells = [
    { levels: ['x'], mass: 3 },
    { levels: ['y'], mass: 7 },
  ];
  expect(rakedFactors(cells, [{ variable: 'a', shares: { x: 0.3, y: 0.7 } }])).toEqual({ factors: [1, 1], iterations: 0 });
});
