import { rational } from './fraction.ts';
import { agenciesOf, type PublishedRound, type PublishedRow } from './published-round.ts';
import { type Contradiction, contradictionsOf, type PublishedTable } from './published-table.ts';

type TableRow = PublishedTable['rows'][number];

/** What in a published round cannot be as it was printed. Nothing is corrected: the row is marked as being checked. */
export interface RoundDoubts {
  /** By the agency's code. */
  readonly rows: ReadonlyMap<string, readonly Contradiction[]>;
  /** Of the table as a whole: its mean. */
  readonly whole: readonly Contradiction[];
}

/** Finds where a published round contradicts itself, however much of it is known. */
export function doubtsOf(round: PublishedRound): RoundDoubts {
  const { table, rowOf } = wholeTable(round);
  const rows = new Map<string, Contradiction[]>();
  const whole: Contradiction[] = [];
  for (const one of contradictionsOf(table)) {
    const agency = one.kind === 'mean' ? undefined : rowOf.get(one.row)?.agency;
    if (agency === undefined) whole.push(one);
    else rows.set(agency, [...(rows.get(agency) ?? []), one]);
  }
  return { rows, whole };
}

/** The round with a row for each of its agencies: those of which nothing is known, and those whose rank is not, take the free ranks. */
function wholeTable(round: PublishedRound): { readonly table: PublishedTable; readonly rowOf: ReadonlyMap<TableRow, PublishedRow> } {
  const rowOf = new Map<TableRow, PublishedRow>();
  const put = (one: PublishedRow, rank: number): TableRow => {
    const row: TableRow = {
      rank,
      name: one.name,
      value: one.value ?? null,
      ...(one.parts && { parts: one.parts.map(({ value }) => value) }),
    };
    rowOf.set(row, one);
    return row;
  };
  const ranked = round.rows.flatMap((one) => (one.rank === undefined ? [] : [put(one, one.rank)]));
  const rows = [...ranked];
  // Those who share a rank take the next ones too.
  const taken = new Set([...Map.groupBy(ranked, ({ rank }) => rank)].flatMap(([rank, sharing]) => sharing.map((_, i) => rank + i)));
  const free = Array.from({ length: agenciesOf(round) }, (_, i) => i + 1).filter((rank) => !taken.has(rank));
  const unranked = round.rows
    .filter(({ rank }) => rank === undefined)
    .sort((a, b) => rational(b.value ?? 0).compare(rational(a.value ?? 0)));
  for (const one of unranked) {
    const fitting = Math.max(
      0,
      free.findIndex((rank) => fits(ranked, rank, one.value ?? '0')),
    );
    const [rank] = free.splice(fitting, 1);
    if (rank !== undefined) rows.push(put(one, rank));
  }
  const unknown = free.map((rank): TableRow => ({ rank, name: '', value: null }));
  const all = [...rows, ...unknown];
  // What the mean leaves for a value that is not known is held against its place, which is only sure where every rank is.
  const mean = unranked.length === 0 || all.every(({ value }) => value !== null) ? round.mean?.value : undefined;
  return { table: { ...(mean !== undefined && { mean }), rows: all }, rowOf };
}

/** Whether a value may stand at a rank among those whose rank is known. */
function fits(ranked: readonly TableRow[], at: number, value: string): boolean {
  return ranked.every(
    (row) =>
      row.value === null ||
      (row.rank < at ? rational(row.value).compare(rational(value)) >= 0 : rational(row.value).compare(rational(value)) <= 0),
  );
}
