import type { Doer } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { daysBefore, timestamp, today } from '#platform/clock.ts';
import type { Context, Reader, Tx } from '#platform/context.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { sha256Hex } from '#platform/sha256.ts';
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
import { deniedTo, type Refused } from './outcome.ts';
import { recordText } from './record-text.ts';
import {
  besideImports,
  findProcedure,
  heldProcedures,
  markMissing,
  type ProcedureRows,
  procedureRows,
  saveProcedureRows,
} from './store.ts';

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
  context: Pick<Context, 'clock'>,
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
export async function previewImport(context: Pick<Context, 'reader'>, files: ReadFiles): Promise<ImportPlan> {
  return (await planFor(context.reader, files)).plan;
}

export type ImportOutcome = { readonly kind: 'done'; readonly plan: ImportPlan } | Refused;

export interface ImportOptions {
  /** Hears how many rows have been written. */
  readonly tell?: (rows: number) => void;
  /** Asked in the transaction, before anything is written: a refusal leaves all as it was. */
  readonly unless?: (tx: Tx, fingerprint: string) => Promise<Refused | null>;
}

/**
 * Writes the files into the catalogue: all rows or none, in one transaction, with what each procedure was before. The rows are
 * made before it, so that nobody else waits longer to write than SQLite takes; where somebody changed the catalogue between
 * the two, they are made anew. Kept pages follow; the search follows by its outbox. The same files once more change nothing.
 */
export async function writeImport(
  context: Pick<Context, 'reader' | 'writer' | 'clock'>,
  by: Doer,
  files: ReadFiles,
  { tell = () => {}, unless = async () => null }: ImportOptions = {},
): Promise<ImportOutcome> {
  for (;;) {
    const planned = await planFor(context.reader, files);
    const rows = await preparedRows(context.reader, planned.plan);
    const outcome = await context.writer.transaction().execute(async (tx): Promise<ImportOutcome | null> => {
      const denied = deniedTo(by, 'import.apply');
      if (denied) return denied;
      const { plan, fingerprint } = await planFor(tx, files);
      const refusal = await unless(tx, fingerprint);
      if (refusal) return refusal;
      if (fingerprint !== planned.fingerprint) return null;
      await writePlan(tx, context, files, plan, rows, by, tell);
      return { kind: 'done', plan };
    });
    if (outcome) return outcome;
  }
}

/** Imports the files as `writeImport` does; the search index of this process follows before it is done. */
export async function applyImport(context: CatalogueContext, by: Doer, files: ReadFiles, options?: ImportOptions): Promise<ImportOutcome> {
  const outcome = await writeImport(context, by, files, options);
  if (outcome.kind === 'done') await followImport(context, touchedBy(outcome.plan));
  return outcome;
}

/** The codes of the procedures that a plan adds or changes. */
export function touchedBy(plan: ImportPlan): readonly string[] {
  return [...plan.added.map((row) => row.code), ...plan.changed.map((change) => change.incoming.code)];
}

/** Makes the search index of this process, and the pages made of it, follow an import. */
export async function followImport(context: CatalogueContext, touched: readonly string[]): Promise<void> {
  if (touched.length === 0) return;
  await makeFindable(context, touched);
  // Pages that were made between the two must not keep the old results.
  await context.writer.transaction().execute((tx) => recordChanges(tx, ['content']));
}

/** The plan for these files, with a fingerprint of it and of what it would change: another one tells that either is another. */
export async function planFor(reader: Reader, files: ReadFiles): Promise<{ readonly plan: ImportPlan; readonly fingerprint: string }> {
  const held = await heldProcedures(reader);
  const plan = planImport(held, files.rows, files.quarantined, files.listed);
  return {
    plan,
    fingerprint: sha256Hex(
      JSON.stringify([
        files.sources,
        fingerprinted(plan),
        plan.changed.map(({ incoming }) => held.get(incoming.code)),
        await besideImports(reader),
      ]),
    ),
  };
}

/** A plan without the texts of its records, of which it has the hashes. */
function fingerprinted(plan: ImportPlan): unknown {
  const short = (row: Incoming) => ({ ...row, record: row.record?.hash });
  return {
    ...plan,
    added: plan.added.map(short),
    changed: plan.changed.map((change) => ({ ...change, incoming: short(change.incoming) })),
    older: plan.older.map(short),
  };
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

/** A procedure that an import adds or changes, made ready to be written. */
interface PreparedRow {
  readonly rows: ProcedureRows;
  /** Its line of the history. */
  readonly incoming: Incoming;
  readonly act: 'added' | 'changed';
  readonly parts: readonly NamedPart[];
  readonly previous: string | null;
}

async function preparedRows(reader: Reader, plan: ImportPlan): Promise<readonly PreparedRow[]> {
  const prepared: PreparedRow[] = plan.added.map((incoming) => ({
    rows: withText(procedureRows(newProcedure(incoming)), incoming),
    incoming,
    act: 'added',
    parts: [],
    previous: null,
  }));
  for (const change of plan.changed) {
    const { incoming } = change;
    const { before, after, parts } = await changedProcedure(reader, change);
    prepared.push({
      rows: withText(procedureRows(after), incoming),
      incoming,
      act: 'changed',
      parts: [...(change.record === 'first' ? (['details'] as const) : []), ...parts.map(({ part }) => part)],
      previous: JSON.stringify({ listing: before.listing, record: before.record }),
    });
  }
  return prepared;
}

/** With the text of the record that waits in memory already, not a second one of the same letters. */
function withText({ row, ...rest }: ProcedureRows, { record }: Incoming): ProcedureRows {
  return { ...rest, row: record ? { ...row, record: record.json } : row };
}

async function writePlan(
  tx: Tx,
  context: Pick<Context, 'clock'>,
  { sources }: ReadFiles,
  plan: ImportPlan,
  prepared: readonly PreparedRow[],
  by: Doer,
  tell: (rows: number) => void,
): Promise<void> {
  const at = timestamp(context.clock);
  const hashes = new Map(sources.map((source) => [source.file, source.sha256]));
  const sourceOf = ({ file }: { readonly file: string }) => ({ file, sha256: hashes.get(file) ?? '' });
  let written = 0;
  for (const some of chunks(prepared, 100)) {
    await saveProcedureRows(
      tx,
      some.map(({ rows }) => rows),
    );
    await addHistory(
      tx,
      some.map(({ incoming, act, parts, previous }) => ({
        procedure: incoming.code,
        at,
        person: by.name,
        act,
        source: sourceOf(incoming),
        parts,
        previous,
      })),
    );
    written += some.length;
    tell(written);
  }
  const changed = new Set(plan.changed.map((change) => change.incoming.code));
  await markMissing(
    tx,
    plan.seenAgain.filter((one) => !changed.has(one)),
    null,
  );
  const from = sources.map((source) => source.file).join(', ');
  const marked = new Set(
    (await tx.selectFrom('procedures').select('code').where('missing_since', 'is not', null).execute()).map(({ code }) => code),
  );
  const newlyMissing = plan.missing.filter((code) => !marked.has(code));
  await markMissing(tx, newlyMissing, { since: today(context.clock), from });
  await addQuarantined(
    tx,
    plan.quarantined.map((row) => ({ ...row, ...sourceOf(row) })),
    at,
  );
  if (plan.added.length + plan.changed.length + plan.seenAgain.length + newlyMissing.length === 0) return;
  await writeAudit(tx, context, {
    person: by,
    act: 'import.apply',
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
  return { code, listing, record: record && parseRecord(record.json), digest: null, words: null, withdrawal: null, missing: null };
}

async function stored(reader: Reader, code: string): Promise<Procedure> {
  const procedure = await findProcedure(reader, code);
  if (!procedure) throw new Error(`procedure ${code} vanished within a transaction`);
  return procedure;
}
