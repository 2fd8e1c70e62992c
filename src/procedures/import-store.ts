import { z } from 'zod';
import type { IsoTime, ProcedureImportRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { type ImportReport, importReportSchema } from './model/import-report.ts';

const storedFiles = z.array(z.object({ name: z.string(), bytes: z.number() }));

/** A file that was uploaded for an import: what it was called, and how large it is. */
export type UploadedFile = z.infer<typeof storedFiles>[number];

/** An import that somebody uploaded. */
export interface KeptImport extends Omit<ProcedureImportRow, 'files' | 'report'> {
  readonly files: readonly UploadedFile[];
  readonly report: ImportReport | null;
}

function importOf({ files, report, ...row }: ProcedureImportRow): KeptImport {
  return {
    ...row,
    files: storedFiles.parse(JSON.parse(files)),
    report: report === null ? null : importReportSchema.parse(JSON.parse(report)),
  };
}

/** An import that was uploaded and has not expired; undefined when there is none of this id. */
export async function findImport(reader: Reader, id: string): Promise<KeptImport | undefined> {
  const row = await reader.selectFrom('procedure_imports').selectAll().where('id', '=', id).executeTakeFirst();
  return row && importOf(row);
}

/** The imports that wait, the newest first, without their plans. */
export async function waitingImports(reader: Reader): Promise<readonly Omit<KeptImport, 'report'>[]> {
  const rows = await reader
    .selectFrom('procedure_imports')
    .select(['id', 'state', 'files', 'person', 'created_at', 'expires_at', 'fingerprint', 'problem'])
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(({ files, ...row }) => ({ ...row, files: storedFiles.parse(JSON.parse(files)) }));
}

/** Writes down that files are uploaded and will be read. */
export async function insertImport(
  tx: Tx,
  row: {
    readonly id: string;
    readonly files: readonly UploadedFile[];
    readonly person: string;
    readonly created_at: IsoTime;
    readonly expires_at: IsoTime;
  },
): Promise<void> {
  await tx
    .insertInto('procedure_imports')
    .values({ ...row, files: JSON.stringify(row.files), state: 'reading', report: null, fingerprint: null, problem: null })
    .execute();
}

/** Writes what became of an import. */
export async function updateImport(
  tx: Tx,
  id: string,
  { report, ...change }: Partial<Pick<ProcedureImportRow, 'state' | 'fingerprint' | 'problem'>> & { readonly report?: ImportReport | null },
): Promise<void> {
  const text = report === undefined ? {} : { report: report && JSON.stringify(report) };
  await tx
    .updateTable('procedure_imports')
    .set({ ...change, ...text })
    .where('id', '=', id)
    .execute();
}

/** The imports that are being read become failed ones, for nobody reads them any more; gives their ids. */
export async function failReading(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .updateTable('procedure_imports')
    .set({ state: 'failed', problem: '' })
    .where('state', '=', 'reading')
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Forgets the imports that have expired by then. */
export async function deleteImportsBefore(tx: Tx, now: IsoTime): Promise<void> {
  await tx.deleteFrom('procedure_imports').where('expires_at', '<=', now).execute();
}
