import { writeAudit } from '#platform/audit.ts';
import { type AccountsContext, type Refused, refused, type StaffCookie } from './context.ts';
import { deviceName } from './model/device-name.ts';
import { passwordProblem } from './model/password.ts';
import { isFresh, type StaffSession } from './model/session.ts';
import { hashPassword, passwordFits } from './password-hash.ts';
import { newRecoveryCodes, recoveryHash, totpStep } from './second-factor.ts';
import { dropSession, dropSessionsOf, sessionsOf } from './session-store.ts';
import { findStaff, updateStaff } from './store.ts';
import { beginTry } from './throttle.ts';

/** A session of one's own as it is listed. */
export interface OwnSession {
  readonly handle: string;
  readonly device: string;
  readonly created_at: string;
  readonly seen_at: string;
  /** The one in which the list is looked at. */
  readonly current: boolean;
}

/** One's own sessions that are not over by their last hour, the one seen last first. */
export async function ownSessions(context: AccountsContext, session: StaffSession): Promise<readonly OwnSession[]> {
  const now = context.clock.now().toISOString();
  const rows = await sessionsOf(context.reader, session.account.id);
  return rows
    .filter(({ stage, expires_at }) => stage === 'full' && expires_at > now)
    .map(({ handle, device, created_at, seen_at }) => ({ handle, device, created_at, seen_at, current: handle === session.handle }));
}

/** Ends one of one's own sessions; another's are not found, whatever handle is sent. */
export async function endSession(context: AccountsContext, session: StaffSession, handle: string): Promise<Refused | { kind: 'done' }> {
  return context.writer.transaction().execute(async (tx) => {
    if (!(await dropSession(tx, session.account.id, handle))) return refused('accounts.sessions.unknown');
    await auditOwn(tx, context, session, 'staff.end_session');
    return { kind: 'done' };
  });
}

export type PasswordOutcome =
  | (Refused & { readonly field: 'current' | 'password' | 'again' })
  | { readonly kind: 'done'; readonly cookie: StaffCookie };

/** Changes one's own password: all other sessions end, and this one goes on under a new id. */
export async function changePassword(
  context: AccountsContext,
  session: StaffSession,
  typed: { readonly current: string; readonly password: string; readonly again: string },
  userAgent: string,
): Promise<PasswordOutcome> {
  const { id, user_name, name } = session.account;
  const problem = passwordProblem(typed.password, [user_name, ...name.split(' '), name]);
  if (problem) return { kind: 'refused', field: 'password', message: problem };
  if (typed.again !== typed.password) return { ...refused('accounts.password.differs'), field: 'again' };
  const attempt = await beginTry(context, [{ kind: 'code', of: `password ${id}` }]);
  if (attempt.kind === 'wait') return { ...refused('accounts.sign-in.wait', { seconds: attempt.seconds }), field: 'current' };
  const row = await findStaff(context.reader, id);
  if (!(await passwordFits(row?.password_hash ?? null, typed.current)) || !row)
    return { ...refused('accounts.password.wrong'), field: 'current' };
  await attempt.succeeded();
  if (typed.current.normalize('NFC') === typed.password.normalize('NFC'))
    return { ...refused('accounts.password.same'), field: 'password' };
  const password_hash = await hashPassword(typed.password);
  return context.writer.transaction().execute(async (tx): Promise<PasswordOutcome> => {
    // Reset or disabled by an administrator in the meantime: theirs holds.
    const now = await findStaff(tx, id);
    if (now?.password_hash !== row.password_hash || now.disabled_at !== null)
      return { ...refused('accounts.password.wrong'), field: 'current' };
    await updateStaff(tx, id, { password_hash, must_change: 0 });
    await dropSessionsOf(tx, id);
    await auditOwn(tx, context, session, 'staff.change_password');
    const provenAt = context.clock.now().getTime();
    return { kind: 'done', cookie: await context.sessions.start(tx, id, { stage: 'full', provenAt, device: deviceName(userAgent) }) };
  });
}

export type CodesOutcome = Refused | { readonly kind: 'done'; readonly codes: readonly string[] };

/** Turns the second factor on, once a code shows that the authenticator has its secret. Gives the recovery codes, this once. */
export async function turnOnSecondFactor(
  context: AccountsContext,
  session: StaffSession,
  typed: { readonly sealed: string; readonly code: string },
): Promise<CodesOutcome> {
  const { id } = session.account;
  const now = context.clock.now();
  if (!isFresh(session, now.getTime())) return refused('accounts.stale');
  const step = totpStep(context.secret, id, typed.sealed, typed.code.replace(/\s/g, ''), now);
  if (step === null) return refused('accounts.code.setup-wrong');
  return context.writer.transaction().execute(async (tx): Promise<CodesOutcome> => {
    if ((await findStaff(tx, id))?.totp_secret !== null) return refused('accounts.second-factor.already');
    const codes = newRecoveryCodes();
    await updateStaff(tx, id, { totp_secret: typed.sealed, totp_last_step: step, recovery_codes: hashesOf(context, id, codes) });
    await auditOwn(tx, context, session, 'staff.turn_on_second_factor');
    return { kind: 'done', codes };
  });
}

/** Ten new recovery codes in place of those that are left. */
export async function renewRecoveryCodes(context: AccountsContext, session: StaffSession): Promise<CodesOutcome> {
  const { id } = session.account;
  if (!isFresh(session, context.clock.now().getTime())) return refused('accounts.stale');
  return context.writer.transaction().execute(async (tx): Promise<CodesOutcome> => {
    if ((await findStaff(tx, id))?.totp_secret === null) return refused('accounts.second-factor.none');
    const codes = newRecoveryCodes();
    await updateStaff(tx, id, { recovery_codes: hashesOf(context, id, codes) });
    await auditOwn(tx, context, session, 'staff.renew_recovery_codes');
    return { kind: 'done', codes };
  });
}

/** Turns the second factor off. */
export async function turnOffSecondFactor(context: AccountsContext, session: StaffSession): Promise<Refused | { kind: 'done' }> {
  if (!isFresh(session, context.clock.now().getTime())) return refused('accounts.stale');
  return context.writer.transaction().execute(async (tx) => {
    await updateStaff(tx, session.account.id, { totp_secret: null, totp_last_step: null, recovery_codes: '[]' });
    await auditOwn(tx, context, session, 'staff.turn_off_second_factor');
    return { kind: 'done' };
  });
}

function hashesOf({ secret }: AccountsContext, id: string, codes: readonly string[]): string {
  return JSON.stringify(codes.map((code) => recoveryHash(secret, id, code)));
}

function auditOwn(tx: Parameters<typeof writeAudit>[0], context: AccountsContext, { account }: StaffSession, act: string): Promise<void> {
  return writeAudit(tx, context, { person: account, act, object: account.user_name });
}
