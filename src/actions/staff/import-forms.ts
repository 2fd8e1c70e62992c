import type { Doer } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import { type UploadOutcome, uploadImport } from '#procedures/import-desk.ts';
import { refused } from '#procedures/outcome.ts';
import { readForm } from '../read-form.ts';

/** The form that brings the files of an import. */
export async function uploadForm(app: App, by: Doer, request: Request): Promise<UploadOutcome> {
  const form = await readForm(request);
  if (!form) return refused('procedures.staff.refused.unread');
  return uploadImport(
    app,
    by,
    form.getAll('files').filter((value) => typeof value !== 'string'),
  );
}
