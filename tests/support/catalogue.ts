import type { App } from '#platform/app.ts';
import { recordChanges } from '#platform/changes.ts';
import type { Listing } from '#procedures/model/listing.ts';
import type { Procedure } from '#procedures/model/procedure.ts';
import { saveProcedure } from '#procedures/store.ts';

export type ListedProcedure = Partial<Listing> & Partial<Pick<Procedure, 'withdrawal'>>;

/** Puts procedures into the catalogue as a list tells of them, by code, and lets the pages know. */
export async function addProcedures(app: App, procedures: Readonly<Record<string, ListedProcedure>>): Promise<void> {
  await app.writer.transaction().execute(async (tx) => {
    for (const [code, { withdrawal = null, ...listing }] of Object.entries(procedures)) {
      const whole: Listing = { name: `Thủ tục ${code}`, field: 'Lĩnh vực thử', promulgator: '', executing: null, ...listing };
      await saveProcedure(tx, { code, listing: whole, record: null, digest: null, withdrawal, missing: null });
    }
    await recordChanges(tx, ['content']);
  });
  app.cache.drop(['content']);
}

/** Forgets all procedures. */
export async function emptyCatalogue(app: App): Promise<void> {
  await app.writer.deleteFrom('procedures').execute();
}
