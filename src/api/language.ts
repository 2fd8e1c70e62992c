import type { Context } from 'hono';
import { type Language, languages, sourceLanguage } from '#i18n/model/language.ts';
import { type Translator, translatorFor } from '#i18n/translator.ts';

/** Speaks the language that a client asks for by `Accept-Language`; the answer then tells caches that it depends on it. */
export function speakerFor(c: Context): Translator {
  c.header('vary', 'Accept-Language', { append: true });
  return translatorFor(preferredLanguage(c.req.header('accept-language') ?? ''));
}

/** The language of ours that an `Accept-Language` wants most; Vietnamese where it wants none of them. */
export function preferredLanguage(header: string): Language {
  let preferred: { readonly language: Language; readonly weight: number } = { language: sourceLanguage, weight: 0 };
  for (const range of header.toLowerCase().split(',').slice(0, 20)) {
    const [tag = '', weightText] = range.split(/;\s*q=/).map((part) => part.trim());
    const language = languages.find((one) => one === tag.split('-')[0]);
    const weight = weightText === undefined ? 1 : Number(weightText);
    if (language !== undefined && weight > preferred.weight) preferred = { language, weight };
  }
  return preferred.language;
}
