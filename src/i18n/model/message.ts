import type { Catalogue } from './catalogue.ts';

/** The name of a message: the file of content/i18n, a dot, its key there. */
export type MessageKey = {
  [Room in keyof Catalogue & string]: `${Room}.${keyof Catalogue[Room] & string}`;
}[keyof Catalogue & string];

/** A date as precise as it is known (`2024-11-16`, `2020-04` or `2020`), to be said as the language says dates. */
export interface DateValue {
  readonly date: string;
}

export type MessageValues = Readonly<Record<string, string | number | DateValue>>;

/** Something to be said to a person, in whatever language they read: rules and services give it, pages and the API say it. */
export interface Message {
  readonly key: MessageKey;
  readonly values?: MessageValues | undefined;
}

/** A message with the values that it names. */
export function message(key: MessageKey, values?: MessageValues): Message {
  return values === undefined ? { key } : { key, values };
}
