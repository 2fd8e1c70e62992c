import { z } from 'zod';
import { words } from '#i18n/model/words.ts';
import { wholeDay } from '#platform/model/partial-date.ts';

/** What everyone who opens the portal should know, for as long as it holds. */
export const noticesSchema = z.strictObject({
  notices: z.array(
    z.strictObject({
      kind: z.enum(['info', 'warn']),
      from: wholeDay,
      /** The last day; without it the notice stands until it is taken out. */
      to: wholeDay.optional(),
      text: words,
      href: z.string().startsWith('/').optional(),
    }),
  ),
});
export type Notice = z.infer<typeof noticesSchema>['notices'][number];

/** The notices that hold on a day, `YYYY-MM-DD` in Hà Nội. */
export function noticesOn(notices: readonly Notice[], day: string): readonly Notice[] {
  return notices.filter((notice) => notice.from <= day && (notice.to === undefined || day <= notice.to));
}
