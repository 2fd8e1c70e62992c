import { z } from 'zod';
import { procedureCode } from './procedure.ts';

/** Something that happens in a life, and the procedures that it asks for. */
export const lifeEventsSchema = z.strictObject({
  events: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        /** Short names in people's words; the official name stands on the procedure's page. */
        procedures: z.array(z.strictObject({ code: procedureCode, label: z.string().min(1) })).min(1),
      }),
    )
    .min(1),
});
export type LifeEvent = z.infer<typeof lifeEventsSchema>['events'][number];
