import type { Act } from '#accounts/model/act.ts';
import type { Doer } from '#accounts/model/person.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context, Reader } from '#platform/context.ts';
import { councilCriteria } from './model/criteria.ts';
import { stateOf } from './model/round.ts';
import { closedTo, newestOf, type ScoreActKind, type ScoreOrder, scoreRefusal } from './model/score-act.ts';
import { done, type Outcome, type Refused, refused } from './outcome.ts';
import { personRefusal, roundTag } from './round-service.ts';
import { findRound } from './round-store.ts';
import { insertScoreAct, type Trails, trailsOf } from './score-store.ts';
import { findCriteria } from './store.ts';

/** A score to be given, and the newest act of its trail that the person saw, where they saw a form (`newestOf`). */
export interface SeenScore extends ScoreOrder {
  readonly seen?: number | undefined;
}

/** Why one of several scores cannot be given: its place among them, from 1. */
export interface ScoreFault {
  readonly row: number;
  readonly message: Message;
  /** Somebody else scored since the form was opened. */
  readonly stale?: true;
}

export type ScoresRefused = Refused & {
  /** The first fault's place, where it is one of a score. */
  readonly row?: number;
  readonly faults?: readonly ScoreFault[];
};

/** What was judged: scores that can all be given, beside those that stand. */
export interface JudgedScores {
  readonly kind: 'sound';
  readonly trails: Trails;
}

/**
 * Gives scores in a round, all or none: an agency of itself, the working group that checks, or the council that decides.
 * Nothing is overwritten: what stood before stays in the record. All that is wrong is told at once.
 */
export async function giveScores(
  context: Context,
  roundId: string,
  act: ScoreActKind,
  orders: readonly SeenScore[],
  by: Doer,
): Promise<Outcome | ScoresRefused> {
  return context.writer.transaction().execute(async (tx) => {
    const judged = await judgeScores(tx, roundId, act, orders, by);
    if (judged.kind === 'refused') return judged;
    const at = timestamp(context.clock);
    for (const { agency, criterion, score, reason } of orders) {
      const told = { agency, criterion, score, reason: reason.normalize('NFC').trim() };
      await insertScoreAct(tx, roundId, { ...told, act, at, person: by.name, person_id: by.id });
    }
    const agencies = new Set(orders.map(({ agency }) => agency));
    const [only = ''] = agencies;
    await writeAudit(tx, context, {
      person: by,
      act: actOf(act),
      object: agencies.size === 1 ? `${roundId}/${only}` : roundId,
      before: scoresIn(orders, ({ agency, criterion }) => judged.trails(agency, criterion)[act]?.score),
      after: scoresIn(orders, ({ score }) => score),
    });
    await recordChanges(tx, [roundTag]);
    return done('par-index.score.given', { n: orders.length, id: roundId, act });
  });
}

/** What stands in the audit of scores: agency and criterion with the score; reasons are in the record itself. */
function scoresIn(orders: readonly ScoreOrder[], scoreOf: (order: ScoreOrder) => string | null | undefined): object {
  return Object.fromEntries(orders.map((order) => [`${order.agency} ${order.criterion}`, scoreOf(order)]));
}

const actOf = (act: ScoreActKind): Act => `score.${act}`;

/** Whether scores could be given as they are: the same questions, and nothing is changed. */
export async function judgeScores(
  reader: Reader,
  roundId: string,
  act: ScoreActKind,
  orders: readonly SeenScore[],
  by: Doer,
): Promise<JudgedScores | ScoresRefused> {
  const nobody = personRefusal(by);
  if (nobody) return nobody;
  if (orders.length === 0) return refused('par-index.score.refused.none');
  const round = await findRound(reader, roundId);
  if (!round) return refused('par-index.round.refused.unknown', { id: roundId });
  const set = await findCriteria(reader, round.criteria);
  if (!set) throw new Error(`round ${round.id} names criteria ${round.criteria}, which are not in the database`);
  const state = stateOf(round.acts);
  const closed = closedTo(act, state);
  if (closed) return { kind: 'refused', message: closed };
  const criteria = new Map(councilCriteria(set).map((criterion) => [criterion.code, criterion]));
  const trails = await trailsOf(reader, roundId);
  const seen = new Set<string>();
  const wrongWith = (order: SeenScore): Omit<ScoreFault, 'row'> | null => {
    const denied = by.permit(actOf(act), { state, agency: order.agency });
    if (denied) return { message: denied };
    if (!round.agencies.includes(order.agency)) return { message: message('par-index.score.refused.agency', { agency: order.agency }) };
    const criterion = criteria.get(order.criterion);
    if (!criterion) return { message: message('par-index.score.refused.criterion', { criterion: order.criterion }) };
    const place = `${order.agency} ${order.criterion}`;
    if (seen.has(place)) {
      return { message: message('par-index.score.refused.twice', { agency: order.agency, criterion: order.criterion }) };
    }
    seen.add(place);
    const trail = trails(order.agency, order.criterion);
    if (order.seen !== undefined && order.seen !== newestOf(trail)) {
      return { message: message('par-index.score.refused.stale', { criterion: order.criterion }), stale: true };
    }
    const refusal = scoreRefusal(act, state, criterion, order, trail, by);
    return refusal && { message: refusal };
  };
  const faults = orders.flatMap((order, i) => {
    const wrong = wrongWith(order);
    return wrong ? [{ ...wrong, row: i + 1 }] : [];
  });
  const [first] = faults;
  return first ? { kind: 'refused', message: first.message, row: first.row, faults } : { kind: 'sound', trails };
}
