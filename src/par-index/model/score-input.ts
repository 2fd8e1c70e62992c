import { z } from 'zod';
import { type Instrument, instrumentSchema, questionsOf } from '#survey/model/instrument.ts';
import { exactly, rational } from './fraction.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { ScoredResponse } from './rows.ts';
import { misfits, planOf, type ScorePlan } from './score-plan.ts';
import { type ScoringRule, scoringRuleSchema } from './scoring-rule.ts';
import type { Weighting } from './weights.ts';

const definition = z.union([z.string().min(1), z.record(z.string(), z.unknown())]);
const response = z.strictObject({
  agency: z.string().min(1).describe('Mã cơ quan được đánh giá'),
  answers: z.record(z.string(), z.int().nullable()).describe('Mức đã chọn của từng câu hỏi; null hoặc thiếu là để trống'),
  weight: z.number().positive().optional().describe('Trọng số thiết kế; không ghi là 1'),
  strata: z.record(z.string(), z.string()).optional().describe('Mức của từng biến phân tầng, ví dụ {"age": "18-34"}'),
  cluster: z
    .union([z.string().min(1), z.int()])
    .optional()
    .describe('Cụm mẫu (thôn, tổ dân phố)'),
  mode: z.string().min(1).optional().describe('Hình thức trả lời, ví dụ "online"'),
});

/** What `npm run score` reads. */
export const scoreInputSchema = z.strictObject({
  instrument: definition.describe('Mã bộ câu hỏi trong content/instruments, hoặc cả bộ câu hỏi'),
  rule: definition.describe('Mã quy tắc tính điểm trong content/rules, hoặc cả quy tắc'),
  responses: z.array(response).min(1),
  population: z
    .record(z.string(), z.record(z.string(), z.number().min(0)))
    .optional()
    .describe('Tỷ trọng dân số theo biến và mức; mỗi biến cộng lại bằng 1'),
  method: z.enum(['none', 'poststratify', 'rake']).optional().describe('Cách cân trọng số theo population; không ghi là "none"'),
  trim: z
    .tuple([z.number().min(0), z.number()])
    .optional()
    .describe('Trọng số nhỏ nhất và lớn nhất, so với trung bình bằng 1'),
});

/** The definitions that an input may name by their ids. */
export interface KnownDefinitions {
  readonly instruments: readonly Instrument[];
  readonly rules: readonly ScoringRule[];
}

export interface ScoreOrder {
  readonly kind: 'order';
  readonly plan: ScorePlan;
  readonly responses: readonly ScoredResponse[];
  readonly weighting: Weighting;
}

/** Shares of a population are often rounded; they may miss 1 by so much. */
const slack = rational('0.000001');

/** Reads an input whole and checks everything in it; gives all that is wrong with it, each by its path. */
export function readScoreInput(json: unknown, known: KnownDefinitions): ScoreOrder | readonly [Refusal, ...Refusal[]] {
  const parsed = scoreInputSchema.safeParse(json);
  if (!parsed.success) return some(refusalsOf(parsed.error, []));
  const input = parsed.data;
  const instrument = definitionOf('instrument', input.instrument, known.instruments, instrumentSchema);
  const rule = definitionOf('rule', input.rule, known.rules, scoringRuleSchema);
  if (!instrument.found || !rule.found) return some([...instrument.refusals, ...rule.refusals]);
  return orderOf(input, instrument.found, rule.found);
}

function orderOf(
  input: z.infer<typeof scoreInputSchema>,
  instrument: Instrument,
  rule: ScoringRule,
): ScoreOrder | readonly [Refusal, ...Refusal[]] {
  const misfit = misfits(instrument, rule).map(({ path, reason }) => refuse(['rule', ...path], reason));
  if (misfit.length > 0) return some(misfit);

  const responses = input.responses.map(({ cluster, ...one }) => ({
    ...one,
    cluster: cluster === undefined ? undefined : String(cluster),
  }));
  const method = input.method ?? 'none';
  const population = input.population ?? {};
  const refusals = [
    ...weightingRefusals(input),
    ...(method === 'none' ? [] : populationRefusals(population)),
    ...answerRefusals(instrument, responses),
    ...levelRefusals(responses, [
      ...(method === 'none' ? [] : Object.entries(population).map(([variable, shares]) => ({ variable, levels: Object.keys(shares) }))),
      ...(rule.groups ? [{ variable: rule.groups.variable, levels: Object.keys(rule.groups.weights) }] : []),
    ]),
    ...clusterRefusals(responses),
  ];
  if (refusals.length > 0) return some(refusals);
  return { kind: 'order', plan: planOf(instrument, rule), responses, weighting: { method, population, trim: input.trim } };
}

function some(refusals: readonly Refusal[]): readonly [Refusal, ...Refusal[]] {
  const [first, ...others] = refusals;
  if (!first) throw new Error('refused without a reason');
  return [first, ...others];
}

function refusalsOf(error: z.ZodError, path: readonly PropertyKey[]): readonly Refusal[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => refuse([...path, ...issue.path, key], 'không có mục này trong khuôn dạng'))
      : [refuse([...path, ...issue.path], issue.message)],
  );
}

function definitionOf<T extends { id: string }>(
  name: string,
  given: z.infer<typeof definition>,
  known: readonly T[],
  schema: z.ZodType<T>,
): { readonly found: T | undefined; readonly refusals: readonly Refusal[] } {
  if (typeof given !== 'string') {
    const parsed = schema.safeParse(given);
    return parsed.success ? { found: parsed.data, refusals: [] } : { found: undefined, refusals: refusalsOf(parsed.error, [name]) };
  }
  const found = known.find((one) => one.id === given);
  const reason = `không có "${given}"; các mã đã có: ${known.map((one) => one.id).join(', ')}`;
  return { found, refusals: found ? [] : [refuse([name], reason)] };
}

function weightingRefusals({ method, population, trim }: z.infer<typeof scoreInputSchema>): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (population !== undefined && method === undefined) {
    refusals.push(refuse(['method'], 'có population thì phải ghi rõ method: "none", "poststratify" hoặc "rake"'));
  }
  if (method !== undefined && method !== 'none' && Object.keys(population ?? {}).length === 0) {
    refusals.push(refuse(['population'], `method "${method}" cần tỷ trọng dân số`));
  }
  if (method === 'poststratify' && Object.keys(population ?? {}).length > 1) {
    refusals.push(refuse(['population'], 'phân tầng sau (poststratify) chỉ dùng một biến; nhiều biến thì dùng method "rake"'));
  }
  if (trim && !(trim[0] <= 1 && trim[1] >= 1 && trim[0] < trim[1])) {
    refusals.push(refuse(['trim'], `giới hạn [${trim.join(', ')}] phải tăng dần và chứa trung bình 1`));
  }
  return refusals;
}

function populationRefusals(population: NonNullable<z.infer<typeof scoreInputSchema>['population']>): readonly Refusal[] {
  return Object.entries(population).flatMap(([variable, shares]) => {
    const sum = Object.values(shares).reduce((total, share) => total.add(exactly(share)), rational(0));
    if (sum.sub(1).abs().compare(slack) <= 0) return [];
    return [refuse(['population', variable], `tỷ trọng cộng lại là ${sum.valueOf()}, phải bằng 1`)];
  });
}

function answerRefusals(instrument: Instrument, responses: readonly ScoredResponse[]): readonly Refusal[] {
  const questions = new Map(questionsOf(instrument).map(({ code, values }) => [code, new Set(values)]));
  return responses.flatMap(({ answers }, i) =>
    Object.entries(answers).flatMap(([code, value]) => {
      const values = questions.get(code);
      if (!values) return [refuse(['responses', i, 'answers', code], `bộ câu hỏi ${instrument.id} không có câu ${code}`)];
      if (value === null || values.has(value)) return [];
      return [refuse(['responses', i, 'answers', code], `mức ${value} không có trong thang (${[...values].sort().join(', ')})`)];
    }),
  );
}

function levelRefusals(
  responses: readonly ScoredResponse[],
  needed: readonly { readonly variable: string; readonly levels: readonly string[] }[],
): readonly Refusal[] {
  return responses.flatMap(({ strata }, i) =>
    needed.flatMap(({ variable, levels }) => {
      const level = strata?.[variable];
      const path = ['responses', i, 'strata', variable];
      if (level === undefined) return [refuse(path, `thiếu mức của biến ${variable}`)];
      return levels.includes(level) ? [] : [refuse(path, `không có mức "${level}" trong ${levels.join(', ')}`)];
    }),
  );
}

function clusterRefusals(responses: readonly ScoredResponse[]): readonly Refusal[] {
  const clustered = new Set(responses.filter(({ cluster }) => cluster !== undefined).map(({ agency }) => agency));
  return responses.flatMap(({ agency, cluster }, i) =>
    cluster === undefined && clustered.has(agency)
      ? [refuse(['responses', i, 'cluster'], `thiếu cụm: phiếu khác của cơ quan ${agency} có cụm`)]
      : [],
  );
}
