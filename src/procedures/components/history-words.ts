import type { Translator } from '#i18n/translator.ts';
import type { HistoryItem } from '../model/history.ts';

/** What a change of a procedure was, in words. */
export function historyWords(t: Translator, { act, parts, others }: Pick<HistoryItem, 'act' | 'parts' | 'others'>): string {
  if (act !== 'changed') return t(`procedures.history.${act}`);
  const words = [...parts.map((part) => t(`procedures.part.${part}`)), ...(others ? [t('procedures.history.others')] : [])];
  return words.length === 0 ? t('procedures.history.changed.unnamed') : t('procedures.history.changed', { parts: words.join('; ') });
}
