import { type Someone, samePerson } from '#accounts/model/person.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { hasPersonalData } from '#platform/model/personal-data.ts';

const shortestReason = 10;
const longestReason = 300;

/** What is wrong with the reason for leaving responses out; null where nothing is. Whoever holds a receipt reads it. */
export function reasonRefusal(reason: string): Message | null {
  const { length } = reason.trim();
  if (length < shortestReason || length > longestReason) {
    return message('survey.integrity.refused.reason', { shortest: shortestReason, longest: longestReason });
  }
  return hasPersonalData(reason) ? message('survey.integrity.refused.reason-personal') : null;
}

/** What is wrong with a decision of somebody on a proposal; null where nothing is. */
export function decisionRefusal(
  proposal: {
    readonly number: number;
    readonly state: 'open' | 'confirmed' | 'declined';
    readonly proposed_by: string;
    readonly proposed_by_id: string | null;
  },
  by: Someone,
): Message | null {
  if (proposal.state !== 'open') return message('survey.integrity.refused.decided', { number: proposal.number, state: proposal.state });
  return samePerson({ id: proposal.proposed_by_id, name: proposal.proposed_by }, by)
    ? message('survey.integrity.refused.same-person')
    : null;
}
