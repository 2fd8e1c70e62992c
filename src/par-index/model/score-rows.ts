import { questionsOf } from '#survey/model/instrument.ts';
import { type DesignScore, designScore } from './design.ts';
import { rankExpectations, wishedValues } from './expectations.ts';
import { numberOf, rational } from './fraction.ts';
import { isRefused, type Refusal, refuse } from './refusal.ts';
import { clustersOf, type Rows, type ScoredGroup, type ScoredResponse } from './rows.ts';
import { figuresOf, type InstrumentScore, type ItemSums, type Score, scoreSums } from './score.ts';
import type { ScoreNode, ScorePlan } from './score-plan.ts';
import { kish, type Weighting, type Weights, weightsOf } from './weights.ts';

/** The score of one agency out of its responses. */
export interface AgencyScore {
  readonly agency: string;
  readonly responses: readonly ScoredResponse[];
  readonly weights: Weights;
  /** Number of clusters; null where the responses are not clustered. */
  readonly clusters: number | null;
  readonly groups: readonly { readonly group: string; readonly weight: string; readonly responses: number; readonly overall: Score }[];
  readonly score: InstrumentScore;
  /** What the design of the sample makes of a score, in the order of overall, fields, factors, items. */
  readonly design: readonly DesignScore[];
}

/**
 * Scores each agency by its responses, in the order of their codes. Weights are made once per agency over all its
 * responses; a share uses the weights of its valid answers. Refuses at the first agency whose weights cannot be made.
 */
export function scoreResponses(
  plan: ScorePlan,
  responses: readonly ScoredResponse[],
  weighting: Weighting,
): readonly AgencyScore[] | Refusal {
  const byAgency = [...Map.groupBy(responses, ({ agency }) => agency)].sort(([a], [b]) => (a < b ? -1 : 1));
  const scores: AgencyScore[] = [];
  for (const [agency, own] of byAgency) {
    const score = scoreAgency(plan, agency, own, weighting);
    if (isRefused(score)) return refuse(score.path, `cơ quan ${agency}: ${score.reason}`);
    scores.push(score);
  }
  return scores;
}

function scoreAgency(plan: ScorePlan, agency: string, responses: readonly ScoredResponse[], weighting: Weighting): AgencyScore | Refusal {
  const weights = weightsOf(responses, weighting);
  if (isRefused(weights)) return weights;
  const codes = questionsOf(plan.instrument).map((question) => question.code);
  const all = codes.map((code) => Uint8Array.from(responses, ({ answers }) => answers[code] ?? 0));
  const values = all.slice(0, plan.items.length);
  const whole = wholeWeights(weights);
  const members = membersOf(plan, responses);
  const empty = members.find((group) => group.members.length === 0 && group.weight.n > 0n);
  if (empty) return refuse(['rule', 'groups', 'weights', empty.code], 'nhóm người trả lời có trọng số nhưng không có phiếu nào');
  const groups = members.map((group) => ({ ...group, sums: values.map((given) => itemSums(plan, given, group.members, weights, whole)) }));
  const scored = groups.map((group) => ({ ...group, scores: scoreSums(plan, group.sums) }));
  const score = joined(plan, scored);
  const expectations = rankExpectations(
    plan,
    all.slice(plan.items.length).map((given) => expectationSums(plan, given, weights, whole)),
  );
  const rows: Rows = {
    plan,
    values,
    weights: Float64Array.from(weights.classOf, (i) => numberOf(weights.classes[i] ?? rational(0))),
    groups,
    ...clustersOf(responses),
  };
  const nodes: readonly ScoreNode[] = [plan.overall, ...plan.fields, ...plan.factors, ...plan.questions];
  const scores = [score.overall, ...score.fields, ...score.factors, ...score.items];
  return {
    agency,
    responses,
    weights,
    clusters: responses.some(({ cluster }) => cluster !== undefined) ? rows.clusters : null,
    groups: plan.rule.groups
      ? scored.map((group) => ({
          group: group.code,
          weight: plan.rule.groups?.weights[group.code] ?? '0',
          responses: group.members.length,
          overall: group.scores.overall,
        }))
      : [],
    score: { ...score, expectations },
    design: nodes.map((node, i) => designScore(rows, node, scores[i])),
  };
}

/** The weights of the classes as whole numbers over one denominator. */
function wholeWeights({ classes }: Weights): readonly bigint[] {
  const common = classes.reduce((least, { d }) => least * (d / divisor(least, d)), 1n);
  return classes.map(({ n, d }) => n * (common / d));
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

function membersOf({ rule }: ScorePlan, responses: readonly ScoredResponse[]) {
  if (!rule.groups) return [{ code: 'all', weight: rational(1), members: responses.map((_, i) => i) }];
  const { variable, weights } = rule.groups;
  return Object.entries(weights).map(([code, weight]) => ({
    code,
    weight: rational(weight),
    members: responses.flatMap(({ strata }, i) => (strata?.[variable] === code ? [i] : [])),
  }));
}

/** How many of each value each class of weights gave: the only walk over the answers. */
function countsByClass(given: Uint8Array, members: readonly number[], { classes, classOf }: Weights): Int32Array {
  const counts = new Int32Array(classes.length * 6);
  for (const i of members) {
    const cell = (classOf[i] ?? 0) * 6 + (given[i] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

function itemSums(plan: ScorePlan, given: Uint8Array, members: readonly number[], weights: Weights, whole: readonly bigint[]): ItemSums {
  const byClass = countsByClass(given, members, weights);
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  let n = 0;
  let [points, sum, squares] = [0n, 0n, 0n];
  whole.forEach((weight, k) => {
    const cell = (value: number) => byClass[k * 6 + value] ?? 0;
    let valid = plan.rule.blanks === 'zero' ? cell(0) : 0;
    let gained = 0;
    for (const value of [1, 2, 3, 4, 5] as const) {
      counts[value] += cell(value);
      valid += cell(value);
      gained += plan.points[value] * cell(value);
    }
    n += valid;
    points += weight * BigInt(gained);
    sum += weight * BigInt(valid);
    squares += weight * weight * BigInt(valid);
  });
  return { counts, n, nEff: kish(sum, squares), points, full: sum * BigInt(plan.full) };
}

function expectationSums(plan: ScorePlan, given: Uint8Array, weights: Weights, whole: readonly bigint[]) {
  const byClass = countsByClass(given, [...given.keys()], weights);
  const wished = new Set(wishedValues(plan));
  const counts: Record<number, number> = {};
  let n = 0;
  let [yes, all] = [0n, 0n];
  for (const { value } of plan.instrument.expectations?.options ?? []) {
    counts[value] = 0;
    whole.forEach((weight, k) => {
      const count = byClass[k * 6 + value] ?? 0;
      counts[value] = (counts[value] ?? 0) + count;
      n += count;
      all += weight * BigInt(count);
      if (wished.has(value)) yes += weight * BigInt(count);
    });
  }
  return { counts, n, wished: yes, all };
}

type GroupScores = ScoredGroup & { readonly scores: Omit<InstrumentScore, 'expectations'> };

/** The groups' scores averaged by their weights, over those that have answers: S = Σ α·S_g, 1/n_eff = Σ α²/n_eff,g. */
function joined(plan: ScorePlan, groups: readonly GroupScores[]): Omit<InstrumentScore, 'expectations'> {
  const [first] = groups;
  if (first && groups.length === 1) return first.scores;
  const join = (pick: (scores: GroupScores['scores']) => Score | undefined): Score => {
    const parts = groups.flatMap(({ weight, scores }) => {
      const score = pick(scores);
      return score ? [{ weight, score }] : [];
    });
    const counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
    for (const { score } of parts) for (const value of [1, 2, 3, 4, 5] as const) counts[value] += score.counts[value];
    const shares = parts.flatMap(({ weight, score: { share, nEff } }) => (share && weight.n > 0n ? [{ weight, share, nEff }] : []));
    const whole = shares.reduce((sum, { weight }) => sum.add(weight), rational(0));
    const share = shares.length === 0 ? null : shares.reduce((sum, one) => sum.add(one.share.mul(one.weight)), rational(0)).div(whole);
    const nEff = share === null ? 0 : 1 / shares.reduce((sum, one) => sum + numberOf(one.weight.div(whole)) ** 2 / one.nEff, 0);
    return {
      code: parts[0]?.score.code ?? '',
      title: parts[0]?.score.title ?? '',
      counts,
      answers: parts.reduce((sum, { score }) => sum + score.answers, 0),
      n: parts.reduce((sum, { score }) => sum + score.n, 0),
      nEff,
      ...figuresOf(plan.rule, share, nEff),
    };
  };
  return {
    overall: join((scores) => scores.overall),
    fields: plan.fields.map((_, i) => join((scores) => scores.fields[i])),
    factors: plan.factors.map((_, i) => join((scores) => scores.factors[i])),
    items: plan.questions.map((_, i) => join((scores) => scores.items[i])),
  };
}
