import { randomUUID } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import type { ResponseRow, ShownTallyRow, TallyRow } from '#db/schema.ts';
import { type Cells, nextShown, noCells, plusCells, withPacked } from './model/cells.ts';
import { procedureCounter, procedureTag } from './procedure-tallies.ts';

/** A response ready to be stored. */
export interface NewResponse extends ResponseRow {
  readonly ticketHash: string | null;
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

/** After how many more responses what is shown is taken anew; below ten the display rule shows nothing anyway. */
const shownStep = 10;

/** What a page that shows the satisfaction with an agency is tagged with; `satisfaction` alone: with any agency. */
export const satisfactionTag = (agency: string): string => `satisfaction:${agency}`;

/** What is shown of an agency's answers in a wave, out of its tallies by mode, next after the cells that `shown` already are. */
export function shownOf(
  tallies: readonly Omit<TallyRow, 'wave' | 'agency'>[],
  shown: Cells = [],
): Pick<ShownTallyRow, 'n' | 'cells' | 'modes'> {
  const now = tallies.map(countedCells).reduce((a, b) => plusCells(a, b), []);
  return {
    n: tallies.reduce((sum, { n }) => sum + n, 0),
    cells: JSON.stringify(nextShown(shown, now, shownStep)),
    modes: JSON.stringify(tallies.map(({ mode, n, excluded }) => [mode, n, excluded])),
  };
}

/** Takes what is shown of an agency's answers in a wave anew from its tallies. Runs inside a transaction of the caller. */
function shownTaker(db: Sqlite.Database): (wave: string, agency: string) => void {
  const tallies = db.prepare<[string, string], Omit<TallyRow, 'wave' | 'agency'>>(
    'select mode, n, cells, excluded, excluded_cells from tallies where wave = ? and agency = ? order by mode',
  );
  const last = db.prepare<[string, string], { cells: string }>('select cells from shown_tallies where wave = ? and agency = ?');
  const replace = db.prepare('insert or replace into shown_tallies (wave, agency, n, cells, modes) values (?, ?, ?, ?, ?)');
  return (wave, agency) => {
    const shown = JSON.parse(last.get(wave, agency)?.cells ?? '[]') as Cells;
    const { n, cells, modes } = shownOf(tallies.all(wave, agency), shown);
    replace.run(wave, agency, n, cells, modes);
  };
}

/**
 * The hot path: appends a batch of responses in one transaction on disk, each {spend ticket, append response, keep comment},
 * and adds to each tally once for the whole batch. Raw statements, because a busy hour at 126 counters must not queue.
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
  const findTally = db.prepare<[string, string, string], { n: number; cells: string }>(
    'select n, cells from tallies where wave = ? and agency = ? and mode = ?',
  );
  const insertTally = db.prepare(
    "insert into tallies (wave, agency, mode, n, cells, excluded, excluded_cells) values (?, ?, ?, ?, ?, 0, '[]')",
  );
  const updateTally = db.prepare('update tallies set n = ?, cells = ? where wave = ? and agency = ? and mode = ?');
  const standing = db.prepare<[string, string, string, string], { n: number; shown: number }>(
    `select (select sum(n) from tallies where wave = ? and agency = ?) as n,
       coalesce((select n from shown_tallies where wave = ? and agency = ?), 0) as shown`,
  );
  const takeShown = shownTaker(db);
  const countProcedure = procedureCounter(db);
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

  /** Counts responses of one wave, agency and mode. */
  function count([first, ...others]: readonly NewResponse[]): void {
    if (!first) return;
    const { wave, agency, mode } = first;
    const packed = [first, ...others].map(({ answers }) => answers);
    const known = findTally.get(wave, agency, mode);
    const cells = known ? (JSON.parse(known.cells) as number[]) : noCells(first.answers.length);
    const counted = JSON.stringify(withPacked(cells, packed));
    if (known) updateTally.run(known.n + packed.length, counted, wave, agency, mode);
    else insertTally.run(wave, agency, mode, packed.length, counted);
  }

  /** Whether what is shown of an agency's answers in a wave changes with `added` more: that there are any, or the next step. */
  function stepped(wave: string, agency: string, added: number): boolean {
    const at = standing.get(wave, agency, wave, agency);
    const due = at !== undefined && at.n - at.shown >= shownStep;
    if (due) takeShown(wave, agency);
    else if (at?.n !== added) return false;
    addChange.run(satisfactionTag(agency), origin);
    return true;
  }

  const appendAll = db.transaction((batch: readonly NewResponse[]): readonly AppendOutcome[] => {
    const outcomes = batch.map(append);
    const stored = batch.filter((_, i) => outcomes[i]?.kind === 'stored');
    for (const same of Map.groupBy(stored, ({ wave, agency, mode }) => `${wave} ${agency} ${mode}`).values()) count(same);
    for (const same of Map.groupBy(stored, ({ wave, procedure }) => (procedure === null ? '' : `${wave} ${procedure}`)).values()) {
      const [{ wave, procedure } = { wave: '', procedure: null }] = same;
      if (procedure === null) continue;
      // Told to all processes, this one too: it learns of it with the others.
      const hasMoved = countProcedure(
        wave,
        procedure,
        same.map(({ answers }) => answers),
      );
      if (hasMoved) addChange.run(procedureTag(procedure), '');
    }
    const moved = new Set<string>();
    for (const [key, same] of Map.groupBy(stored, ({ wave, agency }) => `${wave} ${agency}`)) {
      const [first] = same;
      if (first && stepped(first.wave, first.agency, same.length)) moved.add(key);
    }
    return outcomes.map((outcome, i) =>
      outcome.kind === 'stored' ? { ...outcome, stepped: moved.has(`${batch[i]?.wave} ${batch[i]?.agency}`) } : outcome,
    );
  });
  return (batch) => appendAll.immediate(batch);
}

/** What counts of a tally: without what is left out. */
export function countedCells({ cells, excluded_cells }: Pick<TallyRow, 'cells' | 'excluded_cells'>): Cells {
  return plusCells(JSON.parse(cells) as number[], JSON.parse(excluded_cells) as number[], -1);
}
