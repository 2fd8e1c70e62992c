import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { daysBefore, timestamp, today } from '#platform/clock.ts';
import type { Context, Reader, Tx } from '#platform/context.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { documentId } from '#search/model/document.ts';
import { chunks } from './chunks.ts';
import { type CatalogueContext, makeFindable } from './findable.ts';
import { addHistory, addQuarantined } from './history-store.ts';
import { oldDecisionDays } from './model/decision-age.ts';
import { type FlagKind, flagsOf } from './model/flags.ts';
import { type Change, type ImportPlan, type Incoming, planImport, type Quarantined } from './model/import-plan.ts';
import type { ImportFile } from './model/import-rows.ts';
import { incomingOf } from './model/incoming.ts';
import { displayName } from './model/name.ts';
import { parseRecord } from './model/national-json.ts';
import { type NamedPart, type PartChange, partChanges } from './model/part-changes.ts';
import type { Procedure } from './model/procedure.ts';
import { type SourceTrap, sourceTrapsOf } from './model/source-traps.ts';
import { recordText } from './record-text.ts';
import { findProcedure, heldProcedures, saveProcedure, saveProcedures } from './store.ts';

/** The files of an import as they were read: what each row brings, what is kept out, how the source writes. */
export interface ReadFiles {
  readonly sources: readonly { readonly file: string; readonly sha256: string; readonly format: string; readonly rows: number }[];
  readonly rows: readonly Incoming[];
  readonly quarantined: readonly Quarantined[];
  /** Who promulgated what the lists among the files hold; null where there is no list. */
  readonly listed: ReadonlySet<string> | null;
  /** How many rows each trap was found in. */
  readonly traps: Readonly<Partial<Record<SourceTrap | FlagKind | 'duplicate-name', number>>>;
}

/**
 * Reads the files of an import, row by row; nothing is written. `tell` hears how many rows have been read.
 * Throws a Fault where a file cannot be read.
 */
export async function readFiles(
  context: Context,
  files: readonly ImportFile[],
  tell: (rows: number) => void = () => {},
): Promise<ReadFiles> {
  const rows: Incoming[] = [];
  const quarantined: Quarantined[] = [];
  const sources: ReadFiles['sources'][number][] = [];
  const listed = new Set<string>();
  const traps = new Map<string, number>();
  const names = new Map<string, number>();
  const count = (trap: string) => traps.set(trap, (traps.get(trap) ?? 0) + 1);
  const oldBefore = daysBefore(today(context.clock), oldDecisionDays);
  for (const file of files) {
    let n = 0;
    for await (const raw of file.rows) {
      n += 1;
      tell(rows.length + quarantined.length + 1);
      const read = incomingOf(file.name, raw);
      if (read.kind === 'quarantined') {
        quarantined.push(read.row);
        continue;
      }
      const { record } = read;
      const row: Incoming = { ...read.row, record: record && recordText(record) };
      rows.push(row);
      if (!file.single) listed.add(row.listing.promulgator);
      for (const trap of sourceTrapsOf(raw.kind === 'detail' ? raw.value : raw.cells, row.listing, record)) count(trap);
      for (const flag of record ? flagsOf(record, oldBefore) : []) count(flag.kind);
      const name = displayName(row.listing.name).toLocaleLowerCase('vi');
      names.set(name, (names.get(name) ?? 0) + 1);
    }
    sources.push({ file: file.name, sha256: file.sha256, format: file.format, rows: n });
  }
  const twice = [...names.values()].filter((n) => n > 1).length;
  if (twice > 0) traps.set('duplicate-name', twice);
  // Of whom nothing says who promulgated them, nothing can be missing.
  listed.delete('');
  return { sources, rows, quarantined, listed: listed.size > 0 ? listed : null, traps: Object.fromEntries(traps) };
}

/** What an import of these files would do to the catalogue as it is now. */
export async function previewImport(context: Context, files: ReadFiles): Promise<ImportPlan> {
  return planFor(context.reader, files);
}

/**
 * Imports the files: all rows or none, in one transaction, with what each procedure was before. Search and kept pages follow.
 * `tell` hears how many rows have been written. Gives what was done; the same files once more change nothing.
 */
export async function applyImport(
  context: CatalogueContext,
  files: ReadFiles,
  person: string,
  tell: (rows: number) => void = () => {},
): Promise<ImportPlan> {
  const plan = await context.writer.transaction().execute(async (tx) => {
    const plan = await planFor(tx, files);
    await writePlan(tx, context, files, plan, person, tell);
    return plan;
  });
  const touched = [...plan.added.map((row) => row.code), ...plan.changed.map((change) => change.incoming.code)];
  if (touched.length > 0) {
    await makeFindable(context, touched);
    // Pages that were made between the two must not keep the old results.
    await context.writer.transaction().execute((tx) => recordChanges(tx, ['content']));
  }
  return plan;
}

async function planFor(reader: Reader, files: ReadFiles): Promise<ImportPlan> {
  return planImport(await heldProcedures(reader), files.rows, files.quarantined, files.listed);
}

/** What a planned change does to a procedure: how it will be, and in which parts it differs. */
export async function changedProcedure(
  reader: Reader,
  { incoming, listing }: Change,
): Promise<{ readonly before: Procedure; readonly after: Procedure; readonly parts: readonly PartChange[] }> {
  const before = await stored(reader, incoming.code);
  const after = { ...before, listing, record: incoming.record ? parseRecord(incoming.record.json) : before.record, missing: null };
  return { before, after, parts: partChanges(before, after) };
}

async function writePlan(
  tx: Tx,
  context: Context,
  { sources }: ReadFiles,
  plan: ImportPlan,
  person: string,
  tell: (rows: number) => void,
): Promise<void> {
  const at = timestamp(context.clock);
  const hashes = new Map(sources.map((source) => [source.file, source.sha256]));
  const sourceOf = ({ file }: { readonly file: string }) => ({ file, sha256: hashes.get(file) ?? '' });
  let written = 0;
  for (const rows of chunks(plan.added, 100)) {
    await saveProcedures(tx, rows.map(newProcedure));
    await addHistory(
      tx,
      rows.map((row) => ({ procedure: row.code, at, person, act: 'added', source: sourceOf(row), parts: [], previous: null })),
    );
    written += rows.length;
    tell(written);
  }
  for (const changes of chunks(plan.changed, 50)) {
    const all = [];
    for (const change of changes) all.push({ change, ...(await changedProcedure(tx, change)) });
    await saveProcedures(
      tx,
      all.map(({ after }) => after),
    );
    await addHistory(
      tx,
      all.map(({ change, before, parts }) => ({
        procedure: before.code,
        at,
        person,
        act: 'changed',
        source: sourceOf(change.incoming),
        parts: [...(change.record === 'first' ? (['details'] as const) : []), ...parts.map(({ part }) => part)] satisfies NamedPart[],
        previous: { listing: before.listing, record: before.record },
      })),
    );
    written += changes.length;
    tell(written);
  }
  const changed = new Set(plan.changed.map((change) => change.incoming.code));
  for (const code of plan.seenAgain.filter((one) => !changed.has(one)))
    await saveProcedure(tx, { ...(await stored(tx, code)), missing: null });
  const from = sources.map((source) => source.file).join(', ');
  const newlyMissing: string[] = [];
  for (const code of plan.missing) {
    const before = await stored(tx, code);
    if (before.missing !== null) continue;
    newlyMissing.push(code);
    await saveProcedure(tx, { ...before, missing: { since: today(context.clock), from } });
  }
  await addQuarantined(
    tx,
    plan.quarantined.map((row) => ({ ...row, ...sourceOf(row) })),
    at,
  );
  if (plan.added.length + plan.changed.length + plan.seenAgain.length + newlyMissing.length === 0) return;
  await writeAudit(tx, context, {
    person,
    act: 'catalogue.import',
    object: from,
    detail: {
      sources,
      added: plan.added.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged.length,
      older: plan.older.length,
      missing: plan.missing.length,
      quarantined: plan.quarantined.length,
    },
  });
  await recordChanges(tx, ['content']);
  await tellSearch(
    tx,
    context.clock,
    [...plan.added.map((row) => row.code), ...changed].map((code) => documentId({ type: 'procedure', code })),
  );
}

function newProcedure({ code, listing, record }: Incoming): Procedure {
  return { code, listing, record: record && parseRecord(record.json), digest: null, withdrawal: null, missing: null };
}

async function stored(reader: Reader, code: string): Promise<Procedure> {
  const procedure = await findProcedure(reader, code);
  if (!procedure) throw new Error(`procedure ${code} vanished within a transaction`);
  return procedure;
}
