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
export const lifeEventSchema = z.strictObject({
  /** Stands in addresses: never changes once it is published. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'cần chữ thường không dấu, nối bằng gạch'),
  title: words,
  icon: z.enum(lifeEventIcons),
  /** Short names in people's words; the official name stands on the procedure's page. */
  procedures: z.array(z.strictObject({ code: procedureCode, label: words })).min(1),
  /** What else belongs to it; these are listed in the catalogue only. */
  more: z.array(procedureCode).default([]),
});
export type LifeEvent = z.infer<typeof lifeEventSchema>;

/** The file of content/. */
export const lifeEventsSchema = z.strictObject({
  events: z
    .array(lifeEventSchema)
    .min(1)
    .refine((events) => new Set(events.map((event) => event.id)).size === events.length, 'mỗi id chỉ đứng một lần'),
});

/** An event as the staff see it. */
export interface KeptLifeEvent extends LifeEvent {
  /** Shown nowhere but to the staff. */
  readonly hidden: boolean;
  readonly version: number;
}

/** How many procedures of an event have a door of their own on the home page. */
export const mostDoors = 6;

const line = (most: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(most));

/** What somebody of the staff types of an event. */
export const typedLifeEvent = z.strictObject({
  title: z.strictObject({ vi: line(60), en: line(60) }),
  icon: z.enum(lifeEventIcons),
  procedures: z
    .array(z.strictObject({ code: line(20).pipe(procedureCode), label: z.strictObject({ vi: line(80), en: line(80) }) }))
    .min(1)
    .max(mostDoors),
  more: z.array(procedureCode).max(200),
});
export type TypedLifeEvent = z.infer<typeof typedLifeEvent>;

/** The codes of everything that an event asks for, each once. */
export function codesOf(event: Pick<LifeEvent, 'procedures' | 'more'>): readonly string[] {
  return [...new Set([...event.procedures.map((procedure) => procedure.code), ...event.more])];
}
