import type { Act } from '#accounts/model/act.ts';
import type { Doer } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp, today } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { documentId } from '#search/model/document.ts';
import { type CatalogueContext, makeFindable } from './findable.ts';
import { addHistory, setFormerCode } from './history-store.ts';
import type { Procedure } from './model/procedure.ts';
import { deniedTo, type Outcome, type Refused, refused, refusedAt } from './outcome.ts';
import { findProcedure, saveProcedure } from './store.ts';

/** The longest reason for which a procedure can be withdrawn. */
export const longestWithdrawalNote = 500;

/** Marks a procedure as withdrawn, with a public reason; its page stays. `replacedBy` is the code of what took its place. */
export async function withdrawProcedure(
  context: CatalogueContext,
  by: Doer,
  code: string,
  order: { readonly note: string; readonly replacedBy?: string | undefined },
): Promise<Outcome> {
  const note = order.note.normalize('NFC').trim();
  const replacedBy = order.replacedBy?.trim() || null;
  if (note.length < 5 || note.length > longestWithdrawalNote)
    return refusedAt('withdrawal', 'procedures.staff.refused.note', { most: longestWithdrawalNote });
  return changeByHand(context, by, code, 'procedure.withdraw', async (procedure, tx) => {
    if (procedure.withdrawal) return refused('procedures.staff.refused.already-withdrawn');
    if (replacedBy !== null && (replacedBy === code || !(await findProcedure(tx, replacedBy))))
      return refusedAt('replaced_by', 'procedures.staff.refused.successor');
    return { ...procedure, withdrawal: { on: today(context.clock), note, replaced_by: replacedBy } };
  });
}

/** Takes a withdrawal back. */
export async function restoreProcedure(context: CatalogueContext, by: Doer, code: string): Promise<Outcome> {
  return changeByHand(context, by, code, 'procedure.restore', async (procedure) =>
    procedure.withdrawal ? { ...procedure, withdrawal: null } : refused('procedures.staff.refused.not-withdrawn'),
  );
}

/** Makes the address of a code that a procedure had before lead to it. A code that is a procedure's of today cannot. */
export async function addFormerCode(context: Context, by: Doer, former: string, code: string): Promise<Outcome> {
  return context.writer.transaction().execute(async (tx): Promise<Outcome> => {
    if (!(await findProcedure(tx, code))) return refused('procedures.staff.refused.unknown', { code });
    const denied = deniedTo(by, 'procedure.add_former_code');
    if (denied) return denied;
    if (await findProcedure(tx, former)) return refused('procedures.staff.refused.code-taken');
    await setFormerCode(tx, former, code);
    await writeAudit(tx, context, { person: by, act: 'procedure.add_former_code', object: code, after: { former } });
    await recordChanges(tx, ['content']);
    return { kind: 'done' };
  });
}

const historyActs = { 'procedure.withdraw': 'withdrawn', 'procedure.restore': 'restored' } as const satisfies Partial<Record<Act, string>>;

async function changeByHand(
  context: CatalogueContext,
  by: Doer,
  code: string,
  act: keyof typeof historyActs,
  change: (procedure: Procedure, tx: Tx) => Promise<Procedure | Refused>,
): Promise<Outcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<Outcome> => {
    const procedure = await findProcedure(tx, code);
    if (!procedure) return refused('procedures.staff.refused.unknown', { code });
    const denied = deniedTo(by, act);
    if (denied) return denied;
    const after = await change(procedure, tx);
    if ('kind' in after) return after;
    await saveProcedure(tx, after);
    const at = timestamp(context.clock);
    const previous = JSON.stringify({ withdrawal: procedure.withdrawal });
    await addHistory(tx, [{ procedure: code, at, person: by.name, act: historyActs[act], source: null, parts: [], previous }]);
    await writeAudit(tx, context, { person: by, act, object: code, before: procedure.withdrawal, after: after.withdrawal });
    await recordChanges(tx, ['content']);
    await tellSearch(tx, context.clock, [documentId({ type: 'procedure', code })]);
    return { kind: 'done' };
  });
  if (outcome.kind === 'done') await makeFindable(context, [code]);
  return outcome;
}
