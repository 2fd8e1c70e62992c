import { z } from 'zod';
import { words } from '#i18n/model/words.ts';

/** The success criteria of WCAG 2.2, levels A and AA, each with how the portal meets it and what checks that. */
export const wcagSchema = z
  .array(
    z.strictObject({
      number: z.string().regex(/^[1-4]\.[1-5]\.\d{1,2}$/),
      level: z.enum(['A', 'AA']),
      name: words,
      state: z.enum(['met', 'partly', 'not-applicable']),
      how: words,
      /** Test files of the project, or `by-hand`. */
      checked: z.array(z.string().min(1)).min(1),
    }),
  )
  .min(1);
export type WcagCriterion = z.infer<typeof wcagSchema>[number];
