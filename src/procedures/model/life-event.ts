import { z } from 'zod';
import { words } from '#i18n/model/words.ts';
import { procedureCode } from './vocabulary.ts';

export const lifeEventIcons = [
  'baby',
  'heart',
  'truck',
  'id-card',
  'house',
  'hammer',
  'store',
  'car',
  'graduation-cap',
  'briefcase',
  'hand-heart',
  'flower',
] as const;

/** Something that happens in a life, and the procedures that it asks for. */
export const lifeEventsSchema = z.strictObject({
  events: z
    .array(
      z.strictObject({
        title: words,
        icon: z.enum(lifeEventIcons),
        /** Short names in people's words; the official name stands on the procedure's page. */
        procedures: z.array(z.strictObject({ code: procedureCode, label: words })).min(1),
      }),
    )
    .min(1),
});
export type LifeEvent = z.infer<typeof lifeEventsSchema>['events'][number];
