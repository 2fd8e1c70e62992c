import { z } from 'zod';
import type { DesignScore } from './design.ts';
import { displayOf } from './display.ts';
import type { ExpectationScore } from './expectations.ts';
import { numberOf } from './fraction.ts';
import { boundText, type Score } from './score.ts';
import type { ScorePlan } from './score-plan.ts';
import type { AgencyScore } from './score-rows.ts';
import type { Weighting, Weights } from './weights.ts';
import type { Interval } from './wilson.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const percent = z.string().describe('Phần trăm, làm tròn một lần theo quy tắc');
const interval = z.strictObject({ low: share, high: share });

const score = z
  .strictObject({
    code: z.string(),
    title: z.string(),
    counts: z.record(z.enum(['1', '2', '3', '4', '5']), count).describe('Số câu trả lời theo mức, chưa nhân trọng số'),
    answers: count.describe('Số câu trả lời được tính'),
    n: count.describe('Số người trả lời: nhiều nhất trong các câu hỏi của nhóm'),
    n_eff: z.number().describe('Cỡ mẫu hiệu dụng của trọng số (Kish): (Σw)² / Σw²'),
    deff: z.number().nullable().describe('Hiệu ứng của trọng số: n / n_eff'),
    share: share.nullable().describe('Tỷ lệ điểm trọn vẹn; null khi không có câu trả lời'),
    exact: z.string().nullable().describe('Tỷ lệ dạng phân số, chính xác tuyệt đối'),
    percent: percent.nullable(),
    interval: interval.nullable().describe('Khoảng Wilson 95 % trên n_eff'),
    interval_percent: z.tuple([percent, percent]).nullable(),
    standard_error: z.number().nullable().describe('Sai số chuẩn theo thiết kế mẫu: trọng số và cụm'),
    cluster_deff: z.number().nullable().describe('Hiệu ứng của cụm; null khi không có cụm'),
    korn_graubard: interval.nullable().describe('Khoảng thứ hai: Korn-Graubard 95 % theo thiết kế mẫu'),
    display: z
      .enum(['nothing', 'count', 'value', 'ranked'])
      .describe('Được công bố đến đâu: không nêu gì; chỉ số phiếu; tỷ lệ và khoảng; đủ để xếp hạng'),
  })
  .meta({ id: 'score' });

const expectation = z.strictObject({
  code: z.string(),
  title: z.string(),
  counts: z.record(z.string(), count),
  n: count,
  share: share.nullable().describe('Tỷ lệ mong muốn, không cộng vào điểm hài lòng'),
  percent: percent.nullable(),
  rank: z.int().min(1).nullable(),
});

/** What `npm run score` prints. Its JSON schema stands beside it in score-output.schema.json. */
export const scoreOutputSchema = z.strictObject({
  format: z.literal('hanoi-cchc-score/1'),
  instrument: z.string(),
  rule: z.string(),
  assumed: z.array(z.string()).describe('Điều giả định trong quy tắc, chờ đối chiếu văn bản'),
  method: z.enum(['none', 'poststratify', 'rake']),
  agencies: z.array(
    z.strictObject({
      agency: z.string(),
      responses: count,
      modes: z.record(z.string(), count).describe('Số phiếu theo hình thức trả lời'),
      interval_kind: z
        .enum(['khoảng tham khảo theo mô hình, không phải sai số chọn mẫu', 'sai số chọn mẫu'])
        .describe('Mẫu không do xác suất chọn ra thì khoảng chỉ là tham khảo'),
      weights: z
        .strictObject({
          values: z.array(z.number()).describe('Trọng số của từng phiếu theo thứ tự trong đầu vào, trung bình bằng 1'),
          least: z.number(),
          greatest: z.number(),
          n_eff: z.number(),
          deff: z.number(),
          iterations: z.int().nullable().describe('Số vòng cân; null khi không cân (rake)'),
          trimmed: count.describe('Số phiếu bị cắt trọng số'),
        })
        .nullable()
        .describe('null khi không cân và mọi phiếu nặng như nhau'),
      clusters: z.strictObject({ count: z.int(), mean_size: z.number() }).nullable(),
      groups: z
        .array(
          z.strictObject({ group: z.string(), weight: z.string(), responses: count, share: share.nullable(), percent: percent.nullable() }),
        )
        .describe('Nhóm người trả lời chấm riêng, khi quy tắc có nhóm'),
      overall: score,
      fields: z.array(score),
      factors: z.array(score),
      items: z.array(score),
      expectations: z.array(expectation),
    }),
  ),
});
export type ScoreOutput = z.infer<typeof scoreOutputSchema>;

/** The scores of agencies as they are printed. */
export function scoreOutput(plan: ScorePlan, { method }: Weighting, agencies: readonly AgencyScore[]): ScoreOutput {
  return {
    format: 'hanoi-cchc-score/1',
    instrument: plan.instrument.id,
    rule: plan.rule.id,
    assumed: plan.rule.assumed,
    method,
    agencies: agencies.map((one) => agencyOutput(plan, method, one)),
  };
}

function agencyOutput(plan: ScorePlan, method: Weighting['method'], one: AgencyScore): ScoreOutput['agencies'][number] {
  const { responses, clusters, score: scores } = one;
  const modes = Map.groupBy(responses, ({ mode }) => mode ?? '');
  const drawn = [...modes.keys()].every((mode) => plan.rule.probability_modes?.includes(mode));
  const design = [...one.design];
  const scored = (list: readonly Score[]) => list.map((score) => scoreText(plan, score, design.shift()));
  const [overall] = scored([scores.overall]);
  if (!overall) throw new Error('no overall score');
  return {
    agency: one.agency,
    responses: responses.length,
    modes: Object.fromEntries([...modes].filter(([mode]) => mode !== '').map(([mode, { length }]) => [mode, length])),
    interval_kind: drawn ? 'sai số chọn mẫu' : 'khoảng tham khảo theo mô hình, không phải sai số chọn mẫu',
    weights: method === 'none' && one.weights.classes.every((weight) => weight.equals(1)) ? null : weightsText(one.weights),
    clusters: clusters === null ? null : { count: clusters, mean_size: responses.length / clusters },
    groups: one.groups.map(({ group, weight, responses, overall: { share, percent } }) => ({
      group,
      weight,
      responses,
      share: share && numberOf(share),
      percent,
    })),
    overall,
    fields: scored(scores.fields),
    factors: scored(scores.factors),
    items: scored(scores.items),
    expectations: scores.expectations.map(expectationText),
  };
}

function scoreText({ rule }: ScorePlan, score: Score, design: DesignScore | undefined): ScoreOutput['agencies'][number]['overall'] {
  const { code, title, counts, answers, n, nEff, share, percent } = score;
  const bounds = (given: Interval): [string, string] => [boundText(rule, given.low), boundText(rule, given.high)];
  return {
    code,
    title,
    counts,
    answers,
    n,
    n_eff: nEff,
    deff: nEff > 0 ? n / nEff : null,
    share: share && numberOf(share),
    exact: share?.toFraction() ?? null,
    percent,
    interval: score.interval && { ...score.interval },
    interval_percent: score.interval && bounds(score.interval),
    standard_error: design?.standardError ?? null,
    cluster_deff: design?.clusterEffect ?? null,
    korn_graubard: design?.interval ? { ...design.interval } : null,
    display: displayOf(rule, score),
  };
}

function expectationText({ share, counts, ...rest }: ExpectationScore): ScoreOutput['agencies'][number]['expectations'][number] {
  return {
    code: rest.code,
    title: rest.title,
    counts: { ...counts },
    n: rest.n,
    share: share && numberOf(share),
    percent: rest.percent,
    rank: rest.rank,
  };
}

function weightsText({ classes, classOf, iterations, trimmed }: Weights): ScoreOutput['agencies'][number]['weights'] {
  const numbers = classes.map(numberOf);
  const values = classOf.map((i) => numbers[i] ?? 0);
  const squares = classOf.reduce((sum, i) => sum + (numbers[i] ?? 0) ** 2, 0);
  const nEff = values.length ** 2 / squares;
  return {
    values,
    least: Math.min(...numbers),
    greatest: Math.max(...numbers),
    n_eff: nEff,
    deff: values.length / nEff,
    iterations,
    trimmed,
  };
}
