import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translatorFor } from '#i18n/translator.ts';
import { displayOf, publish, publishScores, shownCount, withheld } from '#par-index/model/display.ts';
import { scoreTally } from '#par-index/model/score.ts';
import { wilson } from '#par-index/model/wilson.ts';
import { questionnaire, ruleWith, shippedRule, topTwo } from './examples.ts';

const rule = shippedRule('sipas-top2-pooled-2');
const one = questionnaire({ '1': ['A1'] });
const scoreOf = (yes: number, no: number) => scoreTally(one, rule, { A1: { 4: yes, 2: no } }).overall;
const say = translatorFor('vi').say;

describe('how much of a score is shown', () => {
  test.each([
    [0, 'nothing'],
    [9, 'nothing'],
    [10, 'count'],
    [29, 'count'],
    [30, 'value'],
    [99, 'value'],
    [100, 'ranked'],
  ])('with %i respondents: %s', (n, display) => {
    expect(displayOf(rule, scoreOf(n, 0))).toBe(display);
  });

  test('weights that leave few respondents’ worth allow less, but not less than to say how many there are', () => {
    const interval = wilson(0.8, 20);
    expect(displayOf(rule, { n: 200, nEff: 60, interval })).toBe('value');
    expect(displayOf(rule, { n: 200, nEff: 20, interval })).toBe('count');
    expect(displayOf(rule, { n: 200, nEff: 5, interval })).toBe('count');
  });

  test('a rule may leave wide intervals unranked', () => {
    const strict = ruleWith(topTwo, { thresholds: { show_from: 30, rank_from: 100, rank_width: '15' } });
    expect(displayOf(strict, scoreOf(86, 14))).toBe('ranked');
    expect(displayOf(strict, scoreOf(50, 50))).toBe('value');
  });

  test('what is not shown is not in what is published, and the reason is said', () => {
    const few = publish(rule, scoreOf(5, 4));
    expect(few).toMatchObject({ display: 'nothing', n: null, share: null, percent: null, interval: null });
    expect(few.reason && say(few.reason)).toContain('Chưa đủ 10 phiếu');
    const some = publish(rule, scoreOf(20, 9));
    expect(some).toMatchObject({ display: 'count', n: 29, share: null, percent: null, interval: null });
    expect(some.reason && say(some.reason)).toContain('có 29, cần ít nhất 30');
    expect(publish(rule, scoreOf(20, 10))).toMatchObject({ display: 'value', n: 30, percent: '66.67', reason: null });
    const none = publish(rule, scoreOf(0, 0));
    expect(none.reason && say(none.reason)).toBe('Chưa có câu trả lời nào.');
  });

  test('the first rule says from the first respondent on how many there are, as it always did', () => {
    const first = shippedRule('sipas-top2-pooled-1');
    expect([shownCount(first, 1), shownCount(rule, 9), shownCount(rule, 10), shownCount(rule, 0)]).toEqual([1, null, 10, 0]);
  });
});

describe('what could be had by subtracting', () => {
  test('beside one that is hidden, the next smallest is hidden too', () => {
    expect(withheld([120, 7, 40, 300], 10)).toEqual([false, true, true, false]);
  });

  test('two that are hidden and ten together need no third', () => {
    expect(withheld([5, 6, 40], 10)).toEqual([true, true, false]);
    expect(withheld([2, 3, 40, 50], 10)).toEqual([true, true, true, false]);
  });

  test('nobody’s answers need no hiding', () => {
    expect(withheld([0, 40, 50], 10)).toEqual([false, false, false]);
  });

  test('whatever the counts, the hidden ones are at least two and at least ten together, or nothing is left to hide', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 12 }), (counts) => {
        const hidden = withheld(counts, 10);
        counts.forEach((n, i) => {
          if (n > 0 && n < 10) expect(hidden[i]).toBe(true);
          if (n === 0) expect(hidden[i]).toBe(false);
        });
        const sizes = counts.filter((_, i) => hidden[i]);
        const left = counts.some((n, i) => n > 0 && !hidden[i]);
        if (sizes.length > 0 && left) {
          expect(sizes.length).toBeGreaterThanOrEqual(2);
          expect(sizes.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(10);
        }
      }),
    );
  });

  test('a factor with few answers takes the smallest beside it along, whose reason is another', () => {
    const three = questionnaire({ '1': ['A1'], '2': ['B1'], '3': ['C1'] });
    const score = scoreTally(three, rule, { A1: { 4: 120 }, B1: { 4: 110 }, C1: { 4: 6 } });
    const { overall, factors } = publishScores(rule, three, score);
    expect(overall.display).toBe('ranked');
    expect(factors.map((factor) => [factor.code, factor.display, factor.n])).toEqual([
      ['1', 'ranked', 120],
      ['2', 'nothing', null],
      ['3', 'nothing', null],
    ]);
    expect(factors[1]?.reason && say(factors[1].reason)).toContain('không ai trừ ra được');
    expect(factors[2]?.reason && say(factors[2].reason)).toContain('Chưa đủ 10 phiếu');
  });

  test('every factor and question stands in its own place', () => {
    const form = questionnaire({ '1': ['A1', 'A2'], '2': ['B1'] });
    const score = scoreTally(form, rule, { A1: { 4: 50 }, A2: { 4: 40, 2: 10 }, B1: { 2: 60 } });
    const { factors, items } = publishScores(rule, form, score);
    expect(factors.map((factor) => [factor.code, factor.percent])).toEqual([
      ['1', '90.00'],
      ['2', '0.00'],
    ]);
    expect(items.map((item) => [item.code, item.percent])).toEqual([
      ['A1', '100.00'],
      ['A2', '80.00'],
      ['B1', '0.00'],
    ]);
  });
});
