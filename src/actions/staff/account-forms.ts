import { refused } from '#accounts/context.ts';
import type { Doer } from '#accounts/model/person.ts';
import {
  addAccount,
  changeAccount,
  disableAccount,
  enableAccount,
  resetPassword,
  resetSecondFactor,
  type StaffOutcome,
} from '#accounts/staff-service.ts';
import type { App } from '#platform/app.ts';
import { readFields } from './read-fields.ts';

/** What was typed of an account, for the form to show again. */
export interface TypedAccount {
  readonly user_name: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly agency: string;
}

/** The form of a new account. */
export async function addAccountForm(app: App, by: Doer, request: Request): Promise<{ outcome: StaffOutcome; typed: TypedAccount | null }> {
  const typed = await typedAccount(request);
  return { outcome: typed ? await addAccount(app, by, typed) : refused('accounts.input.unread'), typed };
}

export type AccountDone = 'sua' | 'khoa' | 'mo' | 'bo-ma' | 'mat-khau';

/** The forms of one account, by the name of the button. */
export async function accountForm(
  app: App,
  by: Doer,
  id: string,
  request: Request,
): Promise<{ readonly outcome: StaffOutcome; readonly done: AccountDone }> {
  const form = await readFields(request);
  const done = form?.text('viec') ?? '';
  switch (done) {
    case 'sua': {
      const typed = { name: form?.text('name'), roles: form?.all('roles'), agency: form?.text('agency') };
      return { outcome: await changeAccount(app, by, id, typed), done };
    }
    case 'khoa':
      return { outcome: await disableAccount(app, by, id), done };
    case 'mo':
      return { outcome: await enableAccount(app, by, id), done };
    case 'bo-ma':
      return { outcome: await resetSecondFactor(app, by, id), done };
    case 'mat-khau':
      return { outcome: await resetPassword(app, by, id), done };
    default:
      return { outcome: refused('accounts.input.unread'), done: 'sua' };
  }
}

async function typedAccount(request: Request): Promise<TypedAccount | null> {
  const form = await readFields(request);
  return form && { user_name: form.text('user_name'), name: form.text('name'), roles: form.all('roles'), agency: form.text('agency') };
}
