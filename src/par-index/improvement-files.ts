import { Feed } from 'feed';
import type { Translator } from '#i18n/translator.ts';
import { csvText } from '#platform/model/csv.ts';
import type { ShownImprovement } from './improvement-list.ts';

const columns = [
  'id',
  'agency',
  'agency_name',
  'instrument',
  'factor',
  'factor_title',
  'field',
  'field_title',
  'procedure',
  'procedure_name',
  'said',
  'done_text',
  'done_on',
  'evidence_url',
  'published_at',
  'updated_at',
] as const;

type Facts = Readonly<Record<(typeof columns)[number], string | number | null>>;

function factsOf({ agency, about, ...entry }: ShownImprovement): Facts {
  const [factor, procedure] = about.kind === 'factor' ? [about, null] : [null, about.procedure];
  return {
    ...entry,
    agency: agency.code,
    agency_name: agency.name,
    instrument: factor?.instrument.id ?? null,
    factor: factor?.factor.code ?? null,
    factor_title: factor?.factor.name ?? null,
    field: factor?.field.code ?? null,
    field_title: factor?.field.name ?? null,
    procedure: procedure?.code ?? null,
    procedure_name: procedure?.name ?? null,
  };
}

/** Entries as a table for spreadsheets. */
export function improvementsCsv(entries: readonly ShownImprovement[]): string {
  return csvText(
    columns,
    entries.map((entry) => {
      const facts = factsOf(entry);
      return columns.map((column) => facts[column]);
    }),
  );
}

/** Entries for machines; `simulated` where the data directory is one of invented data. */
export function improvementsJson(entries: readonly ShownImprovement[], simulated: boolean): string {
  const rows = entries.map((entry) => {
    const facts = factsOf(entry);
    return JSON.stringify(Object.fromEntries(columns.map((column) => [column, facts[column]])));
  });
  return `{"simulated":${simulated},"count":${rows.length},"improvements":[\n${rows.join(',\n')}\n]}\n`;
}

/** The entries that were published last as an Atom feed. `since` is when it began, for while there is none. */
export function improvementsFeed(
  entries: readonly ShownImprovement[],
  about: { readonly siteUrl: string; readonly author: string; readonly since: Date; readonly t: Translator },
): string {
  const { siteUrl, author, since, t } = about;
  const page = `${siteUrl}/chi-so/viec-da-lam`;
  const updated = entries.map((entry) => entry.updated_at).reduce((a, b) => (a > b ? a : b), '');
  const feed = new Feed({
    id: `${page}.xml`,
    title: t('par-index.improvements.feed'),
    description: t('par-index.improvements.lede'),
    link: page,
    feed: `${page}.xml`,
    language: t.language,
    author: { name: author },
    updated: updated === '' ? since : new Date(updated),
    generator: false,
  });
  for (const entry of entries) {
    const thing = entry.about.kind === 'factor' ? entry.about.factor : entry.about.procedure;
    feed.addItem({
      id: `${page}#viec-${entry.id}`,
      // Among the entries of its agency it stays on the first page longest.
      link: `${page}?co-quan=${entry.agency.code}#viec-${entry.id}`,
      title: asHtml(`${entry.agency.name}: ${thing.name}`),
      date: new Date(entry.updated_at),
      published: new Date(entry.published_at),
      content: [`${t('par-index.improvements.said')}: ${entry.said}`, `${t('par-index.improvements.done')}: ${entry.done_text}`]
        .map((text) => `<p>${asHtml(text).replaceAll('\n', '<br/>')}</p>`)
        .join(''),
    });
  }
  return feed.atom1();
}

/** The feed's texts are read as HTML. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
