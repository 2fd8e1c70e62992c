import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Translator } from '#i18n/translator.ts';
import type { ChosenFilter, FilterGroup } from '#ui/components/filter-panel/filter-panel.ts';
import { addressWith } from '#ui/page-number.ts';
import type { ImprovementPage } from '../improvement-list.ts';
import { type ImprovementChoice, improvementParameters, procedureField } from '../model/improvement-choice.ts';

/** Of the agencies so many are offered beside the list, those with the most entries; the page of each leads to its own. */
const agenciesShown = 12;

/** What agencies and the procedure that may be chosen are called, by code. */
export interface ImprovementNames {
  readonly agencies: ReadonlyMap<string, string>;
  readonly fields: ImprovementPage['fields'];
  readonly procedure: string | null;
}

/** The list under a choice, from one of its pages on. */
export function improvementsHref(t: Translator, choice: ImprovementChoice, page = 1): string {
  return addressWith(t.href('/chi-so/viec-da-lam'), { ...improvementParameters(choice), trang: page === 1 ? null : page });
}

function countChosen(choice: ImprovementChoice): number {
  return Object.values(choice).filter((one) => one !== null).length;
}

/** The choices that hold, each with the address of the list without it. */
export function chosenImprovements(t: Translator, choice: ImprovementChoice, names: ImprovementNames): readonly ChosenFilter[] {
  const { agency, field, procedure } = choice;
  return [
    ...(agency === null
      ? []
      : [chosen('agency', t('par-index.column.agency'), { label: names.agencies.get(agency) ?? agency, lang: t.contentLang })]),
    ...(field === null ? [] : [chosen('field', t('par-index.improvements.field'), fieldLabel(t, names, field))]),
    ...(procedure === null
      ? []
      : [chosen('procedure', t('par-index.improvements.field.procedure'), { label: names.procedure ?? procedure, lang: t.contentLang })]),
  ];
  function chosen(part: keyof ImprovementChoice, group: string, label: Label): ChosenFilter {
    return { group, ...label, without: improvementsHref(t, { ...choice, [part]: null }) };
  }
}

interface Label {
  readonly label: string;
  readonly lang?: string | undefined;
}

function fieldLabel(t: Translator, { fields }: ImprovementNames, code: string): Label {
  if (code === procedureField) return { label: t('par-index.improvements.field.procedure') };
  return { label: fields.get(code) ?? code, lang: t.contentLang };
}

/** Every way to narrow the list, with how many entries it would leave; what would leave none is not offered. */
export function improvementFilters(
  t: Translator,
  choice: ImprovementChoice,
  { counts }: Pick<ImprovementPage, 'counts'>,
  names: ImprovementNames,
): readonly FilterGroup[] {
  const option = (part: 'agency' | 'field', value: string, n: number, label: Label) => {
    const holds = choice[part] === value;
    const after = { ...choice, [part]: holds ? null : value };
    return { ...label, n, chosen: holds, href: improvementsHref(t, after), follow: countChosen(after) <= 1 };
  };
  const most = [...counts.agency].sort(([, a], [, b]) => b - a).slice(0, agenciesShown);
  const shown = [...counts.agency].filter(([code]) => code === choice.agency || most.some(([one]) => one === code));
  const agencies = shown
    .map(([code, n]) => option('agency', code, n, { label: names.agencies.get(code) ?? code, lang: t.contentLang }))
    .sort((a, b) => vietnameseOrder(a.label, b.label));
  const fields = [...counts.field]
    .sort(([a], [b]) => vietnameseOrder(a, b))
    .map(([code, n]) => option('field', code, n, fieldLabel(t, names, code)));
  return [
    { title: t('par-index.improvements.field'), options: fields },
    {
      title: t('par-index.column.agency'),
      options: agencies,
      all: counts.agency.size > shown.length ? { label: t('par-index.improvements.agencies'), href: t.href('/co-quan') } : undefined,
    },
  ].filter(({ options }) => options.length > 0);
}
