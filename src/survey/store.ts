import type Sqlite from 'better-sqlite3';
import type { ResponseRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { type Instrument, instrumentSchema } from './model/instrument.ts';
import type { Mode } from './model/response.ts';
import type { Tally } from './model/tally.ts';

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

export interface ModeCount {
  readonly mode: Mode;
  readonly n: number;
}

/** The tallies of one agency by instrument, all modes added up, with the number of responses of each mode. */
export async function talliesOfAgency(
  reader: Reader,
  agency: string,
): Promise<ReadonlyMap<string, { readonly tally: Tally; readonly modes: readonly ModeCount[] }>> {
  const cells = await reader
    .selectFrom('tallies')
    .select((e) => ['instrument', 'item', 'value', e.fn.sum('n').as('n')])
    .where('agency', '=', agency)
    .groupBy(['instrument', 'item', 'value'])
    .execute();
  const counts = await reader
    .selectFrom('response_counts')
    .select(['instrument', 'mode', 'n'])
    .where('agency', '=', agency)
    .orderBy('mode')
    .execute();
  const result = new Map<string, { tally: Record<string, Record<number, number>>; modes: ModeCount[] }>();
  for (const { instrument, mode, n } of counts) {
    const entry = result.get(instrument) ?? { tally: {}, modes: [] };
    entry.modes.push({ mode: mode as Mode, n: Number(n) });
    result.set(instrument, entry);
  }
  for (const { instrument, item, value, n } of cells) {
    const tally = result.get(instrument)?.tally ?? {};
    tally[item] = { ...tally[item], [value]: Number(n) };
  }
  return result;
}

/** How many responses each agency has for an instrument, all modes added up. */
export async function responseCounts(reader: Reader, instrument: string): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('response_counts')
    .select((e) => ['agency', e.fn.sum('n').as('n')])
    .where('instrument', '=', instrument)
    .groupBy('agency')
    .execute();
  return new Map(rows.map((row) => [row.agency, Number(row.n)]));
}

/** How many responses there are in all. */
export async function totalResponses(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('response_counts')
    .select((e) => e.fn.sum('n').as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** What may be shown of a response to the person who holds its receipt: where and when it counts, never the answers. */
export async function findReceipt(
  reader: Reader,
  receipt: string,
): Promise<Pick<ResponseRow, 'receipt' | 'instrument' | 'agency' | 'procedure' | 'day' | 'mode'> | undefined> {
  return reader
    .selectFrom('responses')
    .select(['receipt', 'instrument', 'agency', 'procedure', 'day', 'mode'])
    .where('receipt', '=', receipt)
    .executeTakeFirst();
}

/** Puts new tickets in; only keyed hashes are stored. */
export async function insertTickets(
  tx: Tx,
  tickets: readonly { code_hash: string; instrument: string; agency: string; procedure: string | null }[],
): Promise<void> {
  await tx
    .insertInto('tickets')
    .values(tickets.map((ticket) => ({ ...ticket, spent: 0 as const })))
    .execute();
}

/** What a page that shows the satisfaction with an agency is tagged with; `satisfaction` alone: with any agency. */
export const satisfactionTag = (agency: string): string => `satisfaction:${agency}`;

/** A response ready to be stored. */
export interface NewResponse extends Omit<ResponseRow, 'profile'> {
  readonly profile: string | null;
  readonly ticketHash: string | null;
  /** Question codes in the order of the packed answers. */
  readonly questions: readonly string[];
}

export type AppendOutcome =
  | { readonly kind: 'stored'; readonly receipt: string }
  /** Handed in before, then about this instrument and agency. */
  | { readonly kind: 'known'; readonly receipt: string; readonly instrument: string; readonly agency: string }
  | { readonly kind: 'ticket-unknown' }
  | { readonly kind: 'ticket-spent' };

/** Appends a batch of responses in one transaction; see responseAppender. */
export type AppendBatch = (batch: readonly NewResponse[]) => readonly AppendOutcome[];

/**
 * The hot path: appends a batch of responses in one transaction on disk, each {spend ticket, append response}, and adds
 * each tally cell once for the whole batch. Raw statements, because a busy hour at 126 counters must not queue.
 * `origin` names this process, which drops its own pages itself.
 * Throws SQLITE_BUSY at once where another process is writing; then nothing of the batch is stored.
 */
export function responseAppender(db: Sqlite.Database, origin: string): AppendBatch {
  const findById = db.prepare<[string], { receipt: string; instrument: string; agency: string }>(
    'select receipt, instrument, agency from responses where id = ?',
  );
  const spendTicket = db.prepare('update tickets set spent = 1 where code_hash = ? and spent = 0 and instrument = ? and agency = ?');
  const findTicket = db.prepare<[string, string, string], { spent: number }>(
    'select spent from tickets where code_hash = ? and instrument = ? and agency = ?',
  );
  const insert = db.prepare(
    'insert into responses (id, receipt, instrument, agency, procedure, day, mode, answers, profile) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addTally = db.prepare(
    `insert into tallies (instrument, agency, mode, item, value, n) values (?, ?, ?, ?, ?, ?)
     on conflict (agency, instrument, mode, item, value) do update set n = n + excluded.n`,
  );
  const addCount = db.prepare(
    `insert into response_counts (instrument, agency, mode, n) values (?, ?, ?, ?)
     on conflict (agency, instrument, mode) do update set n = n + excluded.n`,
  );
  const addChange = db.prepare(
    `insert into changes (tag, version, origin) values (?, (select coalesce(max(version), 0) + 1 from changes), ?)
     on conflict (tag) do update set version = excluded.version, origin = excluded.origin`,
  );

  function append(response: NewResponse): AppendOutcome {
    const known = findById.get(response.id);
    if (known) return { kind: 'known', ...known };
    if (response.ticketHash !== null) {
      const { ticketHash, instrument, agency } = response;
      if (spendTicket.run(ticketHash, instrument, agency).changes === 0) {
        return { kind: findTicket.get(ticketHash, instrument, agency) ? 'ticket-spent' : 'ticket-unknown' };
      }
    }
    const { id, receipt, instrument, agency, procedure, day, mode, answers, profile } = response;
    insert.run(id, receipt, instrument, agency, procedure, day, mode, answers, profile);
    return { kind: 'stored', receipt };
  }

  const appendAll = db.transaction((batch: readonly NewResponse[]): readonly AppendOutcome[] => {
    const outcomes = batch.map(append);
    const stored = batch.filter((_, i) => outcomes[i]?.kind === 'stored');
    for (const { key, n } of countBy(stored, ({ instrument, agency, mode }) => [instrument, agency, mode])) addCount.run(...key, n);
    const cells = stored.flatMap(({ instrument, agency, mode, questions, answers }) =>
      questions.map((question, i) => [instrument, agency, mode, question, answers[i] === '-' ? 0 : Number(answers[i])] as const),
    );
    for (const { key, n } of countBy(cells, (cell) => cell)) addTally.run(...key, n);
    for (const agency of new Set(stored.map((response) => response.agency))) addChange.run(satisfactionTag(agency), origin);
    return outcomes;
  });
  return (batch) => appendAll.immediate(batch);
}

function countBy<T, K extends readonly (string | number)[]>(all: readonly T[], keyOf: (one: T) => K): readonly { key: K; n: number }[] {
  const counts = new Map<string, { key: K; n: number }>();
  for (const one of all) {
    const key = keyOf(one);
    const name = key.join('\u0000');
    const entry = counts.get(name);
    if (entry) entry.n += 1;
    else counts.set(name, { key, n: 1 });
  }
  return [...counts.values()];
}
