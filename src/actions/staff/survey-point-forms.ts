import type { Doer } from '#accounts/model/person.ts';
import { message } from '#i18n/model/message.ts';
import type { App } from '#platform/app.ts';
import { addPoint, type PointOutcome, renamePoint, switchPoint } from '#survey/point-service.ts';
import { readFields } from './read-fields.ts';

/** What was typed of a new collection point, for the form to show again. */
export interface TypedPoint {
  readonly agency: string;
  readonly label: string;
  readonly mode: 'qr' | 'kiosk';
  readonly procedure: string;
}

const unread: PointOutcome = { kind: 'refused', message: message('accounts.input.unread') };

/** The form of a new collection point. */
export async function addPointForm(app: App, by: Doer, request: Request): Promise<{ outcome: PointOutcome; typed: TypedPoint | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: unread, typed: null };
  const typed: TypedPoint = {
    ...{ agency: form.text('agency'), label: form.text('label'), procedure: form.text('procedure').trim() },
    mode: form.text('mode') === 'kiosk' ? 'kiosk' : 'qr',
  };
  const { procedure, ...order } = typed;
  return { outcome: await addPoint(app, { ...order, ...(procedure !== '' && { procedure }) }, by), typed };
}

export type PointDone = 'ten' | 'dong' | 'mo';

/** The forms of one collection point, by the name of the button. */
export async function pointForm(
  app: App,
  by: Doer,
  code: string,
  request: Request,
): Promise<{ readonly outcome: PointOutcome; readonly done: PointDone; readonly label: string }> {
  const form = await readFields(request);
  const label = form?.text('label') ?? '';
  switch (form?.text('viec')) {
    case 'ten':
      return { outcome: await renamePoint(app, code, label, by), done: 'ten', label };
    case 'dong':
      return { outcome: await switchPoint(app, code, false, by), done: 'dong', label };
    case 'mo':
      return { outcome: await switchPoint(app, code, true, by), done: 'mo', label };
    default:
      return { outcome: unread, done: 'ten', label };
  }
}
