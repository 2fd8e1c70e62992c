import { z } from 'zod';
import { type Role, roles } from './role.ts';

/** An account as services and pages know it: without what proves who somebody is. */
export interface Account {
  readonly id: string;
  readonly user_name: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly must_change: boolean;
  readonly second_factor: boolean;
  /** How many recovery codes are left. */
  readonly recovery_codes: number;
  readonly created_at: string;
  readonly signed_in_at: string | null;
  readonly disabled_at: string | null;
}

/** What is typed to sign in, in its one spelling. */
export function userNameOf(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}

const nothing = z.literal('').transform(() => null);

const name = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .refine((text) => text.length >= 2 && text.length <= 100);

const user_name = z
  .string()
  .transform(userNameOf)
  .refine((text) => /^[a-z][a-z0-9._-]{2,31}$/.test(text));

const details = { name, roles: z.array(z.enum(roles)).min(1), agency: z.union([nothing, z.null(), z.string().max(40)]) };

/** An agency's officer has an agency, and nobody else. */
const bound = ({ roles, agency }: { readonly roles: readonly Role[]; readonly agency: string | null }) =>
  roles.includes('agency_officer') === (agency !== null);

/** What an administrator says of an account, as typed. What is wrong of it is told by the name of the field. */
export const accountInput = z.strictObject(details).refine(bound, { path: ['agency'] });
export type AccountInput = z.output<typeof accountInput>;

/** And of a new one. */
export const newAccountInput = z.strictObject({ ...details, user_name }).refine(bound, { path: ['agency'] });
