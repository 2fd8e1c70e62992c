import type { Translator } from '#i18n/translator.ts';
import type { ChosenFilter, FilterGroup } from '#ui/components/filter-panel/filter-panel.ts';
import type { Asked, FilterName } from '../model/asked.ts';
import { searchTypes } from '../model/document.ts';
import type { Facets } from '../model/engine.ts';

/** Of the fields and audiences so many are offered, the most frequent among the results. */
const mostOptions = 10;

/** The filters of the panel beside the results; the types stand above them. */
export const panelFilters = ['level', 'field', 'audience'] as const satisfies readonly FilterName[];

/** What a value of a filter is called; `lang` where the name is content. */
export type NameOf = (filter: FilterName, value: string) => { readonly label: string; readonly lang?: string | undefined };

/** The address that asks for something. */
export type HrefOf = (asked: Asked) => string;

/** The ways to narrow the results, each with how many it would leave. */
export function searchFilterGroups(t: Translator, asked: Asked, facets: Facets, nameOf: NameOf, hrefOf: HrefOf): readonly FilterGroup[] {
  return panelFilters.flatMap((filter) => {
    const counted = Object.entries(facets[filter]).filter(([, n]) => n > 0);
    const shown = counted.filter(([value], i) => i < mostOptions || value === asked[filter]);
    if (shown.length === 0) return [];
    const options = shown.map(([value, n]) => {
      const chosen = asked[filter] === value;
      return { ...nameOf(filter, value), n, chosen, href: hrefOf({ ...asked, [filter]: chosen ? undefined : value }), follow: false };
    });
    return [{ title: t(`search.${filter}`), options }];
  });
}

/** The types of the results with how many there are of each, after all of them; none where there is nothing to choose. */
export function typeChoices(t: Translator, asked: Asked, facets: Facets, hrefOf: HrefOf) {
  const found = searchTypes.filter((type) => (facets.type[type] ?? 0) > 0 || type === asked.type);
  if (found.length < 2 && asked.type === undefined) return [];
  const all = { label: t('ui.all'), n: null, chosen: asked.type === undefined, href: hrefOf({ ...asked, type: undefined }) };
  return [
    all,
    ...found.map((type) => ({
      label: t(`search.type.${type}`),
      n: facets.type[type] ?? 0,
      chosen: type === asked.type,
      href: hrefOf({ ...asked, type }),
    })),
  ];
}

/** Those of these filters that hold, each with the way out of it. */
export function chosenSearchFilters(
  t: Translator,
  asked: Asked,
  filters: readonly FilterName[],
  nameOf: NameOf,
  hrefOf: HrefOf,
): readonly ChosenFilter[] {
  return filters.flatMap((filter) => {
    const value = asked[filter];
    if (value === undefined) return [];
    return [{ group: t(`search.${filter}`), ...nameOf(filter, value), without: hrefOf({ ...asked, [filter]: undefined }) }];
  });
}
