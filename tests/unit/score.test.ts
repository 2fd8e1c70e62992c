import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText, rational } from '#par-index/model/fraction.ts';
import { boundText, scoreTally } from '#par-index/model/score.ts';
import { questionnaire, ruleWith, topTwo } from './examples.ts';

/** Satisfied answers by item for 200 respondents, 100 of whom had made a complaint (factor 5). */
const satisfied = {
  '1': { DV1: 170, DV2: 170, DV3: 160, DV4: 164 },
  '2': { DV5: 176, DV6: 180, DV7: 183, DV8: 160 },
  '3': { DV9: 180, DV10: 173, DV11: 170, DV12: 180, DV13: 175 },
  '4': { DV14: 165, DV15: 180, DV16: 174 },
  '5': { DV17: 80, DV18: 74, DV19: 70 },
};
const form = questionnaire(Object.fromEntries(Object.entries(satisfied).map(([factor, items]) => [factor, Object.keys(items)])));
const tally = Object.fromEntries(
  Object.entries(satisfied).flatMap(([factor, items]) =>
    Object.entries(items).map(([item, n]) => {
      const asked = factor === '5' ? 100 : 200;
      const very = Math.floor(n / 3);
      const not = Math.floor((asked - n) / 2);
      return [item, { 0: 200 - asked, 1: not, 3: asked - n - not, 4: n - very, 5: very }];
    }),
  ),
);

describe('the worked example of five factors', () => {
  const { overall, factors, fields, items } = scoreTally(form, ruleWith(topTwo), tally);

  test('2984 of 3500 answers are satisfied: 85.26 %', () => {
    expect(overall.answers).toBe(3500);
    expect(overall.counts[4] + overall.counts[5]).toBe(2984);
    expect(overall.share?.equals(rational(2984, 3500))).toBe(true);
    expect(overall.percent).toBe('85.26');
    expect(fields.map((field) => field.percent)).toEqual(['85.26']);
  });

  test('each factor has its own share', () => {
    expect(factors.map((factor) => factor.percent)).toEqual(['83.00', '87.38', '87.80', '86.50', '74.67']);
    expect(factors.map((factor) => factor.answers)).toEqual([800, 800, 1000, 600, 300]);
  });

  test('each question has its own share', () => {
    expect(items).toHaveLength(19);
    expect(items.find((item) => item.code === 'DV7')?.percent).toBe('91.50');
    expect(items.find((item) => item.code === 'DV19')?.percent).toBe('70.00');
  });

  test('the interval is that of 200 people, not of 3500 answers', () => {
    expect(overall.n).toBe(200);
    expect(factors[4]?.n).toBe(100);
    const width = ((overall.interval?.high ?? 0) - (overall.interval?.low ?? 0)) * 100;
    expect(width).toBeGreaterThan(9);
    expect(width).toBeLessThan(10.5);
  });
});

describe('the rule decides the score', () => {
  const one = questionnaire({ '1': ['A1'] });
  const points = (max: string, coefficients: Parameters<typeof ruleWith>[0], counts: Record<number, number>) => {
    const { share } = scoreTally(one, ruleWith(coefficients), { A1: counts }).overall;
    return share && decimalText(share.mul(rational(max)), 2);
  };

  test('the same answers give 1.35 points by satisfied answers and 1.19 on a linear scale', () => {
    const counts = { 1: 1, 2: 4, 3: 15, 4: 120, 5: 60 };
    expect(points('1.50', topTwo, counts)).toBe('1.35');
    expect(points('1.50', { '1': '0', '2': '0.25', '3': '0.5', '4': '0.75', '5': '1' }, counts)).toBe('1.19');
  });

  test('the coefficients 100, 60, 20, 0 give 1.54 of 2 points', () => {
    expect(points('2.00', { '1': '0', '2': '0', '3': '0.2', '4': '0.6', '5': '1' }, { 2: 10, 3: 20, 4: 50, 5: 120 })).toBe('1.54');
  });

  test('bounds are written with as many places as the share', () => {
    expect(boundText(ruleWith(topTwo), 0.80512)).toBe('80.51');
  });
});

describe('whatever people answer', () => {
  const two = questionnaire({ '1': ['A1'], '2': ['B1'] });
  const counts = fc.record({ 1: fc.nat(500), 2: fc.nat(500), 3: fc.nat(500), 4: fc.nat(500), 5: fc.nat(500) });

  test('the share lies between 0 and 1 and between the shares of the factors', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const { overall, factors } = scoreTally(two, ruleWith(topTwo), { A1: a, B1: b });
        const shares = factors.flatMap((factor) => (factor.share === null ? [] : [factor.share]));
        if (overall.share === null) {
          expect(shares).toEqual([]);
          return;
        }
        const share = overall.share;
        expect(share.compare(0)).toBeGreaterThanOrEqual(0);
        expect(share.compare(1)).toBeLessThanOrEqual(0);
        expect(shares.some((one) => one.compare(share) <= 0)).toBe(true);
        expect(shares.some((one) => one.compare(share) >= 0)).toBe(true);
      }),
    );
  });

  test('blank answers count neither for nor against', () => {
    fc.assert(
      fc.property(counts, counts, fc.nat(1000), (a, b, blanks) => {
        const without = scoreTally(two, ruleWith(topTwo), { A1: a, B1: b });
        expect(scoreTally(two, ruleWith(topTwo), { A1: { ...a, 0: blanks }, B1: { ...b, 0: blanks } })).toEqual(without);
      }),
    );
  });

  test('answers to questions outside the questionnaire, such as wishes, do not count', () => {
    const rule = ruleWith(topTwo);
    expect(scoreTally(two, rule, { A1: { 4: 3, 2: 1 }, MD1: { 1: 90 } })).toEqual(scoreTally(two, rule, { A1: { 4: 3, 2: 1 } }));
  });

  test('without an answer there is no share, rather than zero', () => {
    expect(scoreTally(two, ruleWith(topTwo), { A1: { 0: 5 } }).overall).toMatchObject({
      answers: 0,
      n: 0,
      share: null,
      percent: null,
      interval: null,
    });
  });
});
