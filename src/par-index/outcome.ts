import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';

/** What an act of staff came to: what is said to them, whether it was done or refused. */
export type Outcome = { readonly kind: 'done' | 'refused'; readonly message: Message };
export type Refused = { readonly kind: 'refused'; readonly message: Message };

/** Nothing was changed, and why. */
export const refused = (key: MessageKey, values?: MessageValues): Refused => ({ kind: 'refused', message: message(key, values) });

/** It was done, and what. */
export const done = (key: MessageKey, values?: MessageValues): Outcome => ({ kind: 'done', message: message(key, values) });
