import type { AgencyRow } from '#db/schema.ts';
import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { fold } from '#search/model/text.ts';
import { type Agency, type AgencyKind, type AgencyRecord, agencySchema, type Relation } from './model/agency.ts';
import { type Place, placeKinds } from './model/place.ts';

const columns = ['code', 'name', 'kind', 'valid_from', 'valid_to'] as const;

function agencyOf(row: Pick<AgencyRow, (typeof columns)[number]>): Agency {
  return { ...row, kind: row.kind as AgencyKind };
}

function byName(a: Agency, b: Agency): number {
  return vietnameseOrder(a.name, b.name) || (a.code < b.code ? -1 : 1);
}

/** One agency with all that is known of it; undefined when there is no such code. */
export async function findAgency(reader: Reader, code: string): Promise<(Agency & { details: AgencyRecord }) | undefined> {
  const row = await reader
    .selectFrom('agencies')
    .select([...columns, 'details'])
    .where('code', '=', code)
    .executeTakeFirst();
  return row && { ...agencyOf(row), details: agencySchema.parse(JSON.parse(row.details)) };
}

/** All agencies, by name. */
export async function allAgencies(reader: Reader): Promise<readonly Agency[]> {
  const rows = await reader.selectFrom('agencies').select(columns).execute();
  return rows.map(agencyOf).sort(byName);
}

/** All agencies with their full records, for the search index. */
export async function allAgencyRecords(reader: Reader): Promise<readonly (Agency & { details: AgencyRecord })[]> {
  const rows = await reader
    .selectFrom('agencies')
    .select([...columns, 'details'])
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ ...agencyOf(row), details: agencySchema.parse(JSON.parse(row.details)) }));
}

export interface RelatedAgency extends Agency {
  readonly relation: Relation;
}

/** The agencies out of which this one was formed. */
export async function predecessorsOf(reader: Reader, code: string): Promise<readonly RelatedAgency[]> {
  const rows = await reader
    .selectFrom('agency_successions as s')
    .innerJoin('agencies as a', 'a.code', 's.predecessor')
    .select(['a.code', 'a.name', 'a.kind', 'a.valid_from', 'a.valid_to', 's.relation'])
    .where('s.successor', '=', code)
    .execute();
  return rows.map((row) => ({ ...agencyOf(row), relation: row.relation as Relation })).sort(byName);
}

/** The agencies that took over from this one: all candidates, when it was split. */
export async function successorsOf(reader: Reader, code: string): Promise<readonly RelatedAgency[]> {
  const rows = await reader
    .selectFrom('agency_successions as s')
    .innerJoin('agencies as a', 'a.code', 's.successor')
    .select(['a.code', 'a.name', 'a.kind', 'a.valid_from', 'a.valid_to', 's.relation'])
    .where('s.predecessor', '=', code)
    .execute();
  return rows.map((row) => ({ ...agencyOf(row), relation: row.relation as Relation })).sort(byName);
}

/** The agencies below a (former) agency, by name. */
export async function partsOf(reader: Reader, code: string): Promise<readonly Agency[]> {
  const rows = await reader.selectFrom('agencies').select(columns).where('parent', '=', code).execute();
  return rows.map(agencyOf).sort(byName);
}

/** All wards, communes, townships and districts, of today and of before, by code. */
export async function allPlaces(reader: Reader): Promise<readonly Place[]> {
  const rows = await reader
    .selectFrom('agencies')
    .select([...columns, 'name_fold', 'parent'])
    .where('kind', 'in', placeKinds)
    .orderBy('code')
    .execute();
  const formedFrom = await reader
    .selectFrom('agency_successions as s')
    .innerJoin('agencies as a', 'a.code', 's.predecessor')
    .select(['s.successor', 'a.parent'])
    .distinct()
    .where('a.parent', 'is not', null)
    .execute();
  const districts = Map.groupBy(formedFrom, (row) => row.successor);
  return rows.map(({ parent, name_fold, ...row }) => ({
    ...agencyOf(row),
    name_fold,
    districts: [parent, ...(districts.get(row.code) ?? []).map((one) => one.parent)].filter((code) => code !== null),
  }));
}

export interface Succession {
  readonly predecessor: string;
  readonly successor: Agency;
  readonly relation: Relation;
  /** Whether the official list left open which of several places of one name was meant, so that it was concluded. */
  readonly inferred: boolean;
}

/** What became of some former agencies. */
export async function successionsFrom(reader: Reader, predecessors: readonly string[]): Promise<readonly Succession[]> {
  if (predecessors.length === 0) return [];
  const rows = await reader
    .selectFrom('agency_successions as s')
    .innerJoin('agencies as a', 'a.code', 's.successor')
    .select(['s.predecessor', 's.relation', 'a.code', 'a.name', 'a.kind', 'a.valid_from', 'a.valid_to', 'a.details'])
    .where('s.predecessor', 'in', predecessors)
    .execute();
  const records = new Map(rows.map((row) => [row.code, row.details]));
  const inferred = new Set(
    [...records].flatMap(([code, details]) =>
      (agencySchema.parse(JSON.parse(details)).predecessors ?? []).filter((one) => one.inferred).map((one) => `${one.code} ${code}`),
    ),
  );
  return rows.map(({ predecessor, relation, details: _, ...row }) => ({
    predecessor,
    successor: agencyOf(row),
    relation: relation as Relation,
    inferred: inferred.has(`${predecessor} ${row.code}`),
  }));
}

/** Adds the agencies whose code is not there yet, with their links; gives how many were added. */
export async function addMissingAgencies(tx: Tx, records: readonly AgencyRecord[]): Promise<number> {
  const known = new Set((await tx.selectFrom('agencies').select('code').execute()).map((row) => row.code));
  const added = records.filter((record) => !known.has(record.code));
  for (const record of added) {
    await tx
      .insertInto('agencies')
      .values({
        code: record.code,
        name: record.name,
        name_fold: fold(record.name),
        kind: record.kind,
        valid_from: record.valid_from ?? null,
        valid_to: record.valid_to ?? null,
        parent: record.parent ?? null,
        details: JSON.stringify(record),
      })
      .execute();
  }
  for (const record of added) {
    for (const predecessor of record.predecessors ?? []) {
      await tx
        .insertInto('agency_successions')
        .values({ predecessor: predecessor.code, successor: record.code, relation: predecessor.relation })
        .execute();
    }
  }
  return added.length;
}
