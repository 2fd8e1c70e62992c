import type { Translator } from '#i18n/translator.ts';
import { hanoiClock } from '#platform/model/hanoi-time.ts';

/** What is told above every page: that the portal will stop, or that something does not work. Moments are ISO 8601. */
export interface OutageNotice {
  readonly kind: 'planned' | 'incident';
  readonly text_vi: string;
  readonly text_en: string;
  /** When the portal stops; only of a planned stop. */
  readonly stops_at: string | null;
  /** When it is expected to work again. */
  readonly until: string;
}

/** The text of a banner, and when it is. */
export function outageWords(
  t: Translator,
  { text_vi, text_en, stops_at, until }: OutageNotice,
): { readonly text: string; readonly when: string } {
  const values = (name: string, time: string) => {
    const [date = '', clock = ''] = hanoiClock(time).split('T');
    return { [`${name}_time`]: clock, [`${name}_day`]: { date } };
  };
  return {
    text: t.language === 'vi' ? text_vi : text_en,
    when:
      stops_at === null
        ? t('ui.outage.until', values('until', until))
        : t('ui.outage.from-until', { ...values('from', stops_at), ...values('until', until) }),
  };
}
