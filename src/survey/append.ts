import { randomUUID } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import type { ResponseRow } from '#db/schema.ts';
import { shownStep } from './tally-store.ts';

/** A response ready to be stored. */
export interface NewResponse extends ResponseRow {
  readonly ticketHash: string | null;
  /** Question codes in the order of the packed answers. */
  readonly questions: readonly string[];
  readonly flags: readonly string[];
  /** What was written in one's own words, personal data covered; stored without any link to the rest. */
  readonly comment?: string;
}

export type AppendOutcome =
  /** `stepped`: what is shown of the agency's answers has changed with it. */
  | { readonly kind: 'stored'; readonly receipt: string; readonly stepped: boolean }
  /** Handed in before, then about this wave and agency. */
  | { readonly kind: 'known'; readonly receipt: string; readonly wave: string; readonly agency: string }
  | { readonly kind: 'ticket-unknown' }
  | { readonly kind: 'ticket-spent' };

/** Appends a batch of responses in one transaction; see responseAppender. */
export type AppendBatch = (batch: readonly NewResponse[]) => readonly AppendOutcome[];

/** What a page that shows the satisfaction with an agency is tagged with; `satisfaction` alone: with any agency. */
export const satisfactionTag = (agency: string): string => `satisfaction:${agency}`;

/** Takes what is shown of an agency's answers in a wave (parameters) anew from its tallies. */
export const takeShown = `insert or replace into shown_tallies (wave, agency, n, cells, modes)
  select c.wave, c.agency, sum(c.n),
    (select json_group_array(json_array(item, value, n)) from (select item, value, sum(n - excluded) as n from tallies
      where wave = c.wave and agency = c.agency group by item, value)),
    json_group_array(json_array(c.mode, c.n, c.excluded))
  from response_counts c where c.wave = ? and c.agency = ? group by c.wave, c.agency`;

/**
 * The hot path: appends a batch of responses in one transaction on disk, each {spend ticket, append response, keep comment}, and adds
 * each tally cell once for the whole batch. Raw statements, because a busy hour at 126 counters must not queue.
 * `origin` names this process, which drops its own pages itself.
 * Throws SQLITE_BUSY at once where another process is writing; then nothing of the batch is stored.
 */
export function responseAppender(db: Sqlite.Database, origin: string): AppendBatch {
  const findKnown = db.prepare<[string], { receipt: string; wave: string; agency: string }>(
    'select receipt, wave, agency from responses where receipt = ?',
  );
  const spendTicket = db.prepare('update tickets set spent = 1 where code_hash = ? and spent = 0');
  const findTicket = db.prepare<[string], { spent: number }>('select spent from tickets where code_hash = ?');
  const insert = db.prepare(
    'insert into responses (receipt, wave, agency, procedure, day, mode, outcome, pace, answers, profile) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertFlag = db.prepare('insert into response_flags (receipt, flag) values (?, ?)');
  const insertComment = db.prepare('insert into comments (id, wave, agency, month, text) values (?, ?, ?, ?, ?)');
  const addTally = db.prepare(
    `insert into tallies (wave, agency, mode, item, value, n) values (?, ?, ?, ?, ?, ?)
     on conflict (wave, agency, mode, item, value) do update set n = n + excluded.n`,
  );
  const addCount = db.prepare(
    `insert into response_counts (wave, agency, mode, n) values (?, ?, ?, ?)
     on conflict (wave, agency, mode) do update set n = n + excluded.n`,
  );
  const stepDue = db.prepare<[string, string, string, string, number], { due: 0 | 1 }>(
    `select (select sum(n) from response_counts where wave = ? and agency = ?)
       - coalesce((select n from shown_tallies where wave = ? and agency = ?), 0) >= ? as due`,
  );
  const step = db.prepare(takeShown);
  const addChange = db.prepare(
    `insert into changes (tag, version, origin) values (?, (select coalesce(max(version), 0) + 1 from changes), ?)
     on conflict (tag) do update set version = excluded.version, origin = excluded.origin`,
  );

  function append(response: NewResponse): AppendOutcome {
    const { receipt, wave, agency, procedure, day, mode, outcome, pace, answers, profile, ticketHash } = response;
    const known = findKnown.get(receipt);
    if (known) return { kind: 'known', ...known };
    if (ticketHash !== null && spendTicket.run(ticketHash).changes === 0) {
      return { kind: findTicket.get(ticketHash) ? 'ticket-spent' : 'ticket-unknown' };
    }
    insert.run(receipt, wave, agency, procedure, day, mode, outcome, pace, answers, profile);
    for (const flag of response.flags) insertFlag.run(receipt, flag);
    if (response.comment) insertComment.run(randomUUID(), wave, agency, day.slice(0, 7), response.comment);
    return { kind: 'stored', receipt, stepped: false };
  }

  /** Whether what is shown of an agency's answers in a wave has been taken anew. */
  function stepped(wave: string, agency: string): boolean {
    if (!stepDue.get(wave, agency, wave, agency, shownStep)?.due) return false;
    step.run(wave, agency);
    addChange.run(satisfactionTag(agency), origin);
    return true;
  }

  const appendAll = db.transaction((batch: readonly NewResponse[]): readonly AppendOutcome[] => {
    const outcomes = batch.map(append);
    const stored = batch.filter((_, i) => outcomes[i]?.kind === 'stored');
    for (const { key, n } of countBy(stored, ({ wave, agency, mode }) => [wave, agency, mode])) addCount.run(...key, n);
    const cells = stored.flatMap(({ wave, agency, mode, questions, answers }) =>
      questions.map((question, i) => [wave, agency, mode, question, answers[i] === '-' ? 0 : Number(answers[i])] as const),
    );
    for (const { key, n } of countBy(cells, (cell) => cell)) addTally.run(...key, n);
    const groups = countBy(stored, ({ wave, agency }) => [wave, agency] as const);
    const moved = new Set(groups.filter(({ key }) => stepped(...key)).map(({ key }) => key.join(' ')));
    return outcomes.map((outcome, i) =>
      outcome.kind === 'stored' ? { ...outcome, stepped: moved.has(`${batch[i]?.wave} ${batch[i]?.agency}`) } : outcome,
    );
  });
  return (batch) => appendAll.immediate(batch);
}

function countBy<T, K extends readonly (string | number)[]>(all: readonly T[], keyOf: (one: T) => K): readonly { key: K; n: number }[] {
  const groups = new Map<string, { key: K; n: number }>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key.join('\u0000'));
    if (group) group.n += 1;
    else groups.set(key.join('\u0000'), { key, n: 1 });
  }
  return [...groups.values()];
}
