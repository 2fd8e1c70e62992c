import type { Reader } from '#platform/context.ts';
import { displayName } from '#procedures/model/name.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { allInstruments } from '#survey/store.ts';
import { improvementKeys, type PublishedImprovement, publishedImprovements } from './improvement-store.ts';
import { chooseImprovements, type ImprovementChoice, type ImprovementCounts, procedureField } from './model/improvement-choice.ts';

/** An entry as pages and files show it. */
export interface ShownImprovement {
  readonly id: number;
  readonly agency: Named;
  readonly about:
    | {
        readonly kind: 'factor';
        readonly instrument: Pick<Instrument, 'id' | 'short_title'>;
        readonly field: Named;
        readonly factor: Named;
      }
    | { readonly kind: 'procedure'; readonly procedure: Named };
  readonly said: string;
  readonly done_text: string;
  readonly done_on: string;
  readonly evidence_url: string | null;
  readonly published_at: string;
  readonly updated_at: string;
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** Some entries and how many there are of them. */
export interface ImprovementList {
  readonly total: number;
  readonly items: readonly ShownImprovement[];
}

/** Every published entry, what was done last first. */
export async function everyImprovement(reader: Reader): Promise<readonly ShownImprovement[]> {
  const instruments = await allInstruments(reader);
  return (await publishedImprovements(reader)).map((row) => shown(instruments, row));
}

/** The entries that were published last, the newest first. */
export async function newestImprovements(reader: Reader, limit: number): Promise<readonly ShownImprovement[]> {
  const instruments = await allInstruments(reader);
  return (await publishedImprovements(reader, { by: 'id', limit })).map((row) => shown(instruments, row));
}

/** The newest entries of an agency, or about a procedure. */
export async function improvementsOf(
  reader: Reader,
  of: { readonly agency: string } | { readonly procedure: string },
  limit: number,
): Promise<ImprovementList> {
  const instruments = await allInstruments(reader);
  const items = (await publishedImprovements(reader, { ...of, limit })).map((row) => shown(instruments, row));
  return { total: items.length < limit ? items.length : (await improvementKeys(reader, of)).length, items };
}

/** A page of the entries that a choice lists, and what else could be chosen. */
export interface ImprovementPage extends ImprovementList {
  readonly counts: ImprovementCounts;
  /** The names of the fields of all questionnaires, by code. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The entries that a choice lists, from `offset` on. Texts are read of these alone. */
export async function improvementPage(
  reader: Reader,
  choice: ImprovementChoice,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ImprovementPage> {
  const instruments = await allInstruments(reader);
  const { listed, counts } = chooseImprovements(await improvementKeys(reader), choice, ({ instrument, factor }) =>
    instrument === null ? procedureField : factorOf(instruments, instrument, factor).field.code,
  );
  const ids = listed.slice(offset, offset + limit).map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await publishedImprovements(reader, { ids });
  // The longest questionnaire names its fields last, and stays.
  const fields = new Map(instruments.flatMap((one) => one.fields.map(({ code, title }) => [code, title] as const)));
  return { total: listed.length, items: rows.map((row) => shown(instruments, row)), counts, fields };
}

function shown(instruments: readonly Instrument[], row: PublishedImprovement): ShownImprovement {
  const { agency, agency_name, instrument, factor, procedure, procedure_name, ...texts } = row;
  const about: ShownImprovement['about'] =
    instrument === null
      ? { kind: 'procedure', procedure: { code: procedure ?? '', name: displayName(procedure_name ?? '') } }
      : { kind: 'factor', ...factorOf(instruments, instrument, factor) };
  return { ...texts, agency: { code: agency, name: agency_name }, about };
}

function factorOf(instruments: readonly Instrument[], id: string, code: string | null) {
  const instrument = instruments.find((one) => one.id === id);
  const field = instrument?.fields.find((one) => one.factors.some((factor) => factor.code === code));
  const factor = field?.factors.find((one) => one.code === code);
  // Checked when it was written, and questionnaires never change.
  if (!instrument || !field || !factor) throw new Error(`an improvement names factor ${code} of ${id}, which is not in the database`);
  return { instrument, field: { code: field.code, name: field.title }, factor: { code: factor.code, name: factor.title } };
}
