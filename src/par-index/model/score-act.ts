import { type Someone, samePerson } from '#accounts/model/person.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { hasPersonalData } from '#platform/model/personal-data.ts';
import type { Criterion } from './criteria.ts';
import { rational } from './fraction.ts';
import type { RoundState } from './round.ts';

/** Who speaks: the agency of itself, the working group that checks, the council that decides. */
export const scoreActs = ['self', 'check', 'decide'] as const;
export type ScoreActKind = (typeof scoreActs)[number];

/** A score that somebody gives to an agency in a criterion. */
export interface ScoreOrder {
  readonly agency: string;
  readonly criterion: string;
  /** Decimal text; null where the criterion does not apply to the agency. */
  readonly score: string | null;
  readonly reason: string;
}

/** A score as it was given. */
export interface ScoreAct extends ScoreOrder {
  /** Acts are numbered in the order in which they came. */
  readonly id: number;
  readonly act: ScoreActKind;
  readonly at: string;
  readonly person: string;
  /** The account; null where somebody was only named. */
  readonly person_id: string | null;
}

/** The newest of each kind for one agency and criterion. */
export type ScoreTrail = Readonly<Record<ScoreActKind, ScoreAct | null>>;

export const noTrail: ScoreTrail = { self: null, check: null, decide: null };

/** The newest act of a trail by its number; 0 where nobody has scored yet. What a form says that it was made from. */
export function newestOf(trail: ScoreTrail): number {
  return Math.max(0, ...scoreActs.map((act) => trail[act]?.id ?? 0));
}

/** When each may speak; after the announcement the council may correct a decision, which a correcting release makes public. */
const open: Readonly<Record<ScoreActKind, readonly RoundState[]>> = {
  self: ['self_scoring'],
  check: ['appraising'],
  decide: ['appraising', 'announced'],
};

/** Why nobody can give scores of this kind now; null where they can. */
export function closedTo(act: ScoreActKind, state: RoundState): Message | null {
  return open[act].includes(state) ? null : message('par-index.score.refused.state', { act, state });
}

/**
 * Why a person can give no score of this kind whatever it is, for what was scored before; null where they can. Who checks is
 * not who scored, and who decides is neither.
 */
export function blockedBy(act: ScoreActKind, trail: ScoreTrail, person: Someone): Message | null {
  const others = { self: [], check: [trail.self, trail.decide], decide: [trail.self, trail.check] }[act];
  if (others.some((other) => other !== null && samePerson({ id: other.person_id, name: other.person }, person)))
    return message('par-index.score.refused.same-person');
  return act === 'decide' && trail.check === null ? message('par-index.score.refused.unchecked') : null;
}

/**
 * Why a score cannot be given; null where it can. The council decides what was checked by others (`blockedBy`), and gives a reason wherever it does not simply take over what the agency said. Reasons are public for ever.
 */
export function scoreRefusal(
  act: ScoreActKind,
  state: RoundState,
  criterion: Criterion,
  order: ScoreOrder,
  trail: ScoreTrail,
  person: Someone,
): Message | null {
  const { score } = order;
  if (score !== null) {
    if (!/^\d{1,4}(\.\d{1,6})?$/.test(score)) return message('par-index.score.refused.number', { score });
    if (rational(score).compare(rational(criterion.max)) > 0) {
      return message('par-index.score.refused.max', { score, max: criterion.max });
    }
  }
  const reason = order.reason.trim();
  if (reason.length > 2000) return message('par-index.score.refused.long');
  if (hasPersonalData(reason)) return message('par-index.round.refused.personal');
  if (score === null && reason === '') return message('par-index.score.refused.applies');
  const blocked = blockedBy(act, trail, person);
  if (blocked) return blocked;
  if (act !== 'decide') return null;
  const { self } = trail;
  const taken =
    self !== null && (score === null ? self.score === null : self.score !== null && rational(score).equals(rational(self.score)));
  if (reason === '' && (!taken || state === 'announced')) return message('par-index.score.refused.reason');
  return null;
}
