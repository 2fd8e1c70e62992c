import type { Doer } from '#accounts/model/person.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { today } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { satisfactionTag } from './append.ts';
import {
  findProposal,
  insertProposal,
  moveExcluded,
  type Proposal,
  responsesOfProposal,
  setDecision,
  showAnew,
  standings,
} from './exclusion-store.ts';
import { flaggedResponses } from './flag-store.ts';
import { decisionRefusal, reasonRefusal } from './model/exclusion.ts';
import type { Flag } from './model/flag.ts';
import { normaliseCode } from './model/receipt.ts';
import { moveProcedureExcluded, procedureTag } from './procedure-tallies.ts';
import { findWave } from './wave-store.ts';

type Refused = { readonly kind: 'refused'; readonly field?: 'reason' | 'receipts'; readonly message: Message };
export type ProposeOutcome =
  /** `skipped`: responses that already stand so, or about which a proposal waits. */
  { readonly kind: 'proposed'; readonly number: number; readonly responses: number; readonly skipped: number } | Refused;
export type DecideOutcome = { readonly kind: 'decided'; readonly proposal: Proposal } | Refused;

const refused = (key: MessageKey, values?: MessageValues): Refused => ({ kind: 'refused', message: message(key, values) });
const wrongReceipts = (key: MessageKey, values: MessageValues): Refused => ({ ...refused(key, values), field: 'receipts' });

export interface ProposalOrder {
  /** To leave them out of the figures, or to count them again. */
  readonly act: 'exclude' | 'restore';
  /** As typed. */
  readonly receipts: readonly string[];
  readonly reason: string;
}

/**
 * Somebody proposes to leave responses out of the figures, or to count them again. Nothing changes before somebody else has
 * confirmed it. Receipts that cannot be are named, and then nothing is proposed.
 */
export async function proposeExclusion(context: Context, order: ProposalOrder, by: Doer): Promise<ProposeOutcome> {
  return context.writer.transaction().execute((tx) => propose(tx, context, order, by));
}

/** The same for all responses about an agency in a wave that bear a flag and are counted. */
export async function proposeFlagged(
  context: Context,
  of: { readonly wave: string; readonly agency: string; readonly flag: Flag; readonly reason: string },
  by: Doer,
): Promise<ProposeOutcome> {
  return context.writer.transaction().execute(async (tx) => {
    if (!(await findWave(tx, of.wave))) return refused('survey.wave.refused.unknown', { wave: of.wave });
    const flagged = await flaggedResponses(tx, of);
    if (flagged.length === 0) return refused('survey.integrity.refused.no-flag', { wave: of.wave, agency: of.agency });
    return propose(tx, context, { act: 'exclude', receipts: flagged.map(({ receipt }) => receipt), reason: of.reason }, by);
  });
}

/** The opposite for all responses of a proposal that was confirmed: what it left out is counted again. */
export async function proposeOpposite(
  context: Context,
  of: { readonly proposal: number; readonly reason: string },
  by: Doer,
): Promise<ProposeOutcome> {
  return context.writer.transaction().execute(async (tx) => {
    const proposal = await findProposal(tx, of.proposal);
    if (!proposal) return refused('survey.integrity.refused.number', { number: of.proposal });
    const receipts = (await responsesOfProposal(tx, of.proposal)).map(({ receipt }) => receipt);
    return propose(tx, context, { act: proposal.act === 'exclude' ? 'restore' : 'exclude', receipts, reason: of.reason }, by);
  });
}

async function propose(tx: Tx, context: Context, order: ProposalOrder, by: Doer): Promise<ProposeOutcome> {
  const denied = by.permit('exclusion.propose') ?? (by.name === '' ? message('survey.integrity.refused.person') : null);
  if (denied) return { kind: 'refused', message: denied };
  const wrongReason = reasonRefusal(order.reason);
  if (wrongReason) return { kind: 'refused', field: 'reason', message: wrongReason };
  const receipts = new Map(order.receipts.map((typed) => [normaliseCode(typed), typed]));
  if (receipts.has(null)) return wrongReceipts('survey.integrity.refused.receipt', { receipt: receipts.get(null) ?? '' });
  const codes = [...receipts.keys()].filter((code) => code !== null);
  const found = await standings(tx, codes);
  const known = new Set(found.map(({ receipt }) => receipt));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) return wrongReceipts('survey.integrity.refused.unknown', { receipt: unknown });
  const meant = found.filter(({ excluded, pending }) => excluded === (order.act === 'restore') && !pending).map(({ receipt }) => receipt);
  const skipped = codes.length - meant.length;
  if (meant.length === 0) return refused('survey.integrity.refused.none', { act: order.act, skipped });
  const proposal = {
    act: order.act,
    reason: order.reason.normalize('NFC').trim(),
    proposed_by: by.name,
    proposed_by_id: by.id,
    proposed_on: today(context.clock),
  };
  const number = await insertProposal(tx, proposal, meant);
  // Of the responses only how many: their receipts stand with the proposal, and nowhere beside a time of day.
  const after = { act: order.act, reason: proposal.reason, responses: meant.length, state: 'open' };
  await writeAudit(tx, context, { person: by, act: 'exclusion.propose', object: String(number), after });
  return { kind: 'proposed', number, responses: meant.length, skipped };
}

/**
 * Somebody else than the proposer confirms: in one transaction the responses leave the figures, or come back to them, and what
 * is shown is taken anew.
 */
export async function confirmProposal(context: Context, number: number, by: Doer): Promise<DecideOutcome> {
  return decide(context, number, by, 'confirmed', async (tx, proposal) => {
    const tags = await moveTallies(tx, number, proposal.act === 'exclude' ? 1 : -1);
    await recordChanges(tx, tags);
  });
}

/** Somebody else than the proposer declines: nothing changes. */
export async function declineProposal(context: Context, number: number, by: Doer): Promise<DecideOutcome> {
  return decide(context, number, by, 'declined', async () => undefined);
}

async function decide(
  context: Context,
  number: number,
  by: Doer,
  state: 'confirmed' | 'declined',
  make: (tx: Tx, proposal: Proposal) => Promise<void>,
): Promise<DecideOutcome> {
  const act = state === 'confirmed' ? 'exclusion.confirm' : 'exclusion.decline';
  if (by.name === '') return refused('survey.integrity.refused.person');
  return context.writer.transaction().execute(async (tx) => {
    const proposal = await findProposal(tx, number);
    if (!proposal) return refused('survey.integrity.refused.number', { number });
    const refusal = decisionRefusal(proposal, by) ?? by.permit(act, { state: proposal.state, person: proposal.proposed_by_id });
    if (refusal) return { kind: 'refused', message: refusal };
    await make(tx, proposal);
    const decision = { state, decided_by: by.name, decided_by_id: by.id, decided_on: today(context.clock) };
    await setDecision(tx, number, decision);
    const detail = { act: proposal.act, responses: proposal.responses };
    await writeAudit(tx, context, { person: by, act, object: String(number), detail, before: { state: 'open' }, after: { state } });
    return { kind: 'decided', proposal: { ...proposal, ...decision } };
  });
}

/** Adds (1) the responses of a proposal to what is left out, or takes them from it (-1). Gives the tags of what is shown otherwise. */
async function moveTallies(tx: Tx, number: number, direction: 1 | -1): Promise<readonly string[]> {
  const responses = await responsesOfProposal(tx, number);
  const tags = new Set<string>();
  for (const [wave, ofWave] of Map.groupBy(responses, (response) => response.wave)) {
    for (const [agency, ofAgency] of Map.groupBy(ofWave, (response) => response.agency)) {
      for (const [mode, same] of Map.groupBy(ofAgency, (response) => response.mode)) {
        const packed = same.map(({ answers }) => answers);
        await moveExcluded(tx, { wave, agency, mode }, packed, direction);
      }
      await showAnew(tx, wave, agency);
      tags.add(satisfactionTag(agency));
    }
    for (const [procedure, about] of Map.groupBy(ofWave, (response) => response.procedure)) {
      if (procedure === null) continue;
      const packed = about.map(({ answers }) => answers);
      await moveProcedureExcluded(tx, { wave, procedure }, packed, direction);
      tags.add(procedureTag(procedure));
    }
  }
  return [...tags];
}
