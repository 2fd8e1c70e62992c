import { sql } from 'kysely';
import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Reader } from '#platform/context.ts';
import {
  type AudienceGroup,
  audienceGroupNames,
  audienceGroups,
  type BrowseGroup,
  type Choices,
  type Cursor,
  cutPage,
  type OnlineChoice,
  onlineChoiceNames,
  onlineChoices,
} from './model/browse.ts';
import { codesOf, type LifeEvent } from './model/life-event.ts';
import { listingSchema } from './model/listing.ts';
import { type Level, levels, type OnlineLevel } from './model/vocabulary.ts';

/** A procedure as the catalogue lists it. */
export interface BrowseItem {
  readonly code: string;
  readonly name: string;
  readonly levels: readonly Level[];
  readonly online_level: OnlineLevel | null;
  /** Who carries it out; null where only a list without that column told of it. */
  readonly executing: readonly string[] | null;
  /** Since which day it is no longer carried out. */
  readonly withdrawn_on: string | null;
}

export interface BrowsePage {
  readonly items: readonly BrowseItem[];
  /** The codes from which the page before and the page after are asked for; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** How many procedures each choice would list, where the other groups' choices hold; none for a choice that would list nothing. */
export interface ChoiceCounts {
  readonly event: Readonly<Record<string, number>>;
  readonly audience: Readonly<Partial<Record<AudienceGroup, number>>>;
  readonly level: Readonly<Partial<Record<Level, number>>>;
  readonly online: Readonly<Partial<Record<OnlineChoice, number>>>;
  readonly field: readonly FieldCount[];
  readonly state: { readonly 'bai-bo': number };
}

export interface FieldCount {
  readonly field: string;
  readonly n: number;
}

type Events = readonly Pick<LifeEvent, 'id' | 'procedures' | 'more'>[];

/** The procedures for which all choices hold, but for those of one group. */
function chosen(reader: Reader, events: Events, choices: Choices, except?: BrowseGroup) {
  const { event, audience, level, online, field, state }: Choices = except ? { ...choices, [except]: null } : choices;
  let query = reader.selectFrom('procedures as p').where('p.withdrawn_on', state === null ? 'is' : 'is not', null);
  if (event !== null) query = query.where('p.code', 'in', codesOfEvents(events.filter((one) => one.id === event)));
  if (field !== null) query = query.where('p.field', '=', field);
  if (online !== null) query = query.where('p.online_level', '=', onlineChoices[online]);
  if (level !== null)
    query = query.where((e) =>
      e.exists(e.selectFrom('procedure_levels as f').select('f.level').whereRef('f.procedure', '=', 'p.code').where('f.level', '=', level)),
    );
  if (audience !== null)
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('procedure_audiences as f')
          .select('f.audience')
          .whereRef('f.procedure', '=', 'p.code')
          .where('f.audience', 'in', audienceGroups[audience]),
      ),
    );
  return query;
}

function codesOfEvents(events: Events): readonly string[] {
  return [...new Set(events.flatMap(codesOf))];
}

/** How many procedures the choices leave. */
export async function countBrowsed(reader: Reader, events: Events, choices: Choices): Promise<number> {
  const { n } = await chosen(reader, events, choices)
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/**
 * A page of at most `size` of the procedures that the choices leave, by name, from a place in the list or from its
 * beginning. Null where the place is no procedure's, or nothing lies on that side of it.
 */
export async function browse(
  reader: Reader,
  events: Events,
  choices: Choices,
  cursor: Cursor | null,
  size: number,
): Promise<BrowsePage | null> {
  const place =
    cursor &&
    (await reader.selectFrom('procedures').select(['name_key', 'code']).where('code', '=', cursor.code.slice(0, 20)).executeTakeFirst());
  if (cursor && !place) return null;
  const backwards = cursor?.direction === 'before';
  let query = chosen(reader, events, choices);
  if (place) query = query.where((e) => e(e.refTuple('p.name_key', 'p.code'), backwards ? '<' : '>', e.tuple(place.name_key, place.code)));
  const rows = await query
    .select(['p.code', 'p.name', 'p.name_key', 'p.online_level', 'p.listing', 'p.withdrawn_on'])
    .$narrowType<{ online_level: OnlineLevel | null }>()
    .orderBy('p.name_key', backwards ? 'desc' : 'asc')
    .orderBy('p.code', backwards ? 'desc' : 'asc')
    .limit(size + 1)
    .execute();
  if (cursor && rows.length === 0) return null;
  const cut = cutPage(rows, size);
  const shown = backwards ? cut.items.toReversed() : cut.items;
  const levelsOf = await levelsByCode(
    reader,
    shown.map((row) => row.code),
  );
  return {
    items: shown.map(({ code, name, online_level, listing, withdrawn_on }) => ({
      code,
      name,
      levels: levelsOf.get(code) ?? [],
      online_level,
      executing: listingSchema.parse(JSON.parse(listing)).executing,
      withdrawn_on,
    })),
    before: (backwards ? cut.more : cursor !== null) ? (shown[0]?.code ?? null) : null,
    after: (backwards ? true : cut.more) ? (shown.at(-1)?.code ?? null) : null,
  };
}

async function levelsByCode(reader: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, readonly Level[]>> {
  if (codes.length === 0) return new Map();
  const rows = await reader.selectFrom('procedure_levels').selectAll().where('procedure', 'in', codes).execute();
  const byCode = Map.groupBy(rows, (row) => row.procedure);
  return new Map(codes.map((code) => [code, levels.filter((level) => byCode.get(code)?.some((row) => row.level === level))]));
}

/** The fields with how many procedures each would list, in the order of the dictionary. */
export async function countFields(reader: Reader, events: Events, choices: Choices): Promise<readonly FieldCount[]> {
  const rows = await chosen(reader, events, choices, 'field')
    .select((e) => ['p.field', e.fn.countAll().as('n')])
    .groupBy('p.field')
    .execute();
  return rows.map(({ field, n }) => ({ field, n: Number(n) })).sort((a, b) => vietnameseOrder(a.field, b.field));
}

/** What each choice would list, each group counted as if nothing were chosen in it. */
export async function countChoices(reader: Reader, events: Events, choices: Choices): Promise<ChoiceCounts> {
  const [field, event, audience, level, online] = await Promise.all([
    countFields(reader, events, choices),
    countEvents(reader, events, choices),
    countAudiences(reader, events, choices),
    countLevels(reader, events, choices),
    countOnline(reader, events, choices),
  ]);
  const withdrawn = await countBrowsed(reader, events, { ...choices, state: 'bai-bo' });
  return { field, event, audience, level, online, state: { 'bai-bo': withdrawn } };
}

async function countEvents(reader: Reader, events: Events, choices: Choices): Promise<ChoiceCounts['event']> {
  const all = codesOfEvents(events);
  if (all.length === 0) return {};
  const rows = await chosen(reader, events, choices, 'event').select('p.code').where('p.code', 'in', all).execute();
  const codes = new Set(rows.map((row) => row.code));
  return Object.fromEntries(events.map((event) => [event.id, codesOf(event).filter((code) => codes.has(code)).length]));
}

async function countAudiences(reader: Reader, events: Events, choices: Choices): Promise<ChoiceCounts['audience']> {
  // By the audiences that stand together, of which there are a few hundred: several times faster than distinct counts.
  const together = chosen(reader, events, choices, 'audience')
    .innerJoin('procedure_audiences as a', 'a.procedure', 'p.code')
    .select((e) => e.fn.agg<string>('string_agg', ['a.audience', sql.lit(',')]).as('audiences'))
    .groupBy('p.code')
    .as('together');
  const rows = await reader
    .selectFrom(together)
    .select((e) => ['audiences', e.fn.countAll().as('n')])
    .groupBy('audiences')
    .execute();
  const combinations = rows.map(({ audiences, n }) => ({ audiences: audiences.split(','), n: Number(n) }));
  return Object.fromEntries(
    audienceGroupNames.map((group) => {
      const members: readonly string[] = audienceGroups[group];
      return [group, sum(combinations.filter(({ audiences }) => audiences.some((one) => members.includes(one))).map(({ n }) => n))];
    }),
  );
}

async function countLevels(reader: Reader, events: Events, choices: Choices): Promise<ChoiceCounts['level']> {
  const rows = await chosen(reader, events, choices, 'level')
    .innerJoin('procedure_levels as l', 'l.procedure', 'p.code')
    .select((e) => ['l.level', e.fn.countAll().as('n')])
    .groupBy('l.level')
    .execute();
  return Object.fromEntries(rows.map(({ level, n }) => [level, Number(n)]));
}

async function countOnline(reader: Reader, events: Events, choices: Choices): Promise<ChoiceCounts['online']> {
  const rows = await chosen(reader, events, choices, 'online')
    .select((e) => ['p.online_level', e.fn.countAll().as('n')])
    .groupBy('p.online_level')
    .execute();
  return Object.fromEntries(
    onlineChoiceNames.flatMap((name) => rows.filter((row) => row.online_level === onlineChoices[name]).map((row) => [name, Number(row.n)])),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, n) => all + n, 0);
}
