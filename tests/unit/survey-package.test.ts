import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { numberOf, rational } from '#par-index/model/fraction.ts';
import { isRefused } from '#par-index/model/refusal.ts';
import { planOf } from '#par-index/model/score-plan.ts';
import { scoreResponses } from '#par-index/model/score-rows.ts';
import type { Weighting } from '#par-index/model/weights.ts';
import { questionnaire, ruleWith, topTwo } from './examples.ts';

/*
 * The R package survey (Lumley 2010) on the same invented responses. Its results are stored in survey.json with the
 * versions that gave them, and made anew where R and the package are on the machine (Debian: r-cran-survey).
 */
const folder = path.join(import.meta.dirname, '../reference');
const items = ['A1', 'A2', 'A3'] as const;

interface Estimate {
  readonly share: number;
  readonly error: number;
  readonly interval?: readonly [number, number];
}
interface Case {
  readonly weights: readonly number[];
  readonly alone: Readonly<Record<string, Estimate>>;
  readonly clustered: Readonly<Record<string, Estimate>>;
}
interface Reference {
  readonly versions: { readonly R: string; readonly survey: string };
  readonly cases: Readonly<Record<string, Case>>;
}

const stored = JSON.parse(readFileSync(path.join(folder, 'survey.json'), 'utf8')) as Reference;
const hasSurvey = spawnSync('Rscript', ['-e', 'library(survey)']).status === 0;
if (!hasSurvey) console.warn(`NOT RUN: R with survey is not here; compared with what survey ${stored.versions.survey} gave before`);
const live = hasSurvey ? (JSON.parse(spawnSync('Rscript', [path.join(folder, 'survey.R')]).stdout.toString()) as Reference) : undefined;

const rowsOf = (file: string) => {
  const [head = '', ...lines] = readFileSync(path.join(folder, file), 'utf8').trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i] ?? '', cell])));
};
const people = rowsOf('responses.csv');
const shares = rowsOf('population.csv');
const population = Object.fromEntries(
  [...Map.groupBy(shares, ({ variable = '' }) => variable)].map(([variable, rows]) => [
    variable,
    Object.fromEntries(rows.map(({ level = '', share }) => [level, Number(share)])),
  ]),
);
const age = { age: population.age ?? {} };

const weightings: Readonly<Record<string, Weighting & { readonly drawn: boolean }>> = {
  none: { method: 'none', population: {}, drawn: false },
  design: { method: 'none', population: {}, drawn: true },
  poststratify: { method: 'poststratify', population: age, drawn: false },
  'poststratify-design': { method: 'poststratify', population: age, drawn: true },
  rake: { method: 'rake', population, drawn: false },
  'rake-design': { method: 'rake', population, drawn: true },
  'rake-design-trim': { method: 'rake', population, drawn: true, trim: [0.4, 2.2] },
};

function scored(name: string, clustered: boolean) {
  const weighting = weightings[name];
  if (!weighting) throw new Error(`no weighting ${name}`);
  const responses = people.map(({ gender = '', age = '', area = '', cluster, weight, ...answers }) => ({
    agency: 'A',
    strata: { gender, age, area },
    weight: weighting.drawn ? Number(weight) : undefined,
    cluster: clustered ? cluster : undefined,
    answers: Object.fromEntries(items.map((item) => [item, answers[item] ? Number(answers[item]) : null])),
  }));
  const scores = scoreResponses(planOf(questionnaire({ '1': items }), ruleWith(topTwo)), responses, weighting);
  if (isRefused(scores) || !scores[0]) throw new Error('refused');
  const [one] = scores;
  // In the order of overall, the field, the factor, the items.
  const estimate = (place: number, share = rational(0)) => ({
    share: numberOf(share),
    error: one.design[place]?.standardError ?? Number.NaN,
    interval: one.design[place]?.interval,
  });
  return {
    weights: one.weights.classOf.map((i) => numberOf(one.weights.classes[i] ?? rational(0))),
    all: estimate(0, one.score.overall.share ?? undefined),
    items: one.score.items.map((item, i) => estimate(3 + i, item.share ?? undefined)),
  };
}

const near = (ours: number | undefined, theirs: number | undefined, within = 1e-6) =>
  expect(Math.abs((ours ?? Number.NaN) - (theirs ?? Number.NaN))).toBeLessThan(within);

describe.each(Object.keys(weightings))('weights by %s', (name) => {
  const theirs = (live ?? stored).cases[name];
  const ours = scored(name, false);

  test('each response weighs what it weighs in survey', () => {
    expect(theirs?.weights).toHaveLength(people.length);
    ours.weights.forEach((weight, i) => {
      near(weight, theirs?.weights[i]);
    });
  });

  test.each([
    ['alone', ours],
    ['clustered', scored(name, true)],
  ] as const)('weighted shares, their errors and second intervals are those of survey, respondents %s', (design, scores) => {
    items.forEach((item, i) => {
      const [one, other] = [scores.items[i], theirs?.[design][item]];
      near(one?.share, other?.share);
      near(one?.error, other?.error);
      near(one?.interval?.low, other?.interval?.[0]);
      near(one?.interval?.high, other?.interval?.[1]);
    });
    near(scores.all.share, theirs?.[design].all?.share);
    near(scores.all.error, theirs?.[design].all?.error);
  });
});

test.runIf(live !== undefined)('the stored results are still what survey gives', () => {
  expect(Object.keys(live?.cases ?? {})).toEqual(Object.keys(stored.cases));
  for (const [name, { weights, alone }] of Object.entries(live?.cases ?? {})) {
    weights.forEach((weight, i) => {
      near(weight, stored.cases[name]?.weights[i], 1e-8);
    });
    for (const item of items) near(alone[item]?.share, stored.cases[name]?.alone[item]?.share, 1e-8);
  }
});
