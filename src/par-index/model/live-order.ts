import type { AgencyKind } from '#agencies/model/agency.ts';
import { vietnameseOrder } from '#i18n/model/collation.ts';
import { fold } from '#search/model/text.ts';
import type { Published } from './display.ts';

/** By what agencies are ordered, as addresses say it: lower end of the interval, name, share, number of responses. */
export const liveOrders = ['khoang', 'ten', 'diem', 'so-phieu'] as const;
export type LiveOrder = (typeof liveOrders)[number];

/** The kinds of agencies that are rated, as addresses say them. */
export const liveKinds = { phuong: 'ward', xa: 'commune', so: 'department' } as const satisfies Record<string, AgencyKind>;
export type LiveKind = keyof typeof liveKinds;
export const liveKindNames = Object.keys(liveKinds) as readonly LiveKind[];

/** What a visitor chose of a list of agencies. */
export interface LiveChoices {
  readonly order: LiveOrder;
  readonly descending: boolean;
  /** Null for all kinds. */
  readonly kind: LiveKind | null;
  /** A part of the name, as typed; empty for all. */
  readonly name: string;
}

/** From best to worst and from most to fewest, but names from a to y, unless told otherwise. */
const naturally = (order: LiveOrder): boolean => order !== 'ten';

export const everyAgency: LiveChoices = { order: 'khoang', descending: true, kind: null, name: '' };

/** The choices in an address. An order that there is not is the usual one; a kind that there is not is told, for nothing can be listed for it. */
export function readLiveChoices(query: URLSearchParams): { readonly choices: LiveChoices; readonly unknownKind: string | null } {
  const order = liveOrders.find((one) => one === query.get('sap-xep')) ?? everyAgency.order;
  const way = query.get('chieu');
  const given = query.get('loai')?.trim() || null;
  const kind = liveKindNames.find((one) => one === given) ?? null;
  return {
    choices: {
      order,
      descending: way === 'tang' ? false : way === 'giam' ? true : naturally(order),
      kind,
      name: (query.get('tim') ?? '').normalize('NFC').trim().slice(0, 100),
    },
    unknownKind: kind === null ? given : null,
  };
}

/** The query parameters of choices; what is as usual is null. */
export function liveParameters({ order, descending, kind, name }: LiveChoices): Readonly<Record<string, string | null>> {
  return {
    tim: name === '' ? null : name,
    loai: kind,
    'sap-xep': order === everyAgency.order ? null : order,
    chieu: descending === naturally(order) ? null : descending ? 'giam' : 'tang',
  };
}

/** The choices after a press on the head of a column: ordered by it, the other way round where it already was. */
export function pressed(choices: LiveChoices, order: LiveOrder): LiveChoices {
  return { ...choices, order, descending: order === choices.order ? !choices.descending : naturally(order) };
}

/** What is needed of an agency to find its place: only what is published of its score. */
export interface LiveEntry {
  readonly agency: { readonly code: string; readonly name: string; readonly kind: AgencyKind };
  readonly overall: Pick<Published, 'display' | 'n' | 'share' | 'interval'>;
}

/** The kinds that stand in a list, in the order in which they are offered. */
export function kindsOf(entries: readonly LiveEntry[]): readonly LiveKind[] {
  const there = new Set(entries.map(({ agency }) => agency.kind));
  return liveKindNames.filter((name) => there.has(liveKinds[name]));
}

/** The agencies that are sought, ordered; those whose share is not shown always after all others, in whichever direction. */
export function arrangeLive<E extends LiveEntry>(entries: readonly E[], choices: LiveChoices): readonly E[] {
  const sought = fold(choices.name);
  const kind = choices.kind && liveKinds[choices.kind];
  const way = choices.descending ? -1 : 1;
  return entries
    .filter(({ agency }) => (kind === null || agency.kind === kind) && fold(agency.name).includes(sought))
    .sort((a, b) => group(a) - group(b) || way * compare(a, b, choices.order) || byName(a, b));
}

/** Shown, too few to show a share, too few to say how many, none: told by what is published alone. */
function group({ overall: { share, display, n } }: LiveEntry): number {
  if (share !== null) return 0;
  if (display === 'count') return 1;
  return n === 0 ? 3 : 2;
}

function compare({ agency: a, overall: p }: LiveEntry, { agency: b, overall: q }: LiveEntry, order: LiveOrder): number {
  switch (order) {
    case 'ten':
      return vietnameseOrder(a.name, b.name);
    case 'so-phieu':
      return (p.n ?? 0) - (q.n ?? 0);
    case 'diem':
      return p.share && q.share ? p.share.compare(q.share) : 0;
    case 'khoang':
      // By the share itself, the places with few responses would stand first by chance.
      return (p.interval?.low ?? 0) - (q.interval?.low ?? 0);
  }
}

function byName({ agency: a }: LiveEntry, { agency: b }: LiveEntry): number {
  return vietnameseOrder(a.name, b.name) || (a.code < b.code ? -1 : Number(a.code > b.code));
}
