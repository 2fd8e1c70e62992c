import type { App } from '#platform/app.ts';
import { recordChanges } from '#platform/changes.ts';
import { type Listing, listingOfRecord } from '#procedures/model/listing.ts';
import type { Procedure } from '#procedures/model/procedure.ts';
import type { NationalRecord } from '#procedures/model/record.ts';
import { saveProcedure } from '#procedures/store.ts';

/** A procedure of which an import brought the record; change what a test needs otherwise. */
export function procedureOf(record: NationalRecord, change: Partial<Procedure> = {}): Procedure {
  return {
    code: record.code,
    listing: listingOfRecord(record),
    record,
    digest: null,
    words: null,
    withdrawal: null,
    missing: null,
    ...change,
  };
}

/** A procedure of which only a list told; change what a test needs otherwise. */
export function listedProcedure(
  code: string,
  { withdrawal = null, ...listing }: Partial<Listing & Pick<Procedure, 'withdrawal'>> = {},
): Procedure {
  const whole: Listing = { name: `Thủ tục ${code}`, field: 'Lĩnh vực thử', promulgator: '', executing: null, ...listing };
  return { code, listing: whole, record: null, digest: null, words: null, withdrawal, missing: null };
}

/** Puts procedures into the catalogue of a portal, and lets its pages know. */
export async function addProcedures(app: App, procedures: readonly Procedure[]): Promise<void> {
  await app.writer.transaction().execute(async (tx) => {
    for (const procedure of procedures) await saveProcedure(tx, procedure);
    await recordChanges(tx, ['content']);
  });
  app.cache.drop(['content']);
}

/** Forgets all procedures. */
export async function emptyCatalogue(app: App): Promise<void> {
  await app.writer.deleteFrom('procedures').execute();
}
