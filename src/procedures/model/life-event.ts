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
        /** Stands in addresses: never changes once it is published. */
        id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'cần chữ thường không dấu, nối bằng gạch'),
        title: words,
        icon: z.enum(lifeEventIcons),
        /** Short names in people's words; the official name stands on the procedure's page. */
        procedures: z.array(z.strictObject({ code: procedureCode, label: words })).min(1),
        /** What else belongs to it; these are listed in the catalogue only. */
        more: z.array(procedureCode).default([]),
      }),
    )
    .min(1)
    .refine((events) => new Set(events.map((event) => event.id)).size === events.length, 'mỗi id chỉ đứng một lần'),
});
export type LifeEvent = z.infer<typeof lifeEventsSchema>['events'][number];

/** The codes of everything that an event asks for, each once. */
export function codesOf(event: Pick<LifeEvent, 'procedures' | 'more'>): readonly string[] {
  return [...new Set([...event.procedures.map((procedure) => procedure.code), ...event.more])];
}
