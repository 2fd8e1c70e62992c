import { displayName } from './name.ts';
import { type Audience, type Level, levels, type OnlineLevel } from './vocabulary.ts';

/** Whom a procedure is for in plain words, and which of the national database's audiences that takes together. */
export const audienceGroups = {
  'nguoi-dan': ['ĐT1', 'ĐT14'],
  'doanh-nghiep': ['ĐT2', 'ĐT8', 'ĐT10'],
  'to-chuc': ['ĐT9', 'ĐT7'],
  'hop-tac-xa': ['DT11'],
  'nguoi-nuoc-ngoai': ['ĐT3', 'ĐT4', 'ĐT15'],
  'nguoi-viet-o-nuoc-ngoai': ['DT12'],
  'can-bo': ['DT13'],
  'to-chuc-dang': ['ĐT5', 'ĐT6'],
} as const satisfies Record<string, readonly Audience[]>;
export type AudienceGroup = keyof typeof audienceGroups;
export const audienceGroupNames = Object.keys(audienceGroups) as readonly AudienceGroup[];

/** How far a procedure goes online, as addresses say it. */
export const onlineChoices = {
  'toan-trinh': 'toàn trình',
  'mot-phan': 'một phần (có nộp trực tuyến)',
  chua: 'chưa trực tuyến theo nguồn',
} as const satisfies Record<string, OnlineLevel>;
export type OnlineChoice = keyof typeof onlineChoices;
export const onlineChoiceNames = Object.keys(onlineChoices) as readonly OnlineChoice[];

/** The groups of choices in the order in which they are offered, each with its name in addresses. */
export const browseParameters = {
  event: 'viec',
  audience: 'doi-tuong',
  level: 'cap',
  online: 'truc-tuyen',
  field: 'linh-vuc',
  state: 'tinh-trang',
} as const;
export type BrowseGroup = keyof typeof browseParameters;
export const browseGroups = Object.keys(browseParameters) as readonly BrowseGroup[];

/** What a visitor chose in the catalogue, all of which must hold; null where a group is left open. */
export interface Choices {
  /** The id of a life event. */
  readonly event: string | null;
  readonly audience: AudienceGroup | null;
  readonly level: Level | null;
  readonly online: OnlineChoice | null;
  /** The name of a field. */
  readonly field: string | null;
  /** Null lists what is in force, the other only what no longer is. */
  readonly state: 'bai-bo' | null;
}

export const noChoice: Choices = { event: null, audience: null, level: null, online: null, field: null, state: null };

export interface ReadChoices {
  readonly choices: Choices;
  /** Values that none of the groups offers: nothing can be listed for them. A field may be any name. */
  readonly unknown: readonly { readonly group: BrowseGroup; readonly value: string }[];
}

/** The choices in an address; `events` are the ids of the life events. */
export function readChoices(query: URLSearchParams, events: readonly string[]): ReadChoices {
  const given = (group: BrowseGroup) => query.get(browseParameters[group])?.normalize('NFC').trim() || null;
  const choices: Choices = {
    event: oneOf(events, given('event')),
    audience: oneOf(audienceGroupNames, given('audience')),
    level: oneOf(levels, given('level')),
    online: oneOf(onlineChoiceNames, given('online')),
    field: given('field'),
    state: oneOf(['bai-bo'] as const, given('state')),
  };
  const unknown = browseGroups.flatMap((group) => {
    const value = given(group);
    return value !== null && choices[group] === null ? [{ group, value }] : [];
  });
  return { choices, unknown };
}

function oneOf<T extends string>(known: readonly T[], value: string | null): T | null {
  return known.find((one) => one === value) ?? null;
}

/** The choices as the parameters of an address. */
export function choiceParameters(choices: Choices): Readonly<Record<string, string | null>> {
  return Object.fromEntries(browseGroups.map((group) => [browseParameters[group], choices[group]]));
}

/** How many groups are chosen in. */
export function countChosen(choices: Choices): number {
  return browseGroups.filter((group) => choices[group] !== null).length;
}

/** Where a page of the list begins or ends: right after a procedure, or right before one. */
export interface Cursor {
  readonly direction: 'after' | 'before';
  readonly code: string;
}

/** The place in an address from which the list is to be shown; null for its beginning. */
export function readCursor(query: URLSearchParams): Cursor | null {
  const [after, before] = [query.get('sau'), query.get('truoc')];
  if (after !== null) return { direction: 'after', code: after };
  return before === null ? null : { direction: 'before', code: before };
}

/** What the order of the list is made of. */
interface Placed {
  readonly code: string;
  readonly name_key: string;
}

/**
 * A page of at most `size` from the rows on one side of a place, nearest first, of which there are `size` + 1 where there
 * are more. Procedures of one name are not torn apart, unless they alone fill the page. `more` is whether rows follow.
 */
export function cutPage<T extends Placed>(
  nearestFirst: readonly T[],
  size: number,
): { readonly items: readonly T[]; readonly more: boolean } {
  const next = nearestFirst[size];
  if (!next) return { items: nearestFirst, more: false };
  const full = nearestFirst.slice(0, size);
  const whole = full.filter((row) => row.name_key !== next.name_key);
  return { items: whole.length === 0 ? full : whole, more: true };
}

/** Neighbours in the list that people read the same name of, together. */
export function groupSameNames<T extends { readonly name: string }>(
  items: readonly T[],
): readonly { readonly name: string; readonly procedures: readonly T[] }[] {
  const groups: { name: string; procedures: T[] }[] = [];
  for (const item of items) {
    const name = displayName(item.name);
    const last = groups.at(-1);
    if (last?.name === name) last.procedures.push(item);
    else groups.push({ name, procedures: [item] });
  }
  return groups;
}
