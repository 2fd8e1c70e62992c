import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Translator } from '#i18n/translator.ts';
import type { ChosenFilter, FilterGroup, FilterOption } from '#ui/components/filter-panel/filter-panel.ts';
import { addressWith } from '#ui/page-number.ts';
import { addressName } from '../model/address-name.ts';
import { documentStatuses, type LegalDocument } from '../model/document.ts';
import { type DocumentChoice, type DocumentGroup, documentAddress, documentGroups } from '../model/document-choice.ts';
import { countChosen, type Narrowed } from '../model/facets.ts';

/** The documents under a choice, from one of their pages on. */
export function documentsHref(t: Translator, choice: DocumentChoice, page = 1): string {
  return addressWith(t.href('/van-ban'), { ...documentAddress(choice), trang: page === 1 ? null : page });
}

type Label = Pick<FilterOption, 'label' | 'lang'>;

/** What each value is called, by group: every value that one of the documents has. */
export type DocumentNames = Readonly<Record<DocumentGroup, ReadonlyMap<string, Label>>>;

/** The names of all values that documents can be narrowed to. */
export function documentNames(t: Translator, documents: readonly LegalDocument[]): DocumentNames {
  const content = (names: readonly string[]) =>
    new Map([...new Set(names)].sort(vietnameseOrder).map((name) => [addressName(name), { label: name, lang: t.contentLang }]));
  const years = [...new Set(documents.map(({ issued }) => issued.slice(0, 4)))].sort().reverse();
  const held = new Set(documents.map(({ status }) => status));
  return {
    kind: content(documents.map(({ kind }) => kind)),
    issuer: content(documents.map(({ issuer }) => issuer)),
    year: new Map(years.map((year) => [year, { label: year }])),
    status: new Map(
      documentStatuses
        .filter((status) => held.has(status))
        .map((status) => [addressName(status), { label: t(`newsroom.status.${status}`) }]),
    ),
  };
}

/** Values of a choice that no document has: nothing can be listed for them. */
export function unknownValues({ facets }: DocumentChoice, names: DocumentNames): readonly string[] {
  return documentGroups.flatMap((group) => {
    const value = facets[group];
    return value === null || names[group].has(value) ? [] : [value];
  });
}

/** The choices that hold and can, each with the address of the list without it. */
export function chosenDocuments(t: Translator, choice: DocumentChoice, names: DocumentNames): readonly ChosenFilter[] {
  const values = documentGroups.flatMap((group) => {
    const label = names[group].get(choice.facets[group] ?? '');
    if (!label) return [];
    const without = documentsHref(t, { ...choice, facets: { ...choice.facets, [group]: null } });
    return [{ group: t(`newsroom.by.${group}`), ...label, without }];
  });
  if (choice.text === '') return values;
  return [{ group: t('newsroom.by.text'), label: choice.text, without: documentsHref(t, { ...choice, text: '' }) }, ...values];
}

/** Every way to narrow the documents, with how many it would leave; what would leave none is not offered. */
export function documentFilterGroups(
  t: Translator,
  choice: DocumentChoice,
  names: DocumentNames,
  counts: Narrowed<DocumentGroup, LegalDocument>['counts'],
): readonly FilterGroup[] {
  return documentGroups
    .map((group) => ({
      title: t(`newsroom.by.${group}`),
      options: [...names[group]].flatMap(([value, label]): readonly FilterOption[] => {
        const chosen = choice.facets[group] === value;
        const n = counts[group].get(value) ?? 0;
        if (n === 0 && !chosen) return [];
        const after = { ...choice, facets: { ...choice.facets, [group]: chosen ? null : value } };
        const follow = choice.text === '' && countChosen(after.facets) <= 1;
        return [{ ...label, n, chosen, href: documentsHref(t, after), follow }];
      }),
    }))
    .filter(({ options }) => options.length > 0);
}
