import type { Translator } from '#i18n/translator.ts';
import type { Contradiction } from './model/published-table.ts';

/** Why a published figure is being checked, in whole sentences. */
export function doubtWords(t: Translator, doubt: Contradiction): string {
  switch (doubt.kind) {
    case 'rank':
      return t('par-index.published.doubt.rank', { rank: doubt.row.rank });
    case 'parts':
      return t('par-index.published.doubt.parts', { sum: t.decimal(doubt.sum), value: t.decimal(doubt.row.value ?? '') });
    case 'mean':
      return t('par-index.published.doubt.mean', { printed: t.decimal(doubt.printed), computed: t.decimal(doubt.computed) });
    case 'missing':
      return t('par-index.published.doubt.missing', {
        rank: doubt.row.rank,
        asked: range(t, doubt.asked),
        place: range(t, doubt),
      });
    case 'order': {
      const printed = t('par-index.published.doubt.order', {
        value: t.decimal(doubt.row.value ?? ''),
        rank: doubt.row.rank,
        place: range(t, doubt),
      });
      const readings = doubt.misprints.map(({ value, missing }) =>
        missing
          ? t('par-index.published.doubt.misprint.missing', { value: t.decimal(value), range: range(t, missing) })
          : t('par-index.published.doubt.misprint', { value: t.decimal(value) }),
      );
      return [printed, ...(readings.length > 0 ? readings : [t('par-index.published.doubt.misprint.none')])].join(' ');
    }
  }
}

function range(t: Translator, { least, most }: { readonly least: string; readonly most: string }): string {
  return least === most ? t.decimal(least) : `${t.decimal(least)} – ${t.decimal(most)}`;
}
