import type { Reader } from '#platform/context.ts';
import { type AgencyNames, whereAnswer } from './model/agency-name.ts';
import { shortAgency } from './model/executing.ts';
import { listingSchema } from './model/listing.ts';
import { type Level, levels } from './model/vocabulary.ts';

/** What tells a procedure that was found apart from others of the same name. */
export interface FoundProcedure {
  readonly levels: readonly Level[];
  /** Who handles it, by the names of today, shortened; never another province's. */
  readonly agencies: readonly string[];
  readonly field: string;
  /** As the decision writes it. */
  readonly official_name: string;
}

/** What is shown of found procedures beside their names, by code; codes that are no procedure's are left out. */
export async function foundProcedures(
  reader: Reader,
  codes: readonly string[],
  names: AgencyNames,
): Promise<ReadonlyMap<string, FoundProcedure>> {
  if (codes.length === 0) return new Map();
  const rows = await reader.selectFrom('procedures').select(['code', 'name', 'field', 'listing']).where('code', 'in', codes).execute();
  const levelRows = await reader.selectFrom('procedure_levels').selectAll().where('procedure', 'in', codes).execute();
  return new Map(
    rows.map(({ code, name, field, listing }) => {
      const { executing } = listingSchema.parse(JSON.parse(listing));
      const own = new Set(levelRows.filter((row) => row.procedure === code).map((row) => row.level));
      return [
        code,
        {
          levels: levels.filter((level) => own.has(level)),
          agencies: whereAnswer(executing ?? [], names).map((agency) => shortAgency(agency.name)),
          field,
          official_name: name,
        },
      ];
    }),
  );
}
