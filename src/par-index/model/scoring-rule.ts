import { z } from 'zod';
import { decimal } from './decimal.ts';

/** How answers become a score: a named, versioned setting, because the texts that fix it are not at hand. */
export const scoringRuleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mã quy tắc chỉ gồm chữ thường, số và dấu nối'),
  title: z.string().min(1),
  description: z.string().min(1),
  source: z.string().min(1),
  /** What in this rule is assumed until the legal text is checked; shown wherever the rule is used. */
  assumed: z.array(z.string()),
  /** Share of a full point that each answer gives, by value of the scale. */
  coefficients: z.strictObject({ '1': decimal, '2': decimal, '3': decimal, '4': decimal, '5': decimal }),
  /** `pooled`: all answers of a factor, field or form together, each answer weighing the same. */
  aggregation: z.enum(['pooled']),
  /** `excluded`: a question without an answer counts neither for nor against. */
  blanks: z.enum(['excluded']),
  rounding: z.strictObject({ digits: z.int().min(0).max(6), mode: z.enum(['half-up']) }),
  thresholds: z.strictObject({
    /** Fewer answers than this: no share is shown. */
    show_from: z.int().min(1),
    /** Fewer answers than this: shown, but not ranked. */
    rank_from: z.int().min(1),
  }),
});
export type ScoringRule = z.infer<typeof scoringRuleSchema>;
