import type { Translator } from '#i18n/translator.ts';
import type { ChosenFilter, FilterGroup, FilterOption } from '#ui/components/filter-panel/filter-panel.ts';
import { addressWith } from '#ui/page-number.ts';
import { addressName } from '../model/address-name.ts';
import { topics } from '../model/article.ts';
import { countChosen } from '../model/facets.ts';
import { type NewsChoice, type NewsGroup, newsAddress, offeredTimes, topicNamed } from '../model/news-choice.ts';
import type { NewsPage } from '../news-store.ts';

/** Where no year is chosen, so many months are offered, the newest; the years lead to all others. */
const monthsShown = 12;

/** The news under a choice, from one of its pages on. */
export function newsHref(t: Translator, choice: NewsChoice, page = 1): string {
  return addressWith(t.href('/tin-tuc'), { ...newsAddress(choice), trang: page === 1 ? null : page });
}

function labelOf(t: Translator, group: NewsGroup, value: string): string {
  if (group === 'time') return t.date(value);
  const topic = topicNamed(value);
  return topic === null ? value : t(`newsroom.topic.${topic}`);
}

/** The choices that hold, each with the address of the news without it. */
export function chosenNews(t: Translator, choice: NewsChoice): readonly ChosenFilter[] {
  return (['topic', 'time'] as const).flatMap((group) => {
    const value = choice[group];
    if (value === null) return [];
    return [{ group: t(`newsroom.by.${group}`), label: labelOf(t, group, value), without: newsHref(t, { ...choice, [group]: null }) }];
  });
}

/** Every way to narrow the news, with how many it would leave; what would leave none is not offered. */
export function newsGroups(t: Translator, choice: NewsChoice, counts: NewsPage['counts']): readonly FilterGroup[] {
  const options = (group: NewsGroup, values: readonly string[]): readonly FilterOption[] =>
    values.flatMap((value) => {
      const chosen = choice[group] === value;
      const n = counts[group].get(value) ?? 0;
      if (n === 0 && !chosen) return [];
      const after = { ...choice, [group]: chosen ? null : value };
      return [{ label: labelOf(t, group, value), n, chosen, href: newsHref(t, after), follow: countChosen(after) <= 1 }];
    });
  const { years, months } = offeredTimes(counts.time, choice.time, monthsShown);
  return [
    { title: t('newsroom.by.topic'), options: options('topic', topics.map(addressName)) },
    { title: t('newsroom.by.year'), options: options('time', years) },
    { title: t('newsroom.by.month'), options: options('time', months) },
  ].filter((group) => group.options.length > 0);
}
