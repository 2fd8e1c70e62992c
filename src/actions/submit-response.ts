import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { message } from '#i18n/model/message.ts';
import type { App } from '#platform/app.ts';
import type { Sender } from '#survey/devices.ts';
import { type FormValues, formValues, responseOfForm } from '#survey/model/form.ts';
import { type FieldError, responseInput, shapeErrors } from '#survey/model/response.ts';
import { type SubmitOutcome, submitResponse } from '#survey/service.ts';
import { readForm } from './read-form.ts';

export type FormOutcome =
  | { readonly kind: 'accepted'; readonly receipt: string }
  | { readonly kind: 'refused'; readonly status: 422 | 429 | 503; readonly errors: readonly FieldError[]; readonly values: FormValues };

/** A survey form posted without script: the same schema and service as the API; what was typed is kept for the page. */
export async function submitResponseForm(app: App, instrument: string, request: Request, sender: Sender | null): Promise<FormOutcome> {
  const form = await readForm(request);
  if (!form) return { kind: 'refused', status: 422, values: {}, errors: [{ field: 'form', message: message('survey.refused.form') }] };
  const posted = formValues(form);
  // An id that cannot be one would make the form a dead end; nobody types it, so a new one stands in.
  const values = z.uuid().safeParse(posted.id).success ? posted : { ...posted, id: randomUUID() };
  const parsed = responseInput.safeParse(responseOfForm(instrument, values));
  if (!parsed.success) return { kind: 'refused', status: 422, values, errors: shapeErrors(parsed.error) };
  let outcome: SubmitOutcome;
  try {
    outcome = await submitResponse(app, parsed.data, { sender, collectedBy: null });
  } catch (error) {
    // Without script nothing else keeps the choices: the page shows them again.
    app.log.error('survey.form-failed', error);
    outcome = { kind: 'unavailable', message: message('survey.refused.unavailable') };
  }
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', receipt: outcome.receipt };
    case 'refused':
      return { ...outcome, status: 422, values };
    default:
      return {
        kind: 'refused',
        status: outcome.kind === 'limited' ? 429 : 503,
        values,
        errors: [{ field: 'form', message: outcome.message }],
      };
  }
}
