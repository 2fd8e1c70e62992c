import type { Translator } from '#i18n/translator.ts';
import type { Indicator, IndicatorTarget } from './model/indicator.ts';
import { verdictOf } from './model/target.ts';
import { isUnsure } from './model/trend.ts';

/** What a value was meant to be, without its unit: `trên 85`, `90 – 95`. */
export function targetRange(t: Translator, { from, to, above }: IndicatorTarget): string {
  return t('par-index.target.range', { from: t.decimal(from), to: to === undefined ? 'none' : t.decimal(to), above: above ? 'yes' : 'no' });
}

/** Whether the value of its year reached a target, in a sentence. */
export function targetWords(t: Translator, series: Indicator, target: IndicatorTarget): string {
  const said = { year: String(target.year), range: targetRange(t, target), unit: t(`par-index.unit.${series.unit}`) };
  const verdict = verdictOf(target, series.values);
  const point = series.values.find(({ year }) => year === target.year);
  if (verdict === 'unknown' || point?.value === undefined) return t('par-index.target.unknown', said);
  return t('par-index.target.reached', { ...said, verdict, value: t.decimal(point.value), unsure: isUnsure(point) ? 'yes' : 'no' });
}
