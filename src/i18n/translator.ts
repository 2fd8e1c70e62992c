import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues } from './model/catalogue.ts';
import { type Language, languages, pathIn, sourceLanguage } from './model/language.ts';
import type { Message, MessageKey, MessageValues } from './model/message.ts';

/** Says things in one language: messages, dates, numbers, addresses. */
export interface Translator {
  /** A message of content/i18n. Throws where a value that the message names is missing. */
  (key: MessageKey, values?: MessageValues): string;
  readonly language: Language;
  /** The `lang` of content, which is Vietnamese; undefined where the page is Vietnamese itself. */
  readonly contentLang: 'vi' | undefined;
  /** What a rule or a service wants said. */
  say(message: Message): string;
  /** The address of one of the portal's pages in this language. */
  href(path: string): string;
  /** 1234 as `1.234` or `1,234`. */
  number(value: number): string;
  /** An exact decimal number, given as text, with the language's decimal mark: `66.40` as `66,40`. */
  decimal(text: string): string;
  /** A date as precise as it is known: `2024-11-16`, `2020-04` or `2020`. */
  date(partial: string): string;
}

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

function make(language: Language): Translator {
  const catalogue = catalogues[language];
  const formats = new Map<string, IntlMessageFormat>();
  const numbers = new Intl.NumberFormat(locales[language]);
  const formatOf = (key: MessageKey) => {
    const known = formats.get(key);
    if (known) return known;
    const at = key.indexOf('.');
    const room: Readonly<Record<string, string>> | undefined = catalogue[key.slice(0, at) as keyof typeof catalogue];
    const text = room?.[key.slice(at + 1)];
    if (text === undefined) throw new Error(`no message ${key} in ${language}`);
    const made = new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true });
    formats.set(key, made);
    return made;
  };
  const date = language === 'vi' ? vietnameseDate : englishDate;
  const said = (values: MessageValues) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? date(value.date) : value]));
  const translate = (key: MessageKey, values?: MessageValues) => String(formatOf(key).format(values && said(values)));
  return Object.assign(translate, {
    language,
    contentLang: (language === sourceLanguage ? undefined : sourceLanguage) as Translator['contentLang'],
    say: ({ key, values }: Message) => translate(key, values),
    href: (path: string) => pathIn(language, path),
    number: (value: number) => numbers.format(value),
    decimal: (text: string) => (language === 'vi' ? text.replace('.', ',') : text),
    date,
  });
}

const translators = new Map(languages.map((language) => [language, make(language)]));

/** The translator of a language. */
export function translatorFor(language: Language): Translator {
  const translator = translators.get(language);
  if (!translator) throw new Error(`no translator for ${language}`);
  return translator;
}

/** `2024-11-16` as `16/11/2024`, `2020-04` as `tháng 4/2020`, `2020` as `năm 2020`. */
function vietnameseDate(partial: string): string {
  const [year, month, day] = partial.split('-');
  if (month === undefined) return `năm ${year}`;
  return day === undefined ? `tháng ${Number(month)}/${year}` : `${day}/${month}/${year}`;
}

/** `2024-11-16` as `16 November 2024`, `2020-04` as `April 2020`, `2020` as `2020`. */
function englishDate(partial: string): string {
  const [year, month, day] = partial.split('-');
  if (year === undefined || month === undefined) return partial;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')));
  return moment.toLocaleDateString(locales.en, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' }),
  });
}
