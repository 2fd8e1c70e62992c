import type { Doer } from '#accounts/model/person.ts';
import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp, today } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { findProcedure } from '#procedures/store.ts';
import { satisfactionTag } from '#survey/append.ts';
import { findInstrument } from '#survey/store.ts';
import { findImprovement, type Improvement, insertImprovement, updateImprovement } from './improvement-store.ts';
import { type ImprovementChange, type ImprovementDraft, readDraft, readText } from './model/improvement.ts';
import { deniedTo, type Refused, refused } from './outcome.ts';

export type ImprovementOutcome = { readonly kind: 'done'; readonly improvement: Improvement } | Refused;

/** What pages that show the entries of all agencies are tagged with in the page cache. */
export const improvementsTag = 'improvements';
/** What the page of a procedure is tagged with, which shows the entries about it. */
export const procedureImprovementsTag = (procedure: string): string => `${improvementsTag}:${procedure}`;

const drafted = ['instrument', 'factor', 'procedure', 'said', 'done_text', 'done_on', 'evidence_url'] as const;

/** An agency's editor tells what was done about what people said; public at once. */
export async function publishImprovement(context: Context, order: ImprovementDraft, by: Doer): Promise<ImprovementOutcome> {
  return context.writer.transaction().execute(async (tx) => {
    const denied = deniedTo(by, 'improvement.publish', { agency: order.agency });
    if (denied) return denied;
    const day = today(context.clock);
    const agency = await findAgency(tx, order.agency);
    if (!agency) return refused('par-index.improvements.refused.agency', { code: order.agency });
    if (!ratableOn(agency, day)) return refused('par-index.improvements.refused.not-rated', { agency: agency.name });
    const checked = await check(tx, order, day);
    if (checked.kind === 'refused') return checked;
    const at = timestamp(context.clock);
    const entry = {
      ...checked.draft,
      state: 'published' as const,
      withdrawn_reason: null,
      author: by.name,
      person_id: by.id,
      published_at: at,
      updated_at: at,
    };
    const improvement = { id: await insertImprovement(tx, entry), ...entry };
    await record(tx, context, 'publish', null, improvement, by);
    return { kind: 'done', improvement };
  });
}

/** Corrects a published entry; what it said before stays in the audit. `seen`: when what the person saw was last changed. */
export async function changeImprovement(
  context: Context,
  id: number,
  change: ImprovementChange,
  by: Doer,
  seen?: string,
): Promise<ImprovementOutcome> {
  return amend(context, 'change', { id, seen }, by, async (tx, before) => {
    const checked = await check(tx, { ...before, ...change }, today(context.clock));
    if (checked.kind === 'refused') return checked;
    if (drafted.every((name) => checked.draft[name] === before[name])) return refused('par-index.improvements.refused.same', { id });
    return { kind: 'done', improvement: { ...before, ...checked.draft } };
  });
}

/** Takes an entry from all pages and files, for a reason that stays with it. `seen`: as when it is changed. */
export async function withdrawImprovement(
  context: Context,
  id: number,
  reason: string,
  by: Doer,
  seen?: string,
): Promise<ImprovementOutcome> {
  return amend(context, 'withdraw', { id, seen }, by, async (_, before) => {
    const read = readText('reason', reason);
    if (read.kind === 'refused') return read;
    return { kind: 'done', improvement: { ...before, state: 'withdrawn', withdrawn_reason: read.text } };
  });
}

/** One act on a published entry, in one transaction. */
async function amend(
  context: Context,
  act: 'change' | 'withdraw',
  { id, seen }: { readonly id: number; readonly seen?: string | undefined },
  by: Doer,
  made: (tx: Tx, before: Improvement) => Promise<ImprovementOutcome>,
): Promise<ImprovementOutcome> {
  return context.writer.transaction().execute(async (tx) => {
    const before = await findImprovement(tx, id);
    if (!before) return refused('par-index.improvements.refused.unknown', { id });
    const denied = deniedTo(by, `improvement.${act}`, { state: before.state, agency: before.agency });
    if (before.state === 'withdrawn') return refused('par-index.improvements.refused.withdrawn', { id });
    if (denied) return denied;
    if (seen !== undefined && seen !== before.updated_at) return refused('par-index.improvements.refused.stale');
    const outcome = await made(tx, before);
    if (outcome.kind === 'refused') return outcome;
    const improvement = { ...outcome.improvement, updated_at: timestamp(context.clock) };
    const { id: _, ...columns } = improvement;
    await updateImprovement(tx, id, columns);
    await record(tx, context, act, before, improvement, by);
    return { kind: 'done', improvement };
  });
}

type Checked = ReturnType<typeof readDraft>;

/** What was written, if it can be read and what it names is there and fits the agency. */
async function check(tx: Tx, typed: ImprovementDraft, day: string): Promise<Checked> {
  const read = readDraft(typed, day);
  if (read.kind === 'refused') return read;
  const { agency: code, instrument: id, factor, procedure, done_on } = read.draft;
  const agency = await findAgency(tx, code);
  if (!agency) return refused('par-index.improvements.refused.agency', { code });
  if (agency.valid_from !== null && done_on < agency.valid_from) {
    return refused('par-index.improvements.refused.before', { agency: agency.name, day: { date: agency.valid_from } });
  }
  if (procedure !== null) {
    return (await findProcedure(tx, procedure)) ? read : refused('par-index.improvements.refused.procedure', { code: procedure });
  }
  const instrument = await findInstrument(tx, id ?? '');
  if (!instrument) return refused('par-index.improvements.refused.instrument', { id: id ?? '' });
  const audience = ratedAs(agency.kind);
  if (audience === null || !instrument.applies_to.includes(audience)) {
    return refused('par-index.improvements.refused.other-form', { id: instrument.id, agency: agency.name });
  }
  const factors = instrument.fields.flatMap((field) => field.factors.map((one) => one.code));
  if (factors.some((one) => one === factor)) return read;
  return refused('par-index.improvements.refused.factor', { id: instrument.id, code: factor ?? '', known: factors.join(', ') });
}

/** Who did it, with what was before and what is now; and which pages show it. */
async function record(
  tx: Tx,
  context: Context,
  act: 'publish' | 'change' | 'withdraw',
  before: Improvement | null,
  after: Improvement,
  by: Doer,
): Promise<void> {
  await writeAudit(tx, context, { person: by, act: `improvement.${act}`, object: String(after.id), before: before ?? undefined, after });
  const procedures = new Set([before?.procedure, after.procedure].filter((code) => code != null));
  await recordChanges(tx, [satisfactionTag(after.agency), improvementsTag, ...[...procedures].map(procedureImprovementsTag)]);
}
