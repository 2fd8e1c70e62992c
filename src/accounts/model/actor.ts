import type { Role } from './role.ts';

/** Somebody of the staff who is signed in and may act. Compared by `id`: two people may bear one name. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The agency of an agency's officer; null for all others. */
  readonly agency: string | null;
}
