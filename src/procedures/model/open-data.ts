import { csvText } from '#platform/model/csv.ts';
import { type Audience, audiences, type Level, type OnlineLevel } from './vocabulary.ts';

/** A procedure as open data gives it; null is "not known". */
export interface OpenProcedure {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly field_code: string | null;
  readonly levels: readonly Level[];
  readonly audiences: readonly Audience[];
  readonly promulgator: string;
  readonly executing: readonly string[];
  readonly decision_no: string | null;
  readonly decision_day: string | null;
  readonly online_level: OnlineLevel | null;
  readonly withdrawn_on: string | null;
  readonly replaced_by: string | null;
  /** The import that it came with last; null where it came with the portal itself. */
  readonly imported: { readonly at: string; readonly file: string } | null;
}

/** Where the facts come from, and under which terms others may use them. */
const source = 'Cơ sở dữ liệu quốc gia về thủ tục hành chính';
const licence = 'CC BY 4.0';
const licenceUrl = 'https://creativecommons.org/licenses/by/4.0/';

const columns = [
  'code',
  'name',
  'field',
  'field_code',
  'levels',
  'audiences',
  'promulgator',
  'executing_agencies',
  'decision_no',
  'decision_day',
  'online_level',
  'withdrawn_on',
  'replaced_by',
  'url',
  'source',
  'source_file',
  'imported_at',
  'licence',
] as const;

type Facts = Record<Exclude<(typeof columns)[number], 'licence'>, string | readonly string[] | null>;

function factsOf(procedure: OpenProcedure, siteUrl: string): Facts {
  const { executing, imported, promulgator, audiences: codes, ...facts } = procedure;
  return {
    ...facts,
    audiences: codes.map((code) => audiences[code]),
    promulgator: promulgator || null,
    executing_agencies: executing,
    url: `${siteUrl}/thu-tuc/${procedure.code}`,
    source,
    source_file: imported?.file ?? null,
    imported_at: imported?.at ?? null,
  };
}

/** The catalogue as a table for spreadsheets; several values of a cell stand in lines of their own, for names hold commas. */
export function openDataCsv(procedures: readonly OpenProcedure[], siteUrl: string): string {
  return csvText(
    columns,
    procedures.map((procedure) => {
      const row = { ...factsOf(procedure, siteUrl), licence };
      return columns.map((column) => {
        const value = row[column];
        return typeof value === 'string' || value === null ? value : value.join('\n');
      });
    }),
  );
}

/** The catalogue for machines, with source and licence said once. */
export function openDataJson(procedures: readonly OpenProcedure[], siteUrl: string): string {
  const rows = procedures.map((procedure) => JSON.stringify(factsOf(procedure, siteUrl)));
  const about = JSON.stringify({ source, licence, licence_url: licenceUrl, count: rows.length });
  return `${about.slice(0, -1)},"procedures":[\n${rows.join(',\n')}\n]}\n`;
}
