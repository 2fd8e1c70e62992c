import type { Doer } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import type { Context, Tx } from '#platform/context.ts';
import { fold } from '#search/model/text.ts';
import { allLifeEvents, findLifeEvent, orderLifeEvents, saveLifeEvent } from './life-event-store.ts';
import { type KeptLifeEvent, type TypedLifeEvent, typedLifeEvent } from './model/life-event.ts';
import { deniedTo, type Outcome, type Refused, refused, refusedAt, refusedStale } from './outcome.ts';
import { hasProcedure } from './store.ts';

/** The address of the staff's form for a new event: no event can have it. */
export const newLifeEvent = 'them';

export type LifeEventOutcome = { readonly kind: 'done'; readonly id: string } | Refused;

/** Adds an event behind all others; its id, which stands in addresses, is made of its title and never changes. */
export async function addLifeEvent(context: Context, by: Doer, typed: unknown): Promise<LifeEventOutcome> {
  return change(context, by, async (tx) => {
    const read = await readTyped(tx, typed);
    if ('kind' in read) return read;
    const taken = new Set([newLifeEvent, ...(await allLifeEvents(tx)).map(({ id }) => id)]);
    const wanted = addressOf(read.title.vi);
    const id = [wanted, ...Array.from({ length: taken.size }, (_, i) => `${wanted}-${i + 2}`)].find((one) => !taken.has(one)) ?? wanted;
    const after = { id, ...read, hidden: false, version: 1 };
    await saveLifeEvent(tx, after);
    return { before: null, after };
  });
}

/** Changes title, picture and procedures of an event; refused where somebody else changed it since `version`. */
export async function changeLifeEvent(context: Context, by: Doer, id: string, version: number, typed: unknown): Promise<LifeEventOutcome> {
  return change(context, by, async (tx) => {
    const before = await findLifeEvent(tx, id);
    if (!before) return refused('procedures.staff.events.refused.unknown');
    // Before what was typed: a person sent back to a field must not come back with a version that they never saw.
    if (before.version !== version) return refusedStale('version', 'procedures.staff.events.refused.stale');
    const read = await readTyped(tx, typed);
    if ('kind' in read) return read;
    const after = { ...before, ...read, version: before.version + 1 };
    await saveLifeEvent(tx, after);
    return { before, after };
  });
}

/** Hides an event from everybody but the staff, or shows it again. */
export async function hideLifeEvent(context: Context, by: Doer, id: string, hidden: boolean): Promise<LifeEventOutcome> {
  return change(context, by, async (tx) => {
    const before = await findLifeEvent(tx, id);
    if (!before) return refused('procedures.staff.events.refused.unknown');
    const others = (await allLifeEvents(tx)).filter((one) => !one.hidden && one.id !== id);
    if (hidden && others.length === 0) return refused('procedures.staff.events.refused.last');
    const after = { ...before, hidden, version: before.version + 1 };
    await saveLifeEvent(tx, after);
    return { before, after };
  });
}

/** Puts an event one place further up or down; at the end of the list nothing changes. */
export async function moveLifeEvent(context: Context, by: Doer, id: string, direction: 'up' | 'down'): Promise<LifeEventOutcome> {
  return change(context, by, async (tx) => {
    const before = (await allLifeEvents(tx)).map((event) => event.id);
    const from = before.indexOf(id);
    if (from < 0) return refused('procedures.staff.events.refused.unknown');
    const to = Math.max(0, Math.min(before.length - 1, from + (direction === 'up' ? -1 : 1)));
    const after = before.toSpliced(from, 1).toSpliced(to, 0, id);
    await orderLifeEvents(tx, after);
    return { before, after, id };
  });
}

interface Changed {
  readonly before: KeptLifeEvent | readonly string[] | null;
  readonly after: KeptLifeEvent | readonly string[];
  readonly id?: string;
}

async function change(context: Context, by: Doer, make: (tx: Tx) => Promise<Changed | Refused>): Promise<LifeEventOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<LifeEventOutcome> => {
    const denied = deniedTo(by, 'procedure.change_life_events');
    if (denied) return denied;
    const made = await make(tx);
    if ('kind' in made) return made;
    const { before, after } = made;
    const id = made.id ?? ('id' in after ? after.id : '');
    await writeAudit(tx, context, { person: by, act: 'procedure.change_life_events', object: id, before, after });
    await recordChanges(tx, ['content']);
    return { kind: 'done', id };
  });
}

/** What was typed of an event, its doors in the catalogue; else what is wrong, at the field as the form names it. */
async function readTyped(tx: Tx, typed: unknown): Promise<TypedLifeEvent | Refused> {
  const read = typedLifeEvent.safeParse(typed);
  if (!read.success) return wrongField(read.error.issues[0]?.path ?? []);
  const { procedures } = read.data;
  for (const [i, { code }] of procedures.entries()) {
    if (!(await hasProcedure(tx, code))) return refusedAt(`code-${i}`, 'procedures.staff.events.refused.code', { code });
    if (procedures.findIndex((one) => one.code === code) < i)
      return refusedAt(`code-${i}`, 'procedures.staff.events.refused.twice', { code });
  }
  return { ...read.data, more: [...new Set(read.data.more)] };
}

function wrongField([top, second, third, fourth]: readonly PropertyKey[]): Outcome & Refused {
  if (top === 'title') return refusedAt(`title_${String(second)}`, 'procedures.staff.events.refused.title');
  if (top === 'icon') return refusedAt('icon', 'procedures.staff.events.refused.icon');
  if (top === 'more') return refusedAt('more', 'procedures.staff.events.refused.more', { line: Number(second) + 1 });
  if (top !== 'procedures') return refused('procedures.staff.refused.unread');
  if (typeof second !== 'number') return refusedAt('code-0', 'procedures.staff.events.refused.doors');
  return third === 'label'
    ? refusedAt(`${String(fourth)}-${second}`, 'procedures.staff.events.refused.label')
    : refusedAt(`code-${second}`, 'procedures.staff.events.refused.code-form');
}

function addressOf(title: string): string {
  return (
    fold(title)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'viec'
  );
}
