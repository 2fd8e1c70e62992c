import type { Act } from '#accounts/model/act.ts';
import type { Affected } from '#accounts/model/permission.ts';
import type { Doer } from '#accounts/model/person.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';

/** What an act of staff came to: what is said to them, whether it was done or refused. */
export type Outcome = { readonly kind: 'done' | 'refused'; readonly message: Message };
export type Refused = { readonly kind: 'refused'; readonly message: Message };

/** Nothing was changed, and why. */
export const refused = (key: MessageKey, values?: MessageValues): Refused => ({ kind: 'refused', message: message(key, values) });

/** It was done, and what. */
export const done = (key: MessageKey, values?: MessageValues): Outcome => ({ kind: 'done', message: message(key, values) });

/** Why somebody may not do an act with an object as it is stored; null where they may. */
export function deniedTo(by: Doer, act: Act, object?: Affected): Refused | null {
  const words = by.permit(act, object);
  return words && { kind: 'refused', message: words };
}
