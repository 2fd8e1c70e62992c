import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp, today } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { documentId } from '#search/model/document.ts';
import { type CatalogueContext, makeFindable } from './findable.ts';
import { addHistory, setFormerCode } from './history-store.ts';
import type { Procedure } from './model/procedure.ts';
import { findProcedure, saveProcedure } from './store.ts';

export type CatalogueRefusal = 'unknown-procedure' | 'unknown-successor' | 'already-withdrawn' | 'not-withdrawn' | 'code-taken';
export type CatalogueOutcome = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly reason: CatalogueRefusal };

/** Marks a procedure as withdrawn, with a public reason; its page stays. `replacedBy` is the code of what took its place. */
export async function withdrawProcedure(
  context: CatalogueContext,
  code: string,
  order: { readonly person: string; readonly note: string; readonly replacedBy?: string | undefined },
): Promise<CatalogueOutcome> {
  return changeByHand(context, code, order.person, 'withdrawn', async (procedure, tx) => {
    if (procedure.withdrawal) return 'already-withdrawn';
    const { replacedBy = null } = order;
    if (replacedBy !== null && (replacedBy === code || !(await findProcedure(tx, replacedBy)))) return 'unknown-successor';
    return { ...procedure, withdrawal: { on: today(context.clock), note: order.note, replaced_by: replacedBy } };
  });
}

/** Takes a withdrawal back. */
export async function restoreProcedure(context: CatalogueContext, code: string, person: string): Promise<CatalogueOutcome> {
  return changeByHand(context, code, person, 'restored', async (procedure) =>
    procedure.withdrawal ? { ...procedure, withdrawal: null } : 'not-withdrawn',
  );
}

/** Makes the address of a code that a procedure had before lead to it. A code that is a procedure's of today cannot. */
export async function addFormerCode(context: Context, former: string, code: string, person: string): Promise<CatalogueOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<CatalogueOutcome> => {
    if (!(await findProcedure(tx, code))) return { kind: 'refused', reason: 'unknown-procedure' };
    if (await findProcedure(tx, former)) return { kind: 'refused', reason: 'code-taken' };
    await setFormerCode(tx, former, code);
    await writeAudit(tx, context, { person, act: 'catalogue.former-code', object: code, detail: { former } });
    await recordChanges(tx, ['content']);
    return { kind: 'done' };
  });
}

async function changeByHand(
  context: CatalogueContext,
  code: string,
  person: string,
  act: 'withdrawn' | 'restored',
  change: (procedure: Procedure, tx: Tx) => Promise<Procedure | CatalogueRefusal>,
): Promise<CatalogueOutcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<CatalogueOutcome> => {
    const before = await findProcedure(tx, code);
    if (!before) return { kind: 'refused', reason: 'unknown-procedure' };
    const after = await change(before, tx);
    if (typeof after === 'string') return { kind: 'refused', reason: after };
    await saveProcedure(tx, after);
    const at = timestamp(context.clock);
    await addHistory(tx, [{ procedure: code, at, person, act, source: null, parts: [], previous: { withdrawal: before.withdrawal } }]);
    await writeAudit(tx, context, { person, act: `catalogue.${act}`, object: code, detail: after.withdrawal });
    await recordChanges(tx, ['content']);
    await tellSearch(tx, context.clock, [documentId({ type: 'procedure', code })]);
    return { kind: 'done' };
  });
  if (outcome.kind === 'done') await makeFindable(context, [code]);
  return outcome;
}
