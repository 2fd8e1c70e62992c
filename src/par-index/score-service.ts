import { type Message, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { councilCriteria } from './model/criteria.ts';
import { stateOf } from './model/round.ts';
import { closedTo, type ScoreActKind, type ScoreOrder, scoreRefusal } from './model/score-act.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { personRefusal, roundTag } from './round-service.ts';
import { findRound } from './round-store.ts';
import { insertScoreAct, trailsOf } from './score-store.ts';
import { findCriteria } from './store.ts';

/** Why one of several scores cannot be given: its place among them, from 1. */
export type ScoresOutcome = Outcome | { readonly kind: 'refused'; readonly message: Message; readonly row: number };

/**
 * Gives scores in a round, all or none: an agency of itself, the working group that checks, or the council that decides.
 * Nothing is overwritten: what stood before stays in the record.
 */
export async function giveScores(
  context: Context,
  roundId: string,
  act: ScoreActKind,
  orders: readonly ScoreOrder[],
  person: string,
): Promise<ScoresOutcome> {
  const nobody = personRefusal(person);
  if (nobody) return nobody;
  if (orders.length === 0) return refused('par-index.score.refused.none');
  return context.writer.transaction().execute(async (tx) => {
    const round = await findRound(tx, roundId);
    if (!round) return refused('par-index.round.refused.unknown', { id: roundId });
    const set = await findCriteria(tx, round.criteria);
    if (!set) throw new Error(`round ${round.id} names criteria ${round.criteria}, which are not in the database`);
    const state = stateOf(round.acts);
    const closed = closedTo(act, state);
    if (closed) return { kind: 'refused', message: closed };
    const criteria = new Map(councilCriteria(set).map((criterion) => [criterion.code, criterion]));
    const trails = await trailsOf(tx, roundId);
    const seen = new Set<string>();
    for (const [i, order] of orders.entries()) {
      const wrong = (found: Message) => ({ kind: 'refused' as const, message: found, row: i + 1 });
      if (!round.agencies.includes(order.agency)) return wrong(message('par-index.score.refused.agency', { agency: order.agency }));
      const criterion = criteria.get(order.criterion);
      if (!criterion) return wrong(message('par-index.score.refused.criterion', { criterion: order.criterion }));
      const place = `${order.agency} ${order.criterion}`;
      if (seen.has(place)) return wrong(message('par-index.score.refused.twice', { agency: order.agency, criterion: order.criterion }));
      seen.add(place);
      const refusal = scoreRefusal(act, state, criterion, order, trails(order.agency, order.criterion), person);
      if (refusal) return wrong(refusal);
    }
    const at = timestamp(context.clock);
    for (const { reason, ...order } of orders) {
      await insertScoreAct(tx, roundId, { ...order, reason: reason.normalize('NFC').trim(), act, at, person });
    }
    await writeAudit(tx, context, { person, act: `round.${act}`, object: roundId, detail: { rows: orders.length } });
    await recordChanges(tx, [roundTag]);
    return done('par-index.score.given', { n: orders.length, id: roundId, act });
  });
}
