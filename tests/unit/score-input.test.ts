import { describe, expect, test } from 'vitest';
import { readScoreInput } from '#par-index/model/score-input.ts';
import { questionnaire, questionnaireFile, ruleFile, ruleWith, topTwo } from './examples.ts';

const known = { instruments: [questionnaire({ '1': ['A1', 'A2'] })], rules: [ruleWith(topTwo)] };
const person = (changes: Readonly<Record<string, unknown>> = {}) => ({
  agency: '00004',
  answers: { A1: 4, A2: null },
  strata: { age: 'trẻ' },
  ...changes,
});
const input = (changes: Readonly<Record<string, unknown>> = {}) => ({
  instrument: 'TEST-1',
  rule: 'rule-of-the-test',
  responses: [person(), person({ strata: { age: 'già' } })],
  ...changes,
});
/** Paths and reasons of what is wrong; empty for what can be scored. */
const wrong = (json: unknown) => {
  const order = readScoreInput(json, known);
  return 'kind' in order ? [] : order.map(({ path, reason }) => [path.join('.'), reason]);
};
const population = { age: { trẻ: 0.4, già: 0.6 } };

describe('an input', () => {
  test('of ids is read', () => {
    expect(wrong(input())).toEqual([]);
    expect(wrong(input({ population, method: 'rake', trim: [0.3, 3] }))).toEqual([]);
    expect(wrong(input({ responses: [person({ weight: 1.25, cluster: 7, mode: 'household' })] }))).toEqual([]);
  });

  test('may bring its own questionnaire and rule', () => {
    expect(wrong(input({ instrument: questionnaireFile({ '1': ['A1', 'A2'] }), rule: ruleFile() }))).toEqual([]);
  });

  test('takes shares of a population that were rounded', () => {
    const thirds = { age: { trẻ: 0.3333333, già: 0.6666666 } };
    expect(wrong(input({ population: thirds, method: 'poststratify' }))).toEqual([]);
  });
});

describe('what is wrong is named by its path', () => {
  test.each([
    ['instrument', input({ instrument: 'SIPAS-9' })],
    ['rule', input({ rule: 'khong-co' })],
    ['instrument.scale', input({ instrument: { ...questionnaireFile({ '1': ['A1', 'A2'] }), scale: undefined } })],
    ['instrument.scale', input({ instrument: { ...questionnaireFile({ '1': ['A1', 'A2'] }), scale: [] } })],
    ['rule.weights.shares', input({ rule: ruleFile({ aggregation: 'weights', weights: { level: 'factor', shares: { '1': '0.9' } } }) })],
    [
      'rule.weights.shares.2',
      input({ rule: ruleFile({ aggregation: 'weights', weights: { level: 'factor', shares: { '1': '0.9', '2': '0.1' } } }) }),
    ],
    ['rule.coefficients.5', input({ rule: ruleFile({ coefficients: { '1': '0', '2': '0', '3': '0', '4': '1' } }) })],
    ['responses', input({ responses: [] })],
    ['responses.0.agency', input({ responses: [person({ agency: undefined })] })],
    ['responses.0.answers.A1', input({ responses: [person({ answers: { A1: 6 } })] })],
    ['responses.0.answers.A1', input({ responses: [person({ answers: { A1: 3.5 } })] })],
    ['responses.0.answers.A1', input({ responses: [person({ answers: { A1: '4' } })] })],
    ['responses.0.answers.B7', input({ responses: [person({ answers: { B7: 4 } })] })],
    ['responses.0.weight', input({ responses: [person({ weight: 0 })] })],
    ['responses.0.tuoi', input({ responses: [person({ tuoi: 40 })] })],
    ['responses.1.cluster', input({ responses: [person({ cluster: 'thôn 1' }), person()] })],
    ['responses.1.strata.age', input({ responses: [person(), person({ strata: {} })], population, method: 'rake' })],
    ['responses.1.strata.age', input({ responses: [person(), person({ strata: { age: 'trung niên' } })], population, method: 'rake' })],
    ['population.age', input({ population: { age: { trẻ: 0.4, già: 0.5 } }, method: 'rake' })],
    ['population.age.trẻ', input({ population: { age: { trẻ: -0.4, già: 1.4 } }, method: 'rake' })],
    ['population', input({ population: { ...population, gender: { nam: 1 } }, method: 'poststratify' })],
    ['population', input({ method: 'rake' })],
    ['method', input({ population })],
    ['method', input({ population, method: 'guess' })],
    ['trim', input({ trim: [1.2, 3] })],
    ['trim', input({ trim: [3, 0.3] })],
    ['phương pháp', input({ 'phương pháp': 'rake' })],
  ])('%s', (path, json) => {
    expect(wrong(json).map(([where]) => where)).toContain(path);
  });

  test('a respondent who belongs to no group of the rule', () => {
    const rule = ruleFile({ groups: { variable: 'nhom', weights: { dan: '1' } } });
    expect(wrong(input({ rule, responses: [person()] })).map(([path]) => path)).toEqual(['responses.0.strata.nhom']);
  });

  test.each([[null], ['phiếu'], [[]]])('%j is no input at all', (json) => {
    expect(wrong(json)).toHaveLength(1);
  });

  test('and all of it, not only the first', () => {
    expect(wrong(input({ responses: [person({ answers: { A1: 6, B7: 1 } })] }))).toEqual([
      ['responses.0.answers.A1', 'mức 6 không có trong thang (1, 2, 3, 4, 5)'],
      ['responses.0.answers.B7', 'bộ câu hỏi TEST-1 không có câu B7'],
    ]);
  });
});
