import { writeAudit } from '#platform/audit.ts';
import { timestamp } from '#platform/clock.ts';
import type { Tx } from '#platform/context.ts';
import { type AccountsContext, type Refused, refused, type StaffCookie } from './context.ts';
import { type Account, userNameOf } from './model/account.ts';
import { deviceName } from './model/device-name.ts';
import type { StaffSession } from './model/session.ts';
import { passwordFits } from './password-hash.ts';
import { recoveryHash, totpStep } from './second-factor.ts';
import { dropEndedSessions, dropSession } from './session-store.ts';
import { findStaff, findStaffByUserName, noteSignIn, recoveryHashes, takeTotpStep, updateStaff } from './store.ts';
import { beginTry, type Throttled } from './throttle.ts';

/** Who asks, as far as the network and the browser tell. */
export interface Asking {
  readonly address: string;
  readonly userAgent: string;
  /** The Cookie header. */
  readonly cookies: string;
}

export type SignInOutcome =
  | Refused
  | {
      readonly kind: 'signed-in';
      /** Whether the second factor is still asked. */
      readonly stage: StaffSession['stage'];
      readonly cookies: readonly StaffCookie[];
    };

/**
 * Signs in with user name and password: always under a new session id, and what the browser held before is over. A name that
 * there is not, a disabled account and a wrong password are refused in the same words and the same time.
 */
export async function signIn(
  context: AccountsContext,
  typed: { readonly userName: string; readonly password: string },
  asking: Asking,
): Promise<SignInOutcome> {
  const userName = userNameOf(typed.userName).slice(0, 100);
  const device = context.knownDevices.read(asking.cookies, userName);
  const throttled: readonly Throttled[] =
    device === null
      ? [
          { kind: 'account', of: userName },
          { kind: 'address', of: asking.address },
        ]
      : [{ kind: 'device', of: device }];
  const attempt = await beginTry(context, throttled);
  if (attempt.kind === 'wait') return refused('accounts.sign-in.wait', { seconds: attempt.seconds });
  const row = await findStaffByUserName(context.reader, userName);
  const known = row?.disabled_at === null ? row : undefined;
  if (!(await passwordFits(known?.password_hash ?? null, typed.password)) || !known) return refused('accounts.sign-in.wrong');
  await attempt.succeeded();
  const before = await context.sessions.read(asking.cookies);
  return context.writer.transaction().execute(async (tx) => {
    const staff = await findStaff(tx, known.id);
    // Disabled, or given another password, while the password was compared.
    if (staff?.disabled_at !== null || staff.password_hash !== known.password_hash) return refused('accounts.sign-in.wrong');
    const stage = staff.totp_secret === null ? 'full' : 'code';
    return begin(tx, context, { staff, stage, asking, before, second_factor: null });
  });
}

/** Gives the second factor: the code that the authenticator shows, or one of the recovery codes. Each opens one session. */
export async function giveCode(context: AccountsContext, session: StaffSession, typed: string, asking: Asking): Promise<SignInOutcome> {
  const { id } = session.account;
  const attempt = await beginTry(context, [{ kind: 'code', of: id }]);
  if (attempt.kind === 'wait') return refused('accounts.sign-in.wait', { seconds: attempt.seconds });
  const outcome = await context.writer.transaction().execute(async (tx): Promise<SignInOutcome> => {
    const staff = await findStaff(tx, id);
    if (staff?.disabled_at !== null || session.stage !== 'code') return refused('accounts.code.wrong');
    const { secret, clock } = context;
    const step = staff.totp_secret === null ? null : totpStep(secret, id, staff.totp_secret, typed.replace(/\s/g, ''), clock.now());
    if (step !== null) {
      if (!(await takeTotpStep(tx, id, step))) return refused('accounts.code.used');
      return begin(tx, context, { staff, stage: 'full', asking, before: session, second_factor: 'totp' });
    }
    const left = recoveryHashes(staff);
    const hash = recoveryHash(secret, id, typed);
    if (!left.includes(hash)) return refused('accounts.code.wrong');
    await updateStaff(tx, id, { recovery_codes: JSON.stringify(left.filter((one) => one !== hash)) });
    return begin(tx, context, { staff, stage: 'full', asking, before: session, second_factor: 'recovery' });
  });
  if (outcome.kind === 'signed-in') await attempt.succeeded();
  return outcome;
}

/** Ends a session: its cookie opens nothing any more, wherever it was copied to. */
export async function signOut(context: AccountsContext, session: StaffSession): Promise<StaffCookie> {
  await context.writer.transaction().execute((tx) => dropSession(tx, session.account.id, session.handle));
  return context.sessions.blank();
}

interface Beginning {
  readonly staff: Pick<Account, 'id' | 'name' | 'user_name'>;
  readonly stage: StaffSession['stage'];
  readonly asking: Asking;
  readonly before: StaffSession | null;
  readonly second_factor: 'totp' | 'recovery' | null;
}

async function begin(tx: Tx, context: AccountsContext, { staff, stage, asking, before, second_factor }: Beginning): Promise<SignInOutcome> {
  const now = timestamp(context.clock);
  await dropEndedSessions(tx, now);
  if (before) await dropSession(tx, before.account.id, before.handle);
  const device = deviceName(asking.userAgent);
  const cookie = await context.sessions.start(tx, staff.id, { stage, provenAt: Date.parse(now), device });
  if (stage === 'code') return { kind: 'signed-in', stage, cookies: [cookie] };
  await noteSignIn(tx, staff.id, now);
  await writeAudit(tx, context, { person: staff, act: 'staff.sign_in', object: staff.user_name, detail: { device, second_factor } });
  return { kind: 'signed-in', stage, cookies: [cookie, context.knownDevices.cookieFor(staff.user_name)] };
}
