import { z } from 'zod';
import { decimal } from './decimal.ts';
import { type Fraction, rational } from './fraction.ts';

const code = z.string().regex(/^\d+(\.\d+)*$/, 'mã tiêu chí gồm số và dấu chấm, ví dụ "3.1"');

/**
 * Who gives the points: the council that appraises, the survey of people, or the council as bonus and penalty, which stand
 * outside the total.
 */
const scoredBy = z.enum(['appraisal', 'survey', 'bonus', 'penalty']);

const leaf = { code, title: z.string(), scored_by: scoredBy, max: decimal };

/** The criteria of an index: who scores each and how many points it can give. */
export const criteriaSetSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mã bộ tiêu chí chỉ gồm chữ thường, số và dấu nối'),
    title: z.string(),
    source: z.string(),
    /** What is assumed until the legal text is checked; shown wherever the set is used. */
    assumed: z.array(z.string()),
    /** A set to show how an index comes about, whose points nobody has decided: for simulated data only. */
    sample: z.literal(true).optional(),
    /** What everything gives at most, without bonus and penalty. */
    total: decimal,
    contents: z
      .array(
        z.strictObject({
          code,
          title: z.string(),
          criteria: z
            .array(
              z.strictObject({
                ...leaf,
                /** Sub-criteria: scored instead of the criterion, whose points are theirs together. */
                parts: z.array(z.strictObject(leaf)).min(1).optional(),
              }),
            )
            .min(1),
        }),
      )
      .min(1),
  })
  .superRefine((set, context) => {
    const issue = (path: readonly PropertyKey[], message: string) => context.addIssue({ code: 'custom', path: [...path], message });
    const all = set.contents.flatMap((content) => content.criteria.flatMap((one) => [one, ...(one.parts ?? [])]));
    const codes = [...set.contents, ...all].map((one) => one.code);
    if (new Set(codes).size !== codes.length) issue(['contents'], 'có mã xuất hiện hai lần');
    for (const [i, content] of set.contents.entries()) {
      for (const [j, { max, parts, code: of, scored_by }] of content.criteria.entries()) {
        const here = ['contents', i, 'criteria', j];
        if (!of.startsWith(`${content.code}.`)) issue(here, `tiêu chí ${of} phải có mã bắt đầu bằng "${content.code}."`);
        if (parts === undefined) continue;
        for (const part of parts) {
          if (!part.code.startsWith(`${of}.`)) issue(here, `tiêu chí thành phần ${part.code} phải có mã bắt đầu bằng "${of}."`);
          if (part.scored_by !== scored_by) issue(here, `tiêu chí thành phần ${part.code} phải do cùng nơi chấm như tiêu chí ${of}`);
        }
        const sum = sumOfMax(parts);
        if (!sum.equals(rational(max))) {
          issue(here, `tiêu chí ${of}: tiêu chí thành phần cộng lại là ${sum.toString()}, không phải ${max}`);
        }
      }
    }
    const sum = sumOfMax(leavesOf(set.contents).filter(({ scored_by }) => scored_by === 'appraisal' || scored_by === 'survey'));
    if (!sum.equals(rational(set.total))) {
      issue(['total'], `điểm tối đa của các tiêu chí cộng lại là ${sum.toString()}, không phải ${set.total}`);
    }
  });
export type CriteriaSet = z.infer<typeof criteriaSetSchema>;
/** What is scored by itself: a criterion without sub-criteria, or a sub-criterion. */
export type Criterion = Pick<CriteriaSet['contents'][number]['criteria'][number], 'code' | 'title' | 'scored_by' | 'max'>;

function leavesOf(contents: CriteriaSet['contents']): readonly Criterion[] {
  return contents.flatMap((content) => content.criteria.flatMap((one): readonly Criterion[] => one.parts ?? [one]));
}

/** What is scored, in order. */
export function criteriaOf(set: CriteriaSet): readonly Criterion[] {
  return leavesOf(set.contents);
}

/** What the council scores: all but what comes from the survey. */
export function councilCriteria(set: CriteriaSet): readonly Criterion[] {
  return criteriaOf(set).filter(({ scored_by }) => scored_by !== 'survey');
}

function sumOfMax(criteria: readonly Pick<Criterion, 'max'>[]): Fraction {
  return criteria.reduce((sum, { max }) => sum.add(rational(max)), rational(0));
}
