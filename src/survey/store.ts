import type { ResponseRow } from '#db/schema.ts';
import type { Reader } from '#platform/context.ts';
import { type Instrument, instrumentSchema } from './model/instrument.ts';

const parsed = new Map<string, Instrument>();

// Definitions never change under their hash, so each is parsed once per process.
function instrumentOf(row: { sha256: string; definition: string }): Instrument {
  const known = parsed.get(row.sha256);
  if (known) return known;
  const instrument = instrumentSchema.parse(JSON.parse(row.definition));
  parsed.set(row.sha256, instrument);
  return instrument;
}

/** One questionnaire; undefined when there is none with this id. */
export async function findInstrument(reader: Reader, id: string): Promise<Instrument | undefined> {
  const row = await reader.selectFrom('instruments').select(['sha256', 'definition']).where('id', '=', id).executeTakeFirst();
  return row && instrumentOf(row);
}

/** All questionnaires, shortest first. */
export async function allInstruments(reader: Reader): Promise<readonly Instrument[]> {
  const rows = await reader.selectFrom('instruments').select(['sha256', 'definition']).execute();
  return rows.map(instrumentOf).sort((a, b) => a.duration_minutes - b.duration_minutes || a.id.localeCompare(b.id));
}

/** The questionnaire that stands in for this one; undefined where it is the newest. */
export async function replacementOf(reader: Reader, id: string): Promise<Instrument | undefined> {
  return (await allInstruments(reader)).find(({ replaces }) => replaces === id);
}

/** The questionnaires that lists show, shortest first: the newest versions, and earlier ones only where they have answers. */
export async function listedInstruments(reader: Reader): Promise<readonly Instrument[]> {
  const all = await allInstruments(reader);
  const answered = await reader
    .selectFrom('waves as w')
    .select('w.instrument')
    .where((e) => e.exists(e.selectFrom('tallies as t').select('t.wave').whereRef('t.wave', '=', 'w.id')))
    .execute();
  return all.filter(({ id }) => answered.some(({ instrument }) => instrument === id) || !all.some(({ replaces }) => replaces === id));
}

/** What may be shown of a response to the person who holds its receipt: where and when it counts, never the answers. */
export interface Receipt extends Pick<ResponseRow, 'receipt' | 'wave' | 'agency' | 'procedure' | 'day' | 'mode'> {
  readonly instrument: string;
}

/** The response of a receipt; undefined when there is none. */
export async function findReceipt(reader: Reader, receipt: string): Promise<Receipt | undefined> {
  return reader
    .selectFrom('responses as r')
    .innerJoin('waves as w', 'w.id', 'r.wave')
    .select(['r.receipt', 'r.wave', 'w.instrument', 'r.agency', 'r.procedure', 'r.day', 'r.mode'])
    .where('r.receipt', '=', receipt)
    .executeTakeFirst();
}
