import type { Message } from '#i18n/model/message.ts';
import { fold } from '#search/model/text.ts';
import type { Act } from './act.ts';
import type { Actor } from './actor.ts';
import { type Affected, refusal } from './permission.ts';

/** A person by account, or, at a command on the server, by name alone. */
export interface Someone {
  readonly id: string | null;
  readonly name: string;
}

/** Says why somebody may not; null where they may. Asked in the transaction of the act, with the object as it is stored. */
export type Permit = (act: Act, object?: Affected) => Message | null;

/** Who does something, and what they may: what every service of the staff is given. */
export interface Doer extends Someone {
  readonly permit: Permit;
}

/** Somebody who is signed in. */
export const signedIn = (actor: Actor): Doer => ({
  id: actor.id,
  name: actor.name,
  permit: (act, object) => refusal(actor, act, object),
});

/** Somebody at the command line of the server: only named, and allowed everything but what takes a second person. */
export const atCommand = (name: string): Doer => ({ id: null, name: name.normalize('NFC').trim(), permit: () => null });

/**
 * Whether two are one person. Accounts are compared by their ids; somebody who was only named is whoever bears that name: case,
 * diacritics and blanks make no difference.
 */
export function samePerson(a: Someone, b: Someone): boolean {
  return a.id !== null && b.id !== null ? a.id === b.id : fold(a.name) === fold(b.name);
}
