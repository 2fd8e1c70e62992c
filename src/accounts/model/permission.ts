import { type Message, message } from '#i18n/model/message.ts';
import { type Act, type ActRule, acts, type Condition } from './act.ts';
import type { Actor } from './actor.ts';
import { boundRole, type Role } from './role.ts';

/** What of a stored object decides who may do something with it; read in the transaction of the act. */
export interface Affected {
  readonly state?: string;
  /** The id of the account that did the step before: wrote, submitted, proposed, scored; null where that was no account. */
  readonly person?: string | null;
  /** The code of the agency whose thing it is. */
  readonly agency?: string | null;
}

export type Denial = 'nobody' | 'role' | 'agency' | 'state' | 'own' | 'not-own';

// Of several roles the one that is nearest to allowing it says why not.
const nearness: readonly Denial[] = ['role', 'agency', 'state', 'not-own', 'own'];

/** Why somebody may not do an act with an object; null where they may. Services ask in the transaction of the act. */
export function denial(actor: Actor | null, act: Act, object: Affected = {}): Denial | null {
  if (actor === null) return 'nobody';
  const { by }: ActRule = acts[act];
  const answers = actor.roles.map((role) => {
    const condition = by[role];
    return condition ? deniedTo(actor, role, condition, object) : 'role';
  });
  if (answers.includes(null)) return null;
  return nearness.findLast((one) => answers.includes(one)) ?? 'role';
}

function deniedTo(actor: Actor, role: Role, { states, person }: Condition, object: Affected): Denial | null {
  if (role === boundRole && (actor.agency === null || object.agency !== actor.agency)) return 'agency';
  if (states && !states.includes(object.state ?? '')) return 'state';
  if (person === 'other' && object.person === actor.id) return 'own';
  if (person === 'same' && object.person !== actor.id) return 'not-own';
  return null;
}

/** Whether somebody may do an act with an object. */
export function may(actor: Actor | null, act: Act, object: Affected = {}): boolean {
  return denial(actor, act, object) === null;
}

/** What is said to whoever may not; null to whoever may. */
export function refusal(actor: Actor | null, act: Act, object: Affected = {}): Message | null {
  const why = denial(actor, act, object);
  return why && message(`accounts.denied.${why}`);
}

/**
 * Whether somebody may at all do such an act, with whichever object: for menus and lists of what one can do, never to allow
 * an act.
 */
export function mayEver(actor: Actor, act: Act): boolean {
  const { by }: ActRule = acts[act];
  return actor.roles.some((role) => by[role] !== undefined && (role !== boundRole || actor.agency !== null));
}

/** Whether the password must have been given a moment ago. */
export function isDangerous(act: Act): boolean {
  const rule: ActRule = acts[act];
  return rule.dangerous === true;
}
