import { z } from 'zod';

/** The part of a page that says thanks where an address ends in it: the server is not told, the page stays the same for all. */
export const thanksId = 'cam-on';

/** Why a page was of no use; a fixed list, for free text would bring personal data. */
export const reasons = ['unclear', 'incomplete', 'wrong', 'other-need'] as const;
export type Reason = (typeof reasons)[number];

/** What can be answered to whether a page was useful: yes, or no for one reason. */
export const answerSchema = z.enum(['yes', ...reasons]);
export type Answer = z.infer<typeof answerSchema>;

const oneAnswer = z.tuple([answerSchema]);

/** The answer among the posted values of the field; null where there is none, more than one, or one that does not exist. */
export function answerOf(posted: readonly unknown[]): Answer | null {
  return oneAnswer.safeParse(posted).data?.[0] ?? null;
}
