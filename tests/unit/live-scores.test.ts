import fc from 'fast-check';
import { expect, test } from 'vitest';
import { translatorFor } from '#i18n/translator.ts';
import { liveScorer } from '#par-index/model/live-scores.ts';
import { questionnaire, ruleWith, shippedRule, topTwo } from './examples.ts';

const rule = shippedRule('sipas-top2-pooled-2');
const form = questionnaire({ '1': ['A1', 'A2'], '2': ['B1'] });
const score = liveScorer(form, rule);
const { say } = translatorFor('vi');

test('a question that 3 of 120 answered is in no factor, field or sum, so that nobody can solve for their answers', () => {
  const tally = { A1: { 4: 90, 2: 30 }, A2: { 0: 117, 4: 0, 1: 3 }, B1: { 4: 60, 2: 60 } };
  const { overall, fields, factors, items } = score(tally);
  expect([overall.percent, ...fields.map(({ percent }) => percent)]).toEqual(['62.50', '62.50']);
  expect(factors.map(({ percent, n }) => [percent, n])).toEqual([
    ['75.00', 120],
    ['50.00', 120],
  ]);
  expect(items.map(({ display, percent, n }) => [display, percent, n])).toEqual([
    ['ranked', '75.00', 120],
    ['nothing', null, null],
    ['ranked', '50.00', 120],
  ]);
  // It does not say that nobody answered.
  expect(items[1]?.reason && say(items[1].reason)).toContain('Chưa đủ 10 phiếu');
});

test('a factor of such questions alone says that there are too few', () => {
  const { factors, overall } = score({ A1: { 4: 40 }, A2: { 4: 40 }, B1: { 1: 9 } });
  expect(overall.percent).toBe('100.00');
  expect(factors[1]).toMatchObject({ display: 'nothing', n: null, percent: null });
  expect(factors[1]?.reason && say(factors[1].reason)).toContain('Chưa đủ 10 phiếu');
  expect(score({}).overall.reason).toMatchObject({ key: 'par-index.hidden.none' });
});

test('blanks of such a question do not count either, where a rule counts blanks', () => {
  const zero = ruleWith(topTwo, { thresholds: rule.thresholds, blanks: 'zero' });
  const { overall, items } = liveScorer(form, zero)({ A1: { 4: 120 }, A2: { 0: 117, 1: 3 }, B1: { 4: 120 } });
  expect(overall.percent).toBe('100.00');
  expect(items[1]).toMatchObject({ n: null, percent: null });
});

test('what fewer than ten people answered to a question changes no figure that is shown', () => {
  const few = fc.record({ no: fc.nat(9), yes: fc.nat(9) }).filter(({ no, yes }) => no + yes < 10);
  const many = fc.record({ no: fc.nat(80), yes: fc.integer({ min: 30, max: 80 }) });
  const shown = (rare: { no: number; yes: number }, one: { no: number; yes: number }, other: { no: number; yes: number }) => {
    const { overall, fields, factors } = score({
      A1: { 4: one.yes, 2: one.no },
      A2: { 4: rare.yes, 2: rare.no },
      B1: { 4: other.yes, 2: other.no },
    });
    return [overall, ...fields, ...factors].map(({ percent, interval, n }) => ({ percent, interval, n }));
  };
  fc.assert(
    fc.property(few, few, many, many, (a, b, one, other) => {
      expect(shown(a, one, other)).toEqual(shown(b, one, other));
    }),
  );
});
