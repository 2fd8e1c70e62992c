import type { Refused, StaffCookie } from '#accounts/context.ts';
import { refused } from '#accounts/context.ts';
import { codePath, type StaffSession, safeNext, staffHome } from '#accounts/model/session.ts';
import { changePassword } from '#accounts/security-service.ts';
import { type Asking, giveCode, type SignInOutcome, signIn } from '#accounts/sign-in-service.ts';
import type { App } from '#platform/app.ts';
import type { PageLocals } from '#platform/http/front-door.ts';
import { readFields } from './read-fields.ts';

export type LedOutcome =
  | (Refused & { readonly field: string; readonly userName?: string })
  | { readonly kind: 'led'; readonly to: string; readonly cookies: readonly StaffCookie[] };

/** The form of user name and password; `next` is where to go afterwards. */
export async function signInForm(app: App, request: Request, sender: PageLocals['sender'], next: string | null): Promise<LedOutcome> {
  const form = await readFields(request);
  if (!form) return { ...refused('accounts.sign-in.unread'), field: 'ten' };
  const typed = { userName: form.text('ten'), password: form.text('mat-khau') };
  return led(await signIn(app, typed, asking(request, sender)), next, { field: 'ten', userName: typed.userName });
}

/** The form of the second factor. */
export async function codeForm(
  app: App,
  session: StaffSession,
  request: Request,
  sender: PageLocals['sender'],
  next: string | null,
): Promise<LedOutcome> {
  const form = await readFields(request);
  if (!form) return { ...refused('accounts.sign-in.unread'), field: 'ma' };
  return led(await giveCode(app, session, form.text('ma'), asking(request, sender)), next, { field: 'ma' });
}

/** The form of a new password. */
export async function passwordForm(app: App, session: StaffSession, request: Request): Promise<LedOutcome> {
  const form = await readFields(request);
  if (!form) return { ...refused('accounts.sign-in.unread'), field: 'hien-nay' };
  const typed = { current: form.text('hien-nay'), password: form.text('moi'), again: form.text('nhap-lai') };
  const outcome = await changePassword(app, session, typed, request.headers.get('user-agent') ?? '');
  if (outcome.kind === 'refused') {
    const fields = { current: 'hien-nay', password: 'moi', again: 'nhap-lai' };
    return { ...outcome, field: fields[outcome.field] };
  }
  const to = session.account.must_change ? staffHome : `${staffHome}/bao-mat?xong=mat-khau`;
  return { kind: 'led', to, cookies: [outcome.cookie] };
}

function asking(request: Request, sender: PageLocals['sender']): Asking {
  return { address: sender?.address ?? '', userAgent: sender?.userAgent ?? '', cookies: request.headers.get('cookie') ?? '' };
}

function led(outcome: SignInOutcome, next: string | null, form: { readonly field: string; readonly userName?: string }): LedOutcome {
  if (outcome.kind === 'refused') return { ...outcome, ...form };
  const to = safeNext(next);
  const code = to === staffHome ? codePath : `${codePath}?tiep=${encodeURIComponent(to)}`;
  return { kind: 'led', to: outcome.stage === 'code' ? code : to, cookies: outcome.cookies };
}
