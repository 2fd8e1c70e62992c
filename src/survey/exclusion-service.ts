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

type Refused = { readonly kind: 'refused'; readonly message: Message };
export type ProposeOutcome =
  /** `skipped`: responses that already stand so, or about which a proposal waits. */
  { readonly kind: 'proposed'; readonly number: number; readonly responses: number; readonly skipped: number } | Refused;
export type DecideOutcome = { readonly kind: 'decided'; readonly proposal: Proposal } | Refused;

const refused = (key: MessageKey, values?: MessageValues): Refused => ({ kind: 'refused', message: message(key, values) });

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
export async function proposeExclusion(context: Context, order: ProposalOrder, person: string): Promise<ProposeOutcome> {
  const wrongReason = reasonRefusal(order.reason);
  if (wrongReason) return { kind: 'refused', message: wrongReason };
  if (person.trim() === '') return refused('survey.integrity.refused.person');
  const receipts = new Map(order.receipts.map((typed) => [normaliseCode(typed), typed]));
  if (receipts.has(null)) return refused('survey.integrity.refused.receipt', { receipt: receipts.get(null) ?? '' });
  const codes = [...receipts.keys()].filter((code) => code !== null);
  return context.writer.transaction().execute(async (tx) => {
    const found = await standings(tx, codes);
    const known = new Set(found.map(({ receipt }) => receipt));
    const unknown = codes.find((code) => !known.has(code));
    if (unknown !== undefined) return refused('survey.integrity.refused.unknown', { receipt: unknown });
    const meant = found.filter(({ excluded, pending }) => excluded === (order.act === 'restore') && !pending).map(({ receipt }) => receipt);
    const skipped = codes.length - meant.length;
    if (meant.length === 0) return refused('survey.integrity.refused.none', { act: order.act, skipped });
    const proposal = {
      act: order.act,
      reason: order.reason.normalize('NFC').trim(),
      proposed_by: person.trim(),
      proposed_on: today(context.clock),
    };
    const number = await insertProposal(tx, proposal, meant);
    await audit(tx, context, person, 'propose', { ...proposal, number, responses: meant.length });
    return { kind: 'proposed', number, responses: meant.length, skipped };
  });
}

/** The same for all responses about an agency in a wave that bear a flag and are counted. */
export async function proposeFlagged(
  context: Context,
  of: { readonly wave: string; readonly agency: string; readonly flag: Flag; readonly reason: string },
  person: string,
): Promise<ProposeOutcome> {
  if (!(await findWave(context.reader, of.wave))) return refused('survey.refused.wave');
  const flagged = await flaggedResponses(context.reader, of);
  if (flagged.length === 0) return refused('survey.integrity.refused.no-flag', { wave: of.wave, agency: of.agency });
  return proposeExclusion(context, { act: 'exclude', receipts: flagged.map(({ receipt }) => receipt), reason: of.reason }, person);
}

/**
 * Somebody else than the proposer confirms: in one transaction the responses leave the figures, or come back to them, and what
 * is shown is taken anew.
 */
export async function confirmProposal(context: Context, number: number, person: string): Promise<DecideOutcome> {
  return decide(context, number, person, 'confirmed', async (tx, proposal) => {
    const tags = await moveTallies(tx, number, proposal.act === 'exclude' ? 1 : -1);
    await recordChanges(tx, tags);
  });
}

/** Somebody else than the proposer declines: nothing changes. */
export async function declineProposal(context: Context, number: number, person: string): Promise<DecideOutcome> {
  return decide(context, number, person, 'declined', async () => undefined);
}

async function decide(
  context: Context,
  number: number,
  person: string,
  state: 'confirmed' | 'declined',
  act: (tx: Tx, proposal: Proposal) => Promise<void>,
): Promise<DecideOutcome> {
  if (person.trim() === '') return refused('survey.integrity.refused.person');
  return context.writer.transaction().execute(async (tx) => {
    const proposal = await findProposal(tx, number);
    if (!proposal) return refused('survey.integrity.refused.number', { number });
    const refusal = decisionRefusal(proposal, person);
    if (refusal) return { kind: 'refused', message: refusal };
    await act(tx, proposal);
    const decision = { state, decided_by: person.trim(), decided_on: today(context.clock) };
    await setDecision(tx, number, decision);
    await audit(tx, context, person, state === 'confirmed' ? 'confirm' : 'decline', {
      number,
      act: proposal.act,
      responses: proposal.responses,
    });
    return { kind: 'decided', proposal: { ...proposal, ...decision } };
  });
}

/** Of the responses only how many: their receipts stand with the proposal, and nowhere beside a time of day. */
async function audit(
  tx: Tx,
  context: Context,
  person: string,
  act: string,
  { number, ...detail }: { readonly number: number; readonly [more: string]: unknown },
): Promise<void> {
  await writeAudit(tx, context, { person: person.trim(), act: `exclusion.${act}`, object: String(number), detail });
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
