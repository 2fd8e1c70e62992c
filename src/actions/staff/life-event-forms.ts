import type { Doer } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import { addLifeEvent, changeLifeEvent, hideLifeEvent, type LifeEventOutcome, moveLifeEvent } from '#procedures/life-event-service.ts';
import { mostDoors } from '#procedures/model/life-event.ts';
import { refused } from '#procedures/outcome.ts';
import { readFields } from './read-fields.ts';

/** What was typed of an event, for the form to show again. */
export interface TypedEvent {
  readonly vi: string;
  readonly en: string;
  readonly icon: string;
  readonly doors: readonly { readonly code: string; readonly vi: string; readonly en: string }[];
  readonly more: string;
  readonly version: number;
}

/** The form of an event; `id` is null where it is a new one. */
export async function lifeEventForm(
  app: App,
  by: Doer,
  id: string | null,
  request: Request,
): Promise<{ readonly outcome: LifeEventOutcome; readonly typed: TypedEvent | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: refused('procedures.staff.refused.unread'), typed: null };
  const [codes, vi, en] = [form.all('code'), form.all('door_vi'), form.all('door_en')];
  const doors = codes.slice(0, mostDoors).map((code, i) => ({ code, vi: vi[i] ?? '', en: en[i] ?? '' }));
  const typed = {
    vi: form.text('title_vi'),
    en: form.text('title_en'),
    icon: form.text('icon'),
    doors,
    more: form.text('more'),
    version: Number(form.text('version')),
  };
  // An empty row is one that was left over; the others keep their places, by which the form names what is wrong.
  const filled = doors.findLastIndex((door) => [door.code, door.vi, door.en].some((text) => text.trim() !== '')) + 1;
  const input = {
    title: { vi: typed.vi, en: typed.en },
    icon: typed.icon,
    procedures: doors.slice(0, filled).map((door) => ({ code: door.code, label: { vi: door.vi, en: door.en } })),
    more: codesAtStart(typed.more),
  };
  return { outcome: id === null ? await addLifeEvent(app, by, input) : await changeLifeEvent(app, by, id, typed.version, input), typed };
}

/** The buttons of the list. */
export async function lifeEventList(app: App, by: Doer, request: Request): Promise<LifeEventOutcome> {
  const form = await readFields(request);
  const id = form?.text('id') ?? '';
  switch (form?.text('viec')) {
    case 'len':
      return moveLifeEvent(app, by, id, 'up');
    case 'xuong':
      return moveLifeEvent(app, by, id, 'down');
    case 'an':
      return hideLifeEvent(app, by, id, true);
    case 'hien':
      return hideLifeEvent(app, by, id, false);
    default:
      return refused('procedures.staff.refused.unread');
  }
}

/** Each line's first word; what follows is the name, for people. */
function codesAtStart(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s/)[0] ?? '')
    .filter((code) => code !== '');
}
