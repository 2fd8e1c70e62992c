import { expect } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { readCalendarRule } from '#par-index/content.ts';
import { criteriaOf } from '#par-index/model/criteria.ts';
import type { ScoreOrder } from '#par-index/model/score-act.ts';
import type { Outcome } from '#par-index/outcome.ts';
import { type ReleaseOrder, releaseRound } from '#par-index/release-service.ts';
import { openRound, type RoundOrder, type RoundStep, takeStep } from '#par-index/round-service.ts';
import { findRound } from '#par-index/round-store.ts';
import { giveScores } from '#par-index/score-service.ts';
import { findCriteria } from '#par-index/store.ts';
import type { App } from '#platform/app.ts';
import { clockAt } from './app.ts';

const secretary = atCommand('Thư ký');

/** A round of all departments; change what a test needs otherwise. */
export const departmentRound: RoundOrder = {
  id: 'so-2026',
  title: 'Kỳ 2026: sở',
  year: 2026,
  criteria: 'hn-cchc-gia-dinh-1',
  rule: 'sipas-top2-pooled-2',
  instrument: 'SIPAS-G1-2017',
  list: 'department',
};

/** A time at which the standing survey of 2026 is over. */
export const afterTheYear = '2027-01-20T03:00:00Z';

/** The same portal at another time. */
export function at(app: App, time: string): App {
  return { ...app, clock: clockAt(time) };
}

/** The same score in each appraised criterion, or all that it can give, for each agency of a round. */
async function evenScores(app: App, { id, criteria }: RoundOrder, score: string, reason = ''): Promise<readonly ScoreOrder[]> {
  const [round, set] = [await findRound(app.reader, id), await findCriteria(app.reader, criteria)];
  const appraised = set ? criteriaOf(set).filter(({ scored_by }) => scored_by === 'appraisal') : [];
  return (round?.agencies ?? []).flatMap((agency) =>
    appraised.map(({ code, max }) => ({ agency, criterion: code, score: Number(score) > Number(max) ? max : score, reason })),
  );
}

/** Plans a round by the yearly calendar. */
export function open(app: App, order: RoundOrder, person = 'Thư ký'): Promise<Outcome> {
  return openRound(app, readCalendarRule(), order, atCommand(person));
}

/** Plans a round and takes it to where the council has only to close its appraisal: all agencies have the same scores. */
export async function openScoredRound(app: App, order: RoundOrder, self: string, appraised: string): Promise<void> {
  await must(open(app, order));
  await must(takeStep(app, order.id, 'guidance', secretary));
  await must(giveScores(app, order.id, 'self', await evenScores(app, order, self), atCommand('Cơ quan')));
  await must(takeStep(app, order.id, 'self_scores', secretary));
  await must(giveScores(app, order.id, 'check', await evenScores(app, order, appraised), atCommand('Tổ công tác')));
  await must(giveScores(app, order.id, 'decide', await evenScores(app, order, appraised, 'Theo hồ sơ đã rà soát'), atCommand('Hội đồng')));
}

/** Hands the survey over once it has closed, and closes the appraisal. */
export async function conclude(app: App, round: string, time = afterTheYear): Promise<void> {
  for (const step of ['survey_report', 'appraisal'] satisfies RoundStep[]) await must(takeStep(at(app, time), round, step, secretary));
}

/** Releases a round under its own name, or as the order says. */
export function release(app: App, round: string, order: Partial<ReleaseOrder> = {}, time = afterTheYear): Promise<Outcome> {
  return releaseRound({ ...at(app, time), releasesDir: app.config.releasesDir }, { round, id: round, ...order }, atCommand('Lãnh đạo'));
}

/** From plan to release at once. */
export async function releaseScoredRound(app: App, order: RoundOrder, self: string, appraised: string): Promise<void> {
  await openScoredRound(app, order, self, appraised);
  await conclude(app, order.id);
  await must(release(app, order.id));
}

/** An act that a test only needs done. */
export async function must(outcome: Promise<Outcome>): Promise<void> {
  expect(await outcome).toMatchObject({ kind: 'done' });
}
