import { z } from 'zod';
import type { LifeEventRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { type KeptLifeEvent, type LifeEvent, lifeEventSchema } from './model/life-event.ts';

const stored = lifeEventSchema.pick({ icon: true, procedures: true }).extend({ more: z.array(z.string()) });

function eventOf({ id, title_vi, title_en, icon, procedures, more, hidden, version }: LifeEventRow): KeptLifeEvent {
  const lists = stored.parse({ icon, procedures: JSON.parse(procedures), more: JSON.parse(more) });
  return { id, title: { vi: title_vi, en: title_en }, ...lists, hidden: hidden === 1, version };
}

/** Every life event in the order in which they are shown, with those that are hidden. */
export async function allLifeEvents(reader: Reader): Promise<readonly KeptLifeEvent[]> {
  return (await reader.selectFrom('life_events').selectAll().orderBy('position').orderBy('id').execute()).map(eventOf);
}

/** The life events that everybody sees, in their order. */
export async function shownLifeEvents(reader: Reader): Promise<readonly LifeEvent[]> {
  return (await allLifeEvents(reader)).filter((event) => !event.hidden);
}

/** One life event, hidden or not; undefined when there is no such id. */
export async function findLifeEvent(reader: Reader, id: string): Promise<KeptLifeEvent | undefined> {
  const row = await reader.selectFrom('life_events').selectAll().where('id', '=', id).executeTakeFirst();
  return row && eventOf(row);
}

/** Writes an event: in its place where it stands already, else behind all others. */
export async function saveLifeEvent(tx: Tx, { id, title, icon, procedures, more, hidden, version }: KeptLifeEvent): Promise<void> {
  const row = {
    title_vi: title.vi,
    title_en: title.en,
    icon,
    procedures: JSON.stringify(procedures),
    more: JSON.stringify(more),
    hidden: hidden ? 1 : 0,
    version,
  } as const;
  const last = await tx
    .selectFrom('life_events')
    .select((e) => e.fn.max('position').as('position'))
    .executeTakeFirst();
  await tx
    .insertInto('life_events')
    .values({ id, position: Number(last?.position ?? 0) + 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** Puts the events into this order. */
export async function orderLifeEvents(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [i, id] of ids.entries())
    await tx
      .updateTable('life_events')
      .set({ position: i + 1 })
      .where('id', '=', id)
      .execute();
}

/** Adds the events of content/ that were never there; gives how many. What is there, also hidden, is left as it is. */
export async function addMissingLifeEvents(tx: Tx, events: readonly LifeEvent[]): Promise<number> {
  const known = new Set((await allLifeEvents(tx)).map(({ id }) => id));
  const added = events.filter(({ id }) => !known.has(id));
  for (const event of added) await saveLifeEvent(tx, { ...event, hidden: false, version: 1 });
  return added.length;
}
