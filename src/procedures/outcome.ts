import type { Act } from '#accounts/model/act.ts';
import type { Affected } from '#accounts/model/permission.ts';
import type { Doer } from '#accounts/model/person.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';

/** Nothing was changed, why, and at which field. */
export interface Refused {
  readonly kind: 'refused';
  readonly message: Message;
  readonly field?: string | undefined;
  /** What the person had seen has changed since: their words, or the decision that these were written by. */
  readonly stale?: 'version' | 'decision' | undefined;
}

/** What an act of the staff with the catalogue came to. */
export type Outcome = { readonly kind: 'done' } | Refused;

/** A refusal with its words. */
export const refused = (key: MessageKey, values?: MessageValues): Refused => ({ kind: 'refused', message: message(key, values) });

/** A refusal at a field. */
export const refusedAt = (field: string, key: MessageKey, values?: MessageValues): Refused => ({ ...refused(key, values), field });

/** A refusal because what the person had seen has changed since. */
export const refusedStale = (stale: 'version' | 'decision', key: MessageKey, values?: MessageValues): Refused => ({
  ...refused(key, values),
  stale,
});

/** The refusal of whoever may not; null for whoever may. */
export function deniedTo(by: Doer, act: Act, object?: Affected): Refused | null {
  const words = by.permit(act, object);
  return words && { kind: 'refused', message: words };
}
