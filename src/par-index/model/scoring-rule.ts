import { z } from 'zod';
import { decimal } from './decimal.ts';
import { type Fraction, rational } from './fraction.ts';

const share = decimal.optional();
const shares = z.record(z.string().min(1), decimal);

/**
 * How answers become a score: a named, versioned setting, because the texts that fix it are not at hand. A rule never
 * changes under its id; what later rules may say besides is optional, so that earlier ones keep their meaning and hash.
 */
export const scoringRuleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mã quy tắc chỉ gồm chữ thường, số và dấu nối'),
    title: z.string().min(1),
    description: z.string().min(1),
    source: z.string().min(1),
    /** What in this rule is assumed until the legal text is checked; shown wherever the rule is used. */
    assumed: z.array(z.string()),
    /** What each answer gives, by value of the scale, out of `full_mark`. */
    coefficients: z.strictObject({ '1': share, '2': share, '3': share, '4': share, '5': share }),
    /** What the best answer gives; 1 where it is not said. `100` lets a rule say 100, 60, 20, 0 as its source does. */
    full_mark: decimal.optional(),
    /**
     * `pooled`: all answers of a group (factor, field, form) together, each weighing the same. `item-mean`: the mean of its
     * questions. `factor-mean`: the mean of its factors, each pooled. `weights`: the mean weighted by `weights`.
     */
    aggregation: z.enum(['pooled', 'item-mean', 'factor-mean', 'weights']),
    /** What each question, factor or field weighs; all of the form add up to 1. Groups below that level are pooled. */
    weights: z.strictObject({ level: z.enum(['item', 'factor', 'field']), shares }).optional(),
    /** `excluded`: a question without an answer counts neither for nor against. `zero`: it counts as nothing given. */
    blanks: z.enum(['excluded', 'zero']),
    /** Groups of respondents scored apart and then averaged by these weights, which add up to 1. */
    groups: z.strictObject({ variable: z.string().min(1), weights: shares }).optional(),
    /** The options of expectations that count as wished for; all but the least where it is not said. */
    expectations: z.strictObject({ counted: z.array(z.int()).min(1) }).optional(),
    /** Percent from which a criterion scored by survey gives its full points; without it, points are max × share. */
    target: decimal.optional(),
    /** What becomes of criteria that do not apply to an agency: see index-points.ts. `within-appraised` where it is not said. */
    not_applicable: z.enum(['within-appraised', 'over-whole']).optional(),
    /** Ways of answering in which respondents are drawn by chance; of all others the interval is one by model. */
    probability_modes: z.array(z.string()).optional(),
    rounding: z.strictObject({ digits: z.int().min(0).max(6), mode: z.enum(['half-up']) }),
    thresholds: z.strictObject({
      /** Fewer respondents than this: nothing is shown, not even how many. From the first on where it is not said. */
      count_from: z.int().min(1).optional(),
      /** Fewer respondents than this: no share is shown. */
      show_from: z.int().min(1),
      /** Fewer respondents than this: shown, but not ranked. */
      rank_from: z.int().min(1),
      /** An interval wider than so many percentage points: shown, but not ranked. */
      rank_width: decimal.optional(),
    }),
    /** Rank intervals by simulation with this seed; by comparing intervals of the index where it is not said. */
    ranks: z.strictObject({ draws: z.int().min(100).max(1_000_000), seed: z.int().min(0).max(0xffff_ffff) }).optional(),
  })
  .superRefine((rule, context) => {
    const issue = (path: readonly PropertyKey[], message: string) => context.addIssue({ code: 'custom', path: [...path], message });
    const full = fullMarkOf(rule);
    if (full.compare(0) <= 0) issue(['full_mark'], 'điểm trọn vẹn phải lớn hơn 0');
    for (const [value, coefficient] of Object.entries(rule.coefficients)) {
      if (coefficient !== undefined && rational(coefficient).compare(full) > 0) {
        issue(['coefficients', value], `hệ số ${coefficient} lớn hơn điểm trọn vẹn ${full.toString()}`);
      }
    }
    if ((rule.aggregation === 'weights') !== (rule.weights !== undefined)) {
      issue(['weights'], 'trọng số phải có khi, và chỉ khi, aggregation là "weights"');
    }
    for (const [path, given] of [
      [['weights', 'shares'], rule.weights?.shares],
      [['groups', 'weights'], rule.groups?.weights],
    ] as const) {
      const sum = given && sumOf(Object.values(given));
      if (sum && !sum.equals(1)) issue(path, `trọng số cộng lại là ${sum.toString()}, phải đúng bằng 1`);
    }
    if (rule.target !== undefined && !(rational(rule.target).compare(0) > 0 && rational(rule.target).compare(100) <= 0)) {
      issue(['target'], 'mục tiêu phải lớn hơn 0 và không quá 100 phần trăm');
    }
    const { count_from = 1, show_from, rank_from } = rule.thresholds;
    if (count_from > show_from || show_from > rank_from) {
      issue(['thresholds'], 'các ngưỡng phải tăng dần: count_from, show_from, rank_from');
    }
  });
export type ScoringRule = z.infer<typeof scoringRuleSchema>;

/** What the best answer gives. */
export function fullMarkOf(rule: Pick<ScoringRule, 'full_mark'>): Fraction {
  return rational(rule.full_mark ?? '1');
}

/** Whether "satisfied" and "very satisfied" each count in full and every other answer counts nothing. */
export function countsTopTwo({ coefficients, full_mark }: Pick<ScoringRule, 'coefficients' | 'full_mark'>): boolean {
  const full = fullMarkOf({ full_mark });
  const gives = (value: keyof typeof coefficients) => rational(coefficients[value] ?? '0');
  return (
    (['4', '5'] as const).every((value) => gives(value).equals(full)) && (['1', '2', '3'] as const).every((value) => gives(value).n === 0n)
  );
}

function sumOf(values: readonly string[]): Fraction {
  return values.reduce((sum, value) => sum.add(rational(value)), rational(0));
}
