import { z } from 'zod';
import type { ProcedureHistoryRow } from '#db/schema.ts';
import type { Reader } from '#platform/context.ts';
import { listingSchema } from './model/listing.ts';
import type { OpenProcedure } from './model/open-data.ts';
import { audienceCodes, levels, type OnlineLevel } from './model/vocabulary.ts';

/** All procedures as open data gives them, withdrawn ones too, by code. */
export async function openProcedures(reader: Reader): Promise<readonly OpenProcedure[]> {
  const rows = await reader
    .selectFrom('procedures')
    .select([
      'code',
      'name',
      'field',
      'field_code',
      'online_level',
      'decision_no',
      'decision_day',
      'listing',
      'withdrawn_on',
      'replaced_by',
    ])
    .$narrowType<{ online_level: OnlineLevel | null }>()
    .orderBy('code')
    .execute();
  const levelRows = Map.groupBy(await reader.selectFrom('procedure_levels').selectAll().execute(), (row) => row.procedure);
  const audienceRows = Map.groupBy(await reader.selectFrom('procedure_audiences').selectAll().execute(), (row) => row.procedure);
  const imports = await lastImports(reader);
  return rows.map(({ listing, ...row }) => {
    const { promulgator, executing } = listingSchema.parse(JSON.parse(listing));
    const own = { levels: levelRows.get(row.code) ?? [], audiences: audienceRows.get(row.code) ?? [] };
    return {
      ...row,
      levels: levels.filter((level) => own.levels.some((one) => one.level === level)),
      audiences: audienceCodes.filter((code) => own.audiences.some((one) => one.audience === code)),
      promulgator,
      executing: executing ?? [],
      imported: imports.get(row.code) ?? null,
    };
  });
}

/** From which file each procedure came last, and when; those that no import has touched are left out. */
async function lastImports(reader: Reader): Promise<ReadonlyMap<string, { readonly at: string; readonly file: string }>> {
  const rows = await reader
    .selectFrom('procedure_history')
    .select(['procedure', 'at', 'source_file'])
    .where('source_file', 'is not', null)
    .orderBy('version')
    .execute();
  // Where the file lay on somebody's machine is nobody's business.
  return new Map(rows.map(({ procedure, at, source_file }) => [procedure, { at, file: source_file?.split(/[\\/]/).at(-1) ?? '' }]));
}

/** When each procedure changed last; null where no change is recorded. */
export async function lastChangeOfEach(reader: Reader): Promise<readonly { readonly code: string; readonly at: string | null }[]> {
  return reader
    .selectFrom('procedures as p')
    .leftJoin('procedure_history as h', 'h.procedure', 'p.code')
    .select((e) => ['p.code', e.fn.max('h.at').as('at')])
    .groupBy('p.code')
    .orderBy('p.code')
    .execute();
}

/** A change of a procedure, with the name that it has now. */
export interface RecentChange {
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly at: string;
  readonly act: ProcedureHistoryRow['act'];
  readonly parts: readonly string[];
}

const storedParts = z.array(z.string());

/** The newest changes, the newest first. */
export async function recentChanges(reader: Reader, limit: number): Promise<readonly RecentChange[]> {
  const rows = await reader
    .selectFrom('procedure_history as h')
    .innerJoin('procedures as p', 'p.code', 'h.procedure')
    .select(['p.code', 'p.name', 'h.version', 'h.at', 'h.act', 'h.parts'])
    .orderBy('h.at', 'desc')
    .orderBy('h.procedure', 'desc')
    .orderBy('h.version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ parts, ...row }) => ({ ...row, parts: storedParts.parse(JSON.parse(parts)) }));
}
