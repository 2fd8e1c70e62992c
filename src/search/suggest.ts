import { type Language, pathIn, sourceLanguage } from '#i18n/model/language.ts';
import { textIn, type Words } from '#i18n/model/words.ts';
import { translatorFor } from '#i18n/translator.ts';
import { addressWith } from '#ui/page-number.ts';
import type { SearchEngine } from './model/engine.ts';
import { beginsWith, leastLetters, mostSuggestions, type Suggestion, shortcutsFor } from './model/suggestion.ts';
import { foldedWords } from './model/word.ts';

const mostChoices = 5;
const mostShortcuts = 2;
// Among so many of the best hits, those whose names begin with what was typed are looked for.
const lookedThrough = 3 * mostSuggestions;

/**
 * What a person may mean who has typed so far, at most `mostSuggestions`: the meanings of an ambiguous word, what is often
 * searched for, then procedures, first those whose name begins with what was typed. Nothing of it is kept.
 */
export async function suggestionsFor(
  { search, shortcuts }: { readonly search: SearchEngine; readonly shortcuts: readonly Words[] },
  typed: string,
  language: Language,
): Promise<readonly Suggestion[]> {
  if (foldedWords(typed).join('').length < leastLetters) return [];
  const t = translatorFor(language);
  const { hits, interpretation } = await search.query({ text: typed, types: ['procedure'], page: { limit: lookedThrough, offset: 0 } });
  const searchFor = (q: string) => addressWith(pathIn(language, '/tim-kiem'), { q, loai: 'procedure' });
  const choices = (interpretation.chooser?.choices ?? []).slice(0, mostChoices).map(
    ({ label, query }): Suggestion => ({
      kind: 'choice',
      kind_label: t('search.suggestion.choice'),
      title: label,
      lang: sourceLanguage,
      code: null,
      url: searchFor(query),
    }),
  );
  // A shortcut to a word of several meanings would only lead to the same choice.
  const often = (choices.length > 0 ? [] : shortcutsFor(shortcuts, typed)).slice(0, mostShortcuts).map(
    (words): Suggestion => ({
      kind: 'shortcut',
      kind_label: t('search.suggestion.shortcut'),
      title: textIn(words, language),
      lang: language,
      code: null,
      url: searchFor(words.vi),
    }),
  );
  const procedures = hits.map(
    ({ title, code, url }): Suggestion => ({
      kind: 'procedure',
      kind_label: t('search.type.procedure'),
      title,
      lang: sourceLanguage,
      code,
      url: pathIn(language, url),
    }),
  );
  const first = procedures.filter(({ title }) => beginsWith(title, typed));
  return [...new Set([...choices, ...often, ...first, ...procedures])].slice(0, mostSuggestions);
}
