import { textIn } from '#i18n/model/words.ts';
import type { Translator } from '#i18n/translator.ts';
import type { ChosenFilter, FilterGroup, FilterOption } from '#ui/components/filter-panel/filter-panel.ts';
import { addressWith } from '#ui/page-number.ts';
import type { ChoiceCounts } from '../browse-store.ts';
import {
  audienceGroupNames,
  type BrowseGroup,
  browseGroups,
  type Choices,
  choiceParameters,
  countChosen,
  onlineChoiceNames,
} from '../model/browse.ts';
import type { LifeEvent } from '../model/life-event.ts';
import { levels } from '../model/vocabulary.ts';

/** Of the fields so many are offered beside the list, the largest; all of them have a page of their own. */
const fieldsShown = 10;

/** The catalogue under some choices. */
export function catalogueHref(t: Translator, choices: Choices, place: Readonly<Record<string, string>> = {}): string {
  return addressWith(t.href('/thu-tuc'), { ...choiceParameters(choices), ...place });
}

/** The page of all fields under the other choices. */
export function fieldsHref(t: Translator, choices: Choices): string {
  return addressWith(t.href('/thu-tuc/linh-vuc'), choiceParameters({ ...choices, field: null }));
}

/** What a choice is called. */
function labelOf(t: Translator, events: readonly LifeEvent[], group: BrowseGroup, value: string): Pick<FilterOption, 'label' | 'lang'> {
  switch (group) {
    case 'event': {
      const event = events.find((one) => one.id === value);
      return { label: event ? textIn(event.title, t.language) : value };
    }
    case 'audience': {
      const name = audienceGroupNames.find((one) => one === value);
      return { label: name ? t(`procedures.audience.${name}`) : value };
    }
    case 'level': {
      const level = levels.find((one) => one === value);
      return { label: level ? t(`procedures.browse.level.${level}`) : value };
    }
    case 'online': {
      const name = onlineChoiceNames.find((one) => one === value);
      return { label: name ? t(`procedures.browse.online.${name}`) : value };
    }
    case 'field':
      return { label: value, lang: t.contentLang };
    case 'state':
      return { label: t('procedures.browse.state.bai-bo') };
  }
}

/** The choices that hold, each with the address of this page without it. */
export function chosenFilters(
  t: Translator,
  events: readonly LifeEvent[],
  choices: Choices,
  hrefOf: (t: Translator, choices: Choices) => string = catalogueHref,
): readonly ChosenFilter[] {
  return browseGroups.flatMap((group) => {
    const value = choices[group];
    if (value === null) return [];
    const title = t(`procedures.browse.${group}`);
    return [{ group: title, ...labelOf(t, events, group, value), without: hrefOf(t, { ...choices, [group]: null }) }];
  });
}

/** Every way to narrow the catalogue, with how many procedures it would leave; what would leave none is not offered. */
export function filterGroups(t: Translator, events: readonly LifeEvent[], choices: Choices, counts: ChoiceCounts): readonly FilterGroup[] {
  const options = (group: BrowseGroup, offered: readonly (readonly [value: string, n: number | undefined])[]): readonly FilterOption[] =>
    offered.flatMap(([value, n = 0]) => {
      const chosen = choices[group] === value;
      if (n === 0 && !chosen) return [];
      const after = { ...choices, [group]: chosen ? null : value };
      return [{ ...labelOf(t, events, group, value), n, chosen, href: catalogueHref(t, after), follow: countChosen(after) <= 1 }];
    });
  const largest = new Set([...counts.field].sort((a, b) => b.n - a.n).slice(0, fieldsShown));
  const fields = counts.field.filter((one) => largest.has(one) || one.field === choices.field);
  const groups = {
    event: options(
      'event',
      events.map(({ id }) => [id, counts.event[id]]),
    ),
    audience: options(
      'audience',
      audienceGroupNames.map((name) => [name, counts.audience[name]]),
    ),
    level: options(
      'level',
      levels.map((level) => [level, counts.level[level]]),
    ),
    online: options(
      'online',
      onlineChoiceNames.map((name) => [name, counts.online[name]]),
    ),
    field: options(
      'field',
      fields.map(({ field, n }) => [field, n]),
    ),
    state: options('state', [['bai-bo', counts.state['bai-bo']]]),
  } satisfies Record<BrowseGroup, readonly FilterOption[]>;
  const rest = counts.field.length > fields.length;
  return browseGroups
    .filter((group) => groups[group].length > 0)
    .map((group) => ({
      title: t(`procedures.browse.${group}`),
      options: groups[group],
      all:
        group === 'field' && rest
          ? { label: t('procedures.fields.all', { n: counts.field.length }), href: fieldsHref(t, choices) }
          : undefined,
    }));
}
