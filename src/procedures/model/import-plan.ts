import type { Listing } from './listing.ts';

/** Why a row of a file is kept out of the catalogue until a person has looked at it. */
export const quarantineReasons = ['code-form', 'demo', 'broken', 'conflict', 'no-name'] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export interface Quarantined {
  readonly file: string;
  readonly place: string;
  readonly code: string;
  readonly reason: QuarantineReason;
  /** What exactly: the part of the record, the place of the other row. */
  readonly detail: string;
}

/** A row that may enter the catalogue. */
export interface Incoming {
  readonly code: string;
  readonly file: string;
  readonly place: string;
  readonly listing: Listing;
  /** Null for a row of a list. */
  readonly record: IncomingRecord | null;
}

/** A full record as text: thousands of them wait in memory until all files are read. */
export interface IncomingRecord {
  readonly json: string;
  readonly hash: string;
  /** When the source changed it, ISO 8601 UTC. */
  readonly updated_at: string;
}

/** What the catalogue holds of a procedure, as far as an import can change it. */
export interface Held {
  readonly listing: Listing;
  readonly record: Omit<IncomingRecord, 'json'> | null;
  /** The file that it was last missing from; null where it was not. */
  readonly missing_from: string | null;
}

export interface Change {
  readonly incoming: Incoming;
  /** The columns of lists as they will be. */
  readonly listing: Listing;
  /** Whether the full record changes too, or comes to a procedure that had none. */
  readonly record: 'same' | 'changed' | 'first';
}

/** What an import would do, row by row; made before anything is written. */
export interface ImportPlan {
  readonly added: readonly Incoming[];
  readonly changed: readonly Change[];
  readonly unchanged: readonly string[];
  /** Older than the record that the catalogue holds, by the source's own time: left out. */
  readonly older: readonly Incoming[];
  /** Promulgated by somebody whom the files list, and not in them. */
  readonly missing: readonly string[];
  /** Marked as missing before, and seen again. */
  readonly seenAgain: readonly string[];
  readonly quarantined: readonly Quarantined[];
}

/**
 * One row for each code, whatever the order of the rows: a full record beats a row of a list, the one that the source
 * changed last beats an older one. Two that contradict each other, and neither is newer, are both kept out.
 */
export function oneRowEach(rows: readonly Incoming[]): {
  readonly rows: ReadonlyMap<string, Incoming>;
  readonly conflicts: readonly Quarantined[];
} {
  const byCode = Map.groupBy(rows, (row) => row.code);
  const kept = new Map<string, Incoming>();
  const conflicts: Quarantined[] = [];
  for (const code of [...byCode.keys()].sort()) {
    const all = byCode.get(code) ?? [];
    const records = all.filter((row) => row.record !== null);
    const newest = records
      .map((row) => row.record?.updated_at ?? '')
      .sort()
      .at(-1);
    const best = records.length > 0 ? records.filter((row) => row.record?.updated_at === newest) : all;
    const contents = new Set(best.map(contentOf));
    const [first] = best;
    if (contents.size === 1 && first) kept.set(code, first);
    else
      for (const row of best)
        conflicts.push({
          file: row.file,
          place: row.place,
          code,
          reason: 'conflict',
          detail: best
            .filter((one) => one !== row)
            .map((one) => `${one.file}: ${one.place}`)
            .join(', '),
        });
  }
  return { rows: kept, conflicts };
}

/** Compares what the files say with what the catalogue holds. */
export function planImport(
  held: ReadonlyMap<string, Held>,
  rows: readonly Incoming[],
  quarantined: readonly Quarantined[],
  /** Who promulgated what the files list; absence is judged among their procedures only. Null where the files are no lists. */
  listed: ReadonlySet<string> | null,
): ImportPlan {
  const { rows: one, conflicts } = oneRowEach(rows);
  const plan = {
    added: [] as Incoming[],
    changed: [] as Change[],
    unchanged: [] as string[],
    older: [] as Incoming[],
    seenAgain: [] as string[],
  };
  for (const [code, incoming] of one) {
    const now = held.get(code);
    if (!now) {
      plan.added.push(incoming);
      continue;
    }
    if (now.missing_from !== null) plan.seenAgain.push(code);
    if (incoming.record && now.record && incoming.record.updated_at < now.record.updated_at) plan.older.push(incoming);
    else {
      const change = changeOf(now, incoming);
      if (change) plan.changed.push(change);
      else plan.unchanged.push(code);
    }
  }
  const present = new Set([...one.keys(), ...conflicts.map((row) => row.code), ...quarantined.map((row) => row.code)]);
  const missing =
    listed === null
      ? []
      : [...held].filter(([code, { listing }]) => listed.has(listing.promulgator) && !present.has(code)).map(([code]) => code);
  return { ...plan, missing: missing.sort(), quarantined: [...quarantined, ...conflicts] };
}

function contentOf(row: Incoming): string {
  return JSON.stringify([row.listing, row.record?.hash]);
}

function changeOf(now: Held, incoming: Incoming): Change | null {
  const listing = incoming.record === null ? filled(incoming.listing, now.listing) : incoming.listing;
  const record = recordChange(now.record, incoming.record);
  return record === 'same' && JSON.stringify(listing) === JSON.stringify(now.listing) ? null : { incoming, listing, record };
}

/** A row of a list over what stands: an empty cell, or a column that it does not have, says nothing. */
function filled(row: Listing, now: Listing): Listing {
  return {
    name: row.name,
    field: row.field || now.field,
    promulgator: row.promulgator || now.promulgator,
    executing: row.executing === null || row.executing.length === 0 ? now.executing : row.executing,
  };
}

function recordChange(now: Held['record'], incoming: Incoming['record']): Change['record'] {
  if (incoming === null || incoming.hash === now?.hash) return 'same';
  return now === null ? 'first' : 'changed';
}
