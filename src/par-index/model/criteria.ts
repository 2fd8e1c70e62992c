import { z } from 'zod';
import { decimal } from './decimal.ts';
import { rational } from './fraction.ts';

const code = z.string().regex(/^\d+(\.\d+)*$/, 'mã tiêu chí gồm số và dấu chấm, ví dụ "3.1"');

/** The criteria of an index: who scores each and how many points it can give. */
export const criteriaSetSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mã bộ tiêu chí chỉ gồm chữ thường, số và dấu nối'),
    title: z.string(),
    source: z.string(),
    /** What is assumed until the legal text is checked; shown wherever the set is used. */
    assumed: z.array(z.string()),
    total: decimal,
    contents: z
      .array(
        z.strictObject({
          code,
          title: z.string(),
          criteria: z.array(z.strictObject({ code, title: z.string(), scored_by: z.enum(['appraisal', 'survey']), max: decimal })).min(1),
        }),
      )
      .min(1),
  })
  .superRefine((set, context) => {
    const criteria = set.contents.flatMap((content) => content.criteria);
    if (new Set(criteria.map((criterion) => criterion.code)).size !== criteria.length) {
      context.addIssue({ code: 'custom', path: ['contents'], message: 'có mã tiêu chí xuất hiện hai lần' });
    }
    const sum = criteria.reduce((total, criterion) => total.add(rational(criterion.max)), rational(0));
    if (!sum.equals(rational(set.total))) {
      context.addIssue({
        code: 'custom',
        path: ['total'],
        message: `điểm tối đa của các tiêu chí cộng lại là ${sum.toString()}, không phải ${set.total}`,
      });
    }
  });
export type CriteriaSet = z.infer<typeof criteriaSetSchema>;
export type Criterion = CriteriaSet['contents'][number]['criteria'][number];

/** The criteria in order. */
export function criteriaOf(set: CriteriaSet): readonly Criterion[] {
  return set.contents.flatMap((content) => content.criteria);
}
