import type { Doer } from '#accounts/model/person.ts';
import { message } from '#i18n/model/message.ts';
import type { App } from '#platform/app.ts';
import { type ProposeOutcome, proposeExclusion, proposeFlagged, proposeOpposite } from '#survey/exclusion-service.ts';
import type { Flag } from '#survey/model/flag.ts';
import { readFields } from './read-fields.ts';

/** What a proposal is about: responses that bear a flag, those of a proposal that was confirmed, or those whose receipts are typed. */
export type Proposed =
  | { readonly kind: 'flagged'; readonly wave: string; readonly agency: string; readonly flag: Flag }
  | { readonly kind: 'opposite'; readonly proposal: number }
  | { readonly kind: 'typed' };

/** What was typed, for the form to show again and for nothing else. */
export interface TypedProposal {
  readonly act: 'exclude' | 'restore';
  readonly receipts: string;
  readonly reason: string;
}

/** Receipts typed at once; more than one person reads off paper, and far below what a form may bring. */
const mostReceipts = 2000;

/** The form of a proposal. */
export async function proposalForm(
  app: App,
  by: Doer,
  about: Proposed,
  request: Request,
): Promise<{ readonly outcome: ProposeOutcome; readonly typed: TypedProposal | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: { kind: 'refused', message: message('accounts.input.unread') }, typed: null };
  const typed: TypedProposal = {
    act: form.text('act') === 'restore' ? 'restore' : 'exclude',
    receipts: form.text('receipts'),
    reason: form.text('reason'),
  };
  return { outcome: await propose(app, by, about, typed), typed };
}

async function propose(app: App, by: Doer, about: Proposed, { act, receipts, reason }: TypedProposal): Promise<ProposeOutcome> {
  if (about.kind === 'flagged') return proposeFlagged(app, { ...about, reason }, by);
  if (about.kind === 'opposite') return proposeOpposite(app, { proposal: about.proposal, reason }, by);
  const all = receipts
    .split(/[\n,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (all.length === 0 || all.length > mostReceipts) {
    return { kind: 'refused', field: 'receipts', message: message('survey.integrity.refused.receipts', { most: mostReceipts }) };
  }
  return proposeExclusion(app, { act, receipts: all, reason }, by);
}
