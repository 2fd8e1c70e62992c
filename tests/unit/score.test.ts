import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText, rational } from '#par-index/model/fraction.ts';
import { boundText, scoreTally } from '#par-index/model/score.ts';
import { misfits, planOf } from '#par-index/model/score-plan.ts';
import { countsTopTwo, scoringRuleSchema } from '#par-index/model/scoring-rule.ts';
import { instrumentSchema } from '#survey/model/instrument.ts';
import { questionnaire, questionnaireFile, ruleFile, ruleWith, shippedRule, topTwo } from './examples.ts';

/** Invented, to show what the rule alone changes: satisfied answers by item for 200 respondents, 100 of whom had made a complaint (factor 5). */
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

describe('the same answers by other rules', () => {
  const by = (id: string) => scoreTally(form, shippedRule(id), tally).overall.percent;

  test('all answers together 85.26 %, the mean of 19 questions 84.42 %, the mean of 5 factors 83.87 %', () => {
    expect([by('sipas-top2-pooled-2'), by('sipas-top2-item-mean-1'), by('sipas-top2-factor-mean-1')]).toEqual(['85.26', '84.42', '83.87']);
  });

  test('the mean of questions and of factors is that of the exact shares, not of the rounded ones', () => {
    const { overall, factors, items } = scoreTally(form, shippedRule('sipas-top2-item-mean-1'), tally);
    const sum = items.reduce((total, item) => total.add(item.share ?? 0), rational(0));
    expect(overall.share?.equals(sum.div(19))).toBe(true);
    expect(factors[1]?.share?.equals(rational(176 + 180 + 183 + 160, 800))).toBe(true);
  });

  test('a mean answer of 4.122 is 78.05 % on a scale that rises evenly, which is no SIPAS share', () => {
    // 1000 answers with mean 4.122, of which 878 are satisfied.
    const counts = { 1: 13, 2: 14, 3: 95, 4: 594, 5: 284 };
    const mean = (13 + 2 * 14 + 3 * 95 + 4 * 594 + 5 * 284) / 1000;
    const one = questionnaire({ '3': ['DV9'] });
    expect(mean).toBe(4.122);
    expect(scoreTally(one, shippedRule('thang-5-tuyen-tinh-1'), { DV9: counts }).overall.percent).toBe('78.05');
    expect(scoreTally(one, shippedRule('sipas-top2-pooled-2'), { DV9: counts }).overall.percent).toBe('87.80');
  });

  // The coefficients of the survey software of Yên Bái.
  test('four options that give 100, 60, 20 and 0 give 1.54 of 2 points', () => {
    const four = instrumentSchema.parse({
      ...questionnaireFile({ '1': ['Q1'] }),
      scale: [4, 3, 2, 1].map((value) => ({ value, label: `Mức ${value}` })),
    });
    const { share } = scoreTally(four, shippedRule('xhh-4-muc-100-60-20-0-1'), { Q1: { 4: 120, 3: 50, 2: 20, 1: 10 } }).overall;
    expect(share && decimalText(share.mul(2), 2)).toBe('1.54');
  });
});

/** A form of two fields with the given shares in hundredths of a percent. */
function twoFields(policy: number, service: number) {
  const file = questionnaireFile({ '1': ['DV1'] });
  const [field] = file.fields;
  const instrument = instrumentSchema.parse({
    ...file,
    fields: [
      { code: 'I', title: 'Chính sách', factors: [{ code: 'I.A', title: 'Yếu tố', items: [{ code: 'CS1', text: 'Nội dung' }] }] },
      field,
    ],
  });
  return { instrument, tally: { CS1: { 4: policy, 2: 10_000 - policy }, DV1: { 4: service, 2: 10_000 - service } } };
}

// 2023: tayho.hanoi.gov.vn on SIPAS 2023 (83.46, 83.72, 83.57); 2024: vjs.vietnam.vn on SIPAS 2024 (86.51, 86.49, 86.50).
describe('the published SIPAS of Hà Nội', () => {
  const overall = (policy: number, service: number, weight: string) => {
    const { instrument, tally } = twoFields(policy, service);
    const other = decimalText(rational(1).sub(rational(weight)), 4);
    const rule = ruleWith(topTwo, { aggregation: 'weights', weights: { level: 'field', shares: { I: weight, II: other } } });
    return scoreTally(instrument, rule, tally).overall.percent;
  };

  test.each(['0.56', '0.58', '0.59'])('2023: 83.46 and 83.72 are 83.57 when policy weighs %s', (weight) => {
    expect(overall(8346, 8372, weight)).toBe('83.57');
  });

  test.each([
    ['0.5', '83.59'],
    ['0.4444', '83.60'],
    ['0.4242', '83.61'],
  ])('2023: no simple weight of policy fits: %s gives %s', (weight, percent) => {
    expect(overall(8346, 8372, weight)).toBe(percent);
  });

  test('2023: whatever the rounding hid, the weight of policy lies between 0.52 and 0.63, where no simple scheme does', () => {
    // Each published figure may be half a hundredth more or less; the weight is (service - overall) / (service - policy).
    const off = [rational(-1, 200), rational(1, 200)];
    const near = (value: string) => off.map((slack) => rational(value).add(slack));
    const weights = near('83.46').flatMap((policy) =>
      near('83.72').flatMap((service) => near('83.57').map((all) => service.sub(all).div(service.sub(policy)))),
    );
    const [least, most] = [weights.reduce((a, b) => (a.compare(b) < 0 ? a : b)), weights.reduce((a, b) => (a.compare(b) > 0 ? a : b))];
    expect([decimalText(least, 3), decimalText(most, 3)]).toEqual(['0.538', '0.615']);
    expect(least.compare(rational('0.52')) >= 0 && most.compare(rational('0.63')) <= 0).toBe(true);
    // Two fields alike, 4 of 9 factors, 14 of 33 questions.
    for (const simple of [rational(1, 2), rational(4, 9), rational(14, 33)]) expect(simple.compare(least)).toBeLessThan(0);
  });

  test.each(['0.1', '0.5', '0.9'])('2024: 86.51 and 86.49 are 86.50 or next to it when policy weighs %s', (weight) => {
    expect(['86.49', '86.50', '86.51']).toContain(overall(8651, 8649, weight));
    expect(overall(8651, 8649, '0.5')).toBe('86.50');
  });
});

describe('explicit weights', () => {
  const two = questionnaire({ '1': ['A1'], '2': ['B1', 'B2'] });
  const weighted = (shares: Readonly<Record<string, string>>, level = 'factor') =>
    ruleFile({ aggregation: 'weights', weights: { level, shares } });

  test('a factor without an answer leaves its weight to the others', () => {
    const rule = scoringRuleSchema.parse(weighted({ '1': '0.3', '2': '0.7' }));
    const { overall } = scoreTally(two, rule, { A1: { 4: 9, 1: 1 } });
    expect(overall.percent).toBe('90.00');
    expect(scoreTally(two, rule, { A1: { 4: 9, 1: 1 }, B1: { 4: 5, 1: 5 } }).overall.percent).toBe('62.00');
  });

  test('questions weigh within their factor as they do in the form', () => {
    const rule = scoringRuleSchema.parse(weighted({ A1: '0.5', B1: '0.4', B2: '0.1' }, 'item'));
    const { factors, overall } = scoreTally(two, rule, { A1: { 4: 1, 1: 1 }, B1: { 4: 10 }, B2: { 1: 10 } });
    expect(factors.map((factor) => factor.percent)).toEqual(['50.00', '80.00']);
    expect(overall.percent).toBe('65.00');
  });

  test('weights that do not add up to 1 are refused, named with their sum', () => {
    const { error } = scoringRuleSchema.safeParse(weighted({ '1': '0.3', '2': '0.6' }));
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['weights.shares', 'trọng số cộng lại là 0.9, phải đúng bằng 1'],
    ]);
  });

  test('a weight that is missing, or of nothing in the form, is named', () => {
    const rule = scoringRuleSchema.parse(weighted({ '1': '0.3', '3': '0.7' }));
    expect(misfits(two, rule).map(({ path }) => path.join('.'))).toEqual(['weights.shares.2', 'weights.shares.3']);
    expect(() => planOf(two, rule)).toThrow(/does not fit/);
  });
});

describe('a rule that cannot be meant is refused', () => {
  test.each([
    ['coefficients.5', { coefficients: { ...topTwo, '5': '1.5' } }],
    ['full_mark', { full_mark: '0' }],
    ['weights', { aggregation: 'weights' }],
    ['weights', { weights: { level: 'item', shares: { A1: '1' } } }],
    ['groups.weights', { groups: { variable: 'nhom', weights: { dan: '0.5', 'doanh-nghiep': '0.4' } } }],
    ['target', { target: '0' }],
    ['target', { target: '110' }],
    ['thresholds', { thresholds: { count_from: 40, show_from: 30, rank_from: 100 } }],
    ['thresholds', { thresholds: { show_from: 130, rank_from: 100 } }],
  ])('%s of %j', (path, changes) => {
    const { error } = scoringRuleSchema.safeParse(ruleFile(changes));
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  test('a value of the scale without a coefficient is named', () => {
    const one = questionnaire({ '1': ['A1'] });
    expect(misfits(one, shippedRule('xhh-4-muc-100-60-20-0-1')).map(({ path }) => path.join('.'))).toEqual(['coefficients.5']);
  });
});

test('a rule may count blanks as nothing given', () => {
  const one = questionnaire({ '1': ['A1'] });
  const { overall } = scoreTally(one, ruleWith(topTwo, { blanks: 'zero' }), { A1: { 0: 10, 4: 30 } });
  expect(overall).toMatchObject({ n: 40, answers: 40, percent: '75.00' });
});

test('a rule for groups of respondents does not score a tally that mixes them', () => {
  const rule = ruleWith(topTwo, { groups: { variable: 'nhom', weights: { dan: '1' } } });
  expect(() => scoreTally(questionnaire({ '1': ['A1'] }), rule, {})).toThrow(/each group/);
});

describe('expectations', () => {
  const wishes = instrumentSchema.parse({
    ...questionnaireFile({ '1': ['A1'] }),
    expectations: {
      prompt: 'Mong đợi',
      options: [1, 2, 3].map((value) => ({ value, label: `Mức ${value}` })),
      items: ['MD1', 'MD2', 'MD3', 'MD4'].map((code) => ({ code, text: code })),
    },
  });
  const answers = { A1: { 4: 10 }, MD1: { 1: 5, 2: 3, 3: 2 }, MD2: { 1: 2, 2: 4, 3: 4 }, MD3: { 1: 10, 2: 10 }, MD4: { 0: 10 } };
  const { expectations, overall } = scoreTally(wishes, ruleWith(topTwo), answers);

  test('are told by share and rank, equal shares sharing one, and never change the score', () => {
    expect(expectations.map(({ code, percent, rank, n }) => [code, percent, rank, n])).toEqual([
      ['MD1', '50.00', 2, 10],
      ['MD2', '80.00', 1, 10],
      ['MD3', '50.00', 2, 20],
      ['MD4', null, null, 0],
    ]);
    expect(overall).toMatchObject({ percent: '100.00', answers: 10 });
  });

  test('a rule may count the strongest wish alone', () => {
    const { expectations } = scoreTally(wishes, ruleWith(topTwo, { expectations: { counted: [3] } }), answers);
    expect(expectations.map(({ percent }) => percent)).toEqual(['20.00', '40.00', '0.00', null]);
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

test('pages say of a rule that satisfied answers alone count in full only where they do', () => {
  expect(countsTopTwo(shippedRule('sipas-top2-pooled-2'))).toBe(true);
  expect(countsTopTwo(ruleWith({ '4': '100', '5': '100' }, { full_mark: '100' }))).toBe(true);
  for (const other of ['thang-5-tuyen-tinh-1', 'xhh-4-muc-100-60-20-0-1']) expect(countsTopTwo(shippedRule(other)), other).toBe(false);
});
