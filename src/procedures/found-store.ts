import type { Reader } from '#platform/context.ts';
import { type Procedure, procedureSchema } from './model/procedure.ts';

/** What tells a procedure that was found apart from others of the same name. */
export interface FoundProcedure {
  readonly levels: Procedure['level'];
  /** Who handles it, by the names of today. */
  readonly agencies: readonly string[];
  readonly field: string;
  /** As the decision writes it. */
  readonly official_name: string;
}

/** What is shown of found procedures beside their names, by code; codes that are no procedure's are left out. */
export async function foundProcedures(reader: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, FoundProcedure>> {
  if (codes.length === 0) return new Map();
  const rows = await reader.selectFrom('procedures').select(['code', 'record']).where('code', 'in', codes).execute();
  return new Map(
    rows.map((row) => {
      const { name, level, agency_display, field } = procedureSchema.parse(JSON.parse(row.record));
      return [row.code, { levels: level, agencies: agency_display, field, official_name: name }];
    }),
  );
}
