import { randomUUID } from 'node:crypto';
import type { StaffRow } from '#db/schema.ts';
import { message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { type Refused, refused } from './context.ts';
import { type Account, type AccountInput, accountInput, newAccountInput } from './model/account.ts';
import type { Act } from './model/act.ts';
import type { Affected } from './model/permission.ts';
import type { Doer } from './model/person.ts';
import { hashPassword } from './password-hash.ts';
import { randomCode } from './second-factor.ts';
import { dropSessionsOf } from './session-store.ts';
import { accountOf, findStaff, findStaffByUserName, insertStaff, updateStaff } from './store.ts';

export type StaffOutcome =
  | (Refused & { readonly field?: string })
  | {
      readonly kind: 'done';
      readonly account: Account;
      /** A first password, told this once; whoever gets it must change it. */
      readonly password?: string;
    };

/** Adds an account with a first password. */
export async function addAccount(context: Context, by: Doer, typed: unknown): Promise<StaffOutcome> {
  const input = newAccountInput.safeParse(typed);
  if (!input.success) return wrongField(input.error.issues[0]?.path[0]);
  const password = firstPassword();
  const password_hash = await hashPassword(password);
  return context.writer.transaction().execute(async (tx): Promise<StaffOutcome> => {
    const denied = deniedTo(by, 'staff.add');
    if (denied) return denied;
    const { user_name } = input.data;
    if (await findStaffByUserName(tx, user_name)) return { ...refused('accounts.input.taken', { user_name }), field: 'user_name' };
    if (!(await agencyKnown(tx, input.data))) return wrongField('agency');
    const { name, roles, agency } = input.data;
    const row: StaffRow = {
      id: randomUUID(),
      user_name,
      name,
      roles: JSON.stringify(roles),
      agency,
      password_hash,
      must_change: 1,
      totp_secret: null,
      totp_last_step: null,
      recovery_codes: '[]',
      created_at: timestamp(context.clock),
      signed_in_at: null,
      disabled_at: null,
    };
    await insertStaff(tx, row);
    await writeAudit(tx, context, { person: by, act: 'staff.add', object: user_name, after: { name, roles, agency } });
    return { kind: 'done', account: accountOf(row), password };
  });
}

/** Changes name, roles and agency of somebody else's account; what they may holds from their next request on. */
export async function changeAccount(context: Context, by: Doer, id: string, typed: unknown): Promise<StaffOutcome> {
  const input = accountInput.safeParse(typed);
  if (!input.success) return wrongField(input.error.issues[0]?.path[0]);
  return change(context, by, 'staff.change', id, async (tx, row) => {
    if (!(await agencyKnown(tx, input.data))) return wrongField('agency');
    const { name, roles, agency } = input.data;
    await updateStaff(tx, id, { name, roles: JSON.stringify(roles), agency });
    const before = { name: row.name, roles: JSON.parse(row.roles), agency: row.agency };
    await writeAudit(tx, context, { person: by, act: 'staff.change', object: row.user_name, before, after: { name, roles, agency } });
    return null;
  });
}

/** Disables an account: its sessions end at once. */
export async function disableAccount(context: Context, by: Doer, id: string): Promise<StaffOutcome> {
  return change(context, by, 'staff.disable', id, async (tx, row) => {
    await updateStaff(tx, id, { disabled_at: timestamp(context.clock) });
    await dropSessionsOf(tx, id);
    await writeAudit(tx, context, { person: by, act: 'staff.disable', object: row.user_name });
    return null;
  });
}

/** Lets a disabled account sign in again, with its old password. */
export async function enableAccount(context: Context, by: Doer, id: string): Promise<StaffOutcome> {
  return change(context, by, 'staff.enable', id, async (tx, row) => {
    await updateStaff(tx, id, { disabled_at: null });
    await writeAudit(tx, context, { person: by, act: 'staff.enable', object: row.user_name });
    return null;
  });
}

/** Gives a new first password in place of a forgotten one; sessions end. */
export async function resetPassword(context: Context, by: Doer, id: string): Promise<StaffOutcome> {
  const password = firstPassword();
  const password_hash = await hashPassword(password);
  const outcome = await change(context, by, 'staff.reset_password', id, async (tx, row) => {
    await updateStaff(tx, id, { password_hash, must_change: 1 });
    await dropSessionsOf(tx, id);
    await writeAudit(tx, context, { person: by, act: 'staff.reset_password', object: row.user_name });
    return null;
  });
  return outcome.kind === 'done' ? { ...outcome, password } : outcome;
}

/** Takes the second factor away from somebody who has lost it; sessions end. */
export async function resetSecondFactor(context: Context, by: Doer, id: string): Promise<StaffOutcome> {
  return change(context, by, 'staff.reset_second_factor', id, async (tx, row) => {
    await updateStaff(tx, id, { totp_secret: null, totp_last_step: null, recovery_codes: '[]' });
    await dropSessionsOf(tx, id);
    await writeAudit(tx, context, { person: by, act: 'staff.reset_second_factor', object: row.user_name });
    return null;
  });
}

/** One change of a stored account, by whoever may in the state that it is in by then. */
function change(
  context: Context,
  by: Doer,
  act: Act,
  id: string,
  make: (tx: Tx, row: StaffRow) => Promise<StaffOutcome | null>,
): Promise<StaffOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<StaffOutcome> => {
    const row = await findStaff(tx, id);
    if (!row) return refused('accounts.input.unknown');
    const denied = deniedTo(by, act, { state: row.disabled_at === null ? 'active' : 'disabled', person: row.id });
    if (denied) return denied;
    const wrong = await make(tx, row);
    if (wrong) return wrong;
    const now = await findStaff(tx, id);
    return { kind: 'done', account: accountOf(now ?? row) };
  });
}

function deniedTo(by: Doer, act: Act, object: Affected = {}): Refused | null {
  const words = by.permit(act, object);
  return words && { kind: 'refused', message: words };
}

function wrongField(field: PropertyKey | undefined): StaffOutcome {
  const known = (['user_name', 'name', 'roles', 'agency'] as const).find((one) => one === field);
  return known === undefined
    ? refused('accounts.input.unread')
    : { kind: 'refused', field: known, message: message(`accounts.input.${known}`) };
}

async function agencyKnown(tx: Tx, { agency }: AccountInput): Promise<boolean> {
  if (agency === null) return true;
  return (await tx.selectFrom('agencies').select('code').where('code', '=', agency).executeTakeFirst()) !== undefined;
}

/** 78 bits, in groups that can be read out on the telephone. */
function firstPassword(): string {
  return randomCode(4, 4);
}
