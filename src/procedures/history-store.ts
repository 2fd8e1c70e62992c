import { z } from 'zod';
import type { IsoTime, ProcedureHistoryRow } from '#db/schema.ts';
import { hanoiDay } from '#platform/clock.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { chunks } from './chunks.ts';
import { type HistoryItem, partsOf } from './model/history.ts';
import type { Quarantined, QuarantineReason } from './model/import-plan.ts';

/** Where a change comes from: a file, named and with the hash of its bytes. */
export interface Source {
  readonly file: string;
  readonly sha256: string;
}

export interface HistoryEntry {
  readonly procedure: string;
  readonly at: IsoTime;
  readonly person: string;
  readonly act: ProcedureHistoryRow['act'];
  readonly source: Source | null;
  readonly parts: readonly string[];
  /** What it was before, as JSON; null where there was nothing. */
  readonly previous: string | null;
}

/** Writes down changes of procedures, one of each, with what they were before, as their next versions. */
export async function addHistory(tx: Tx, entries: readonly HistoryEntry[]): Promise<void> {
  for (const some of chunks(entries, 200)) {
    const last = await tx
      .selectFrom('procedure_history')
      .select((e) => ['procedure', e.fn.max('version').as('version')])
      .where(
        'procedure',
        'in',
        some.map((entry) => entry.procedure),
      )
      .groupBy('procedure')
      .execute();
    const versions = new Map(last.map((row) => [row.procedure, Number(row.version)]));
    await tx
      .insertInto('procedure_history')
      .values(
        some.map(({ procedure, at, person, act, source, parts, previous }) => ({
          procedure,
          version: (versions.get(procedure) ?? 0) + 1,
          at,
          person,
          act,
          source_file: source?.file ?? null,
          source_sha256: source?.sha256 ?? null,
          parts: JSON.stringify(parts),
          previous,
        })),
      )
      .execute();
  }
}

/** Keeps what an import kept out, for a person to look at; the same row of the same file once. */
export async function addQuarantined(tx: Tx, rows: readonly (Quarantined & { readonly sha256: string })[], at: IsoTime): Promise<void> {
  for (const { file, sha256, place, code, reason, detail } of rows) {
    await tx
      .insertInto('procedure_quarantine')
      .values({ source_sha256: sha256, place, source_file: file, code, reason, detail, at })
      .onConflict((conflict) => conflict.columns(['source_sha256', 'place']).doNothing())
      .execute();
  }
}

/** Makes a former code lead to a procedure, in place of any other. */
export async function setFormerCode(tx: Tx, former: string, procedure: string): Promise<void> {
  await tx
    .insertInto('procedure_former_codes')
    .values({ former, procedure })
    .onConflict((conflict) => conflict.column('former').doUpdateSet({ procedure }))
    .execute();
}

/** What imports kept out, the newest first. */
export async function quarantinedRows(reader: Reader) {
  return reader
    .selectFrom('procedure_quarantine')
    .selectAll()
    .$narrowType<{ reason: QuarantineReason }>()
    .orderBy('at', 'desc')
    .orderBy('place')
    .execute();
}

const storedParts = z.array(z.string());

/** What changed in a procedure, the newest first, at most `limit` changes. */
export async function historyOf(reader: Reader, code: string, limit: number): Promise<readonly HistoryItem[]> {
  return (await signedHistoryOf(reader, code, limit)).map(({ person: _, at: __, ...item }) => item);
}

/** A change as the staff see it: with who did it, and when. */
export interface SignedHistoryItem extends HistoryItem {
  readonly person: string;
  readonly at: string;
}

/** The same with who changed it. */
export async function signedHistoryOf(reader: Reader, code: string, limit: number): Promise<readonly SignedHistoryItem[]> {
  const rows = await reader
    .selectFrom('procedure_history')
    .select(['version', 'at', 'act', 'parts', 'source_file', 'person'])
    .where('procedure', '=', code)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ version, at, act, parts, source_file, person }) => ({
    version,
    at,
    person,
    day: hanoiDay(at),
    act,
    ...partsOf(storedParts.parse(JSON.parse(parts))),
    file: source_file,
  }));
}
