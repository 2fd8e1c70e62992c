import type { IsoTime, StaffRow } from '#db/schema.ts';
import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { Account } from './model/account.ts';
import type { Role } from './model/role.ts';

/** Everything of an account but what proves who somebody is. */
export function accountOf(row: StaffRow): Account {
  const { id, user_name, name, agency, created_at, signed_in_at, disabled_at } = row;
  return {
    id,
    user_name,
    name,
    roles: JSON.parse(row.roles) as Role[],
    agency,
    must_change: row.must_change === 1,
    second_factor: row.totp_secret !== null,
    recovery_codes: recoveryHashes(row).length,
    created_at,
    signed_in_at,
    disabled_at,
  };
}

/** The hashes of the recovery codes that are left. */
export function recoveryHashes(row: Pick<StaffRow, 'recovery_codes'>): readonly string[] {
  return JSON.parse(row.recovery_codes) as string[];
}

/** The whole row of an account, by its id. */
export function findStaff(reader: Reader, id: string): Promise<StaffRow | undefined> {
  return reader.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The whole row of an account, by what is typed to sign in. */
export function findStaffByUserName(reader: Reader, userName: string): Promise<StaffRow | undefined> {
  return reader.selectFrom('staff').selectAll().where('user_name', '=', userName).executeTakeFirst();
}

/** All accounts, by name. */
export async function allAccounts(reader: Reader): Promise<readonly Account[]> {
  const rows = await reader.selectFrom('staff').selectAll().execute();
  return rows.map(accountOf).sort((a, b) => vietnameseOrder(a.name, b.name) || (a.user_name < b.user_name ? -1 : 1));
}

export async function insertStaff(tx: Tx, row: StaffRow): Promise<void> {
  await tx.insertInto('staff').values(row).execute();
}

export async function updateStaff(tx: Tx, id: string, change: Partial<Omit<StaffRow, 'id' | 'user_name' | 'created_at'>>): Promise<void> {
  await tx.updateTable('staff').set(change).where('id', '=', id).execute();
}

/** Takes a time step of the second factor, once: gives whether it, or a later one, was not taken before. */
export async function takeTotpStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('id', '=', id)
    .where((e) => e.or([e('totp_last_step', 'is', null), e('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes when somebody signed in. */
export async function noteSignIn(tx: Tx, id: string, at: IsoTime): Promise<void> {
  await updateStaff(tx, id, { signed_in_at: at });
}
