import type { Act } from '#accounts/model/act.ts';
import type { Doer } from '#accounts/model/person.ts';
import { type Agency, ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp, today } from '#platform/clock.ts';
import type { Context, Reader, Tx } from '#platform/context.ts';
import { hasPersonalData } from '#platform/model/personal-data.ts';
import { type Wave, waveState } from '#survey/model/wave.ts';
import { findInstrument } from '#survey/store.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { orderedWave } from '#survey/wave-service.ts';
import { findWave, insertWave } from '#survey/wave-store.ts';
import { councilCriteria } from './model/criteria.ts';
import { type Calendar, type CalendarRule, calendarOf, missingBefore, type RoundAct, stateOf } from './model/round.ts';
import { misfits } from './model/score-plan.ts';
import { deniedTo, done, type Outcome, type Refused, refused } from './outcome.ts';
import {
  allRounds,
  findRound,
  type HandedOver,
  handedOver,
  insertRound,
  insertRoundAct,
  type Round,
  type RoundWithActs,
  replaceHandedOver,
} from './round-store.ts';
import { trailsOf } from './score-store.ts';
import { findCriteria, findPublishedRound, findRule } from './store.ts';

/** What pages that tell of rounds are tagged with in the page cache. */
export const roundTag = 'rounds';

/** Names under /chi-so, and under the staff's /quan-tri/chi-so, that no round can have. */
const taken = ['ban-cong-bo', 'dang-tinh', 'du-lieu', 'da-cong-bo', 'moi', 'so-sanh', 'viec-da-lam'];

export interface RoundOrder extends Omit<Round, 'wave' | 'agencies' | 'calendar'> {
  /** The survey from which the sociological points come; the standing one of the rated year where none is named. */
  readonly wave?: string | undefined;
  /** When what is due, where it is not the yearly calendar. */
  readonly calendar?: Calendar | undefined;
}

/**
 * Plans a round: for all agencies of one list that were in force at the end of the rated year, or are today while it lasts, by a
 * calendar. A survey feeds one round of a list: what two releases of the same answers leave out could be told apart.
 */
export async function openRound(context: Context, rule: CalendarRule, order: RoundOrder, by: Doer): Promise<Outcome> {
  const title = order.title.normalize('NFC').trim();
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(order.id) || taken.includes(order.id)) return refused('par-index.round.refused.id');
  if (title.length < 3 || title.length > 200) return refused('par-index.round.refused.title');
  const nobody = personRefusal(by) ?? deniedTo(by, 'round.open');
  if (nobody) return nobody;
  const instrument = await findInstrument(context.reader, order.instrument);
  if (!instrument) return refused('survey.refused.instrument', { id: order.instrument });
  const wave = await orderedWave(context.reader, instrument, String(order.year), order.wave);
  if (wave?.instrument !== instrument.id) {
    return refused('par-index.round.refused.wave', { wave: order.wave ?? '', instrument: order.instrument });
  }
  if (!fitsYear(wave, order.year)) return refused('par-index.round.refused.wave-year', { wave: wave.title, year: String(order.year) });
  const { calendar = calendarOf(rule, order.year), ...round } = order;
  return context.writer.transaction().execute(async (tx) => {
    if ((await findRound(tx, order.id)) || (await findPublishedRound(tx, order.id))) {
      return refused('par-index.round.refused.taken', { id: order.id });
    }
    const misfit = await definitionRefusal(tx, order);
    if (misfit) return misfit;
    const other = (await allRounds(tx)).find((one) => one.wave === wave.id && one.list === order.list);
    if (other) return refused('par-index.round.refused.wave-used', { wave: wave.title, round: other.title });
    const day = [today(context.clock), `${order.year}-12-31`].sort()[0] ?? '';
    const agencies = (await allAgencies(tx)).filter((agency) => isOfList(agency, order.list, day)).map(({ code }) => code);
    if (agencies.length === 0) return refused('par-index.round.refused.nobody', { year: String(order.year) });
    if (order.wave === undefined) await insertWave(tx, wave);
    await insertRound(tx, { ...round, title, wave: wave.id, agencies, calendar });
    await insertRoundAct(tx, order.id, { act: 'plan', by, note: '', at: timestamp(context.clock) });
    const after = { ...round, title, wave: wave.id, agencies: agencies.length, calendar };
    await writeAudit(tx, context, { person: by, act: 'round.open', object: order.id, after });
    await recordChanges(tx, [roundTag]);
    return done('par-index.round.opened', { id: order.id, n: agencies.length });
  });
}

/** A year is surveyed while it lasts, or soon after. */
function fitsYear({ opens }: Wave, year: number): boolean {
  return opens >= `${year}-01-01` && opens <= `${year + 1}-06-30`;
}

/** Why nobody can be named as who does something; null where somebody is. */
export function personRefusal(by: Pick<Doer, 'name'>): Refused | null {
  return by.name.trim() === '' ? refused('par-index.round.refused.person') : null;
}

function isOfList(agency: Agency, list: RoundOrder['list'], day: string): boolean {
  return ratableOn(agency, day) && ratedAs(agency.kind) === list;
}

/** Why criteria, rule and questionnaire of an order do not go together. */
async function definitionRefusal(reader: Tx, order: RoundOrder): Promise<Refused | null> {
  if (!(await findCriteria(reader, order.criteria))) return refused('par-index.round.refused.criteria', { id: order.criteria });
  const rule = await findRule(reader, order.rule);
  if (!rule) return refused('par-index.round.refused.rule', { id: order.rule });
  const instrument = await findInstrument(reader, order.instrument);
  if (!instrument?.applies_to.includes(order.list)) return refused('par-index.round.refused.instrument', { id: order.instrument });
  if (rule.groups) return refused('par-index.round.refused.groups', { id: order.rule });
  const [misfit] = misfits(instrument, rule);
  return misfit
    ? refused('par-index.round.refused.misfit', { rule: order.rule, instrument: order.instrument, reason: misfit.reason })
    : null;
}

/** What of the acts of a round is done by itself; the plan opens it and the announcement is its release. */
export const roundSteps = ['guidance', 'self_scores', 'survey_report', 'appraisal'] as const satisfies readonly RoundAct[];
export type RoundStep = (typeof roundSteps)[number];

/**
 * Takes a round a step on: opens the agencies' scoring (guidance), closes it (self_scores), takes over the survey's results
 * (survey_report), closes the appraisal. A step is taken once, only the survey can be handed over again.
 */
export async function takeStep(context: Context, id: string, act: RoundStep, by: Doer, note = ''): Promise<Outcome> {
  const nobody = personRefusal(by);
  if (nobody) return nobody;
  if (note.length > 1000) return refused('par-index.round.refused.note');
  if (hasPersonalData(note)) return refused('par-index.round.refused.personal');
  return context.writer.transaction().execute(async (tx) => {
    const round = await findRound(tx, id);
    if (!round) return refused('par-index.round.refused.unknown', { id });
    const permitted = permitOf(act);
    const state = stateOf(round.acts);
    const refusal = deniedTo(by, permitted, { state }) ?? orderRefusal(round, act) ?? (await stepRefusal(tx, context, round, act, note));
    if (refusal) return refusal;
    if (act === 'survey_report') await handOver(tx, round);
    await insertRoundAct(tx, id, { act, by, note: note.trim(), at: timestamp(context.clock) });
    const after = { state: stateOf([...round.acts, { act }]) };
    await writeAudit(tx, context, { person: by, act: permitted, object: id, detail: { step: act, note }, before: { state }, after });
    await recordChanges(tx, [roundTag]);
    return done('par-index.round.stepped', { id, act });
  });
}

/** Who may take a step: the survey is handed over by those who run it. */
export const permitOf = (step: RoundStep): Act => (step === 'survey_report' ? 'round.survey_hand_over' : 'round.step');

/** Why an act cannot follow what was done in a round; null where it can. */
export function orderRefusal(round: Pick<RoundWithActs, 'id' | 'acts'>, act: RoundAct): Refused | null {
  const isDone = round.acts.some((one) => one.act === act);
  if (isDone && act !== 'survey_report') return refused('par-index.round.refused.done', { id: round.id, act });
  const [missing] = missingBefore(round.acts, act);
  return missing === undefined ? null : refused('par-index.round.refused.before', { act, missing });
}

async function stepRefusal(tx: Tx, context: Context, round: RoundWithActs, act: RoundStep, note: string): Promise<Refused | null> {
  switch (act) {
    case 'guidance':
      return null;
    case 'self_scores': {
      // Who has not scored everything is late; the round goes on without them, and says why.
      const open = await unscored(tx, round, 'self');
      const agencies = new Set(open.map(({ agency }) => agency)).size;
      return agencies > 0 && note.trim() === '' ? refused('par-index.round.refused.self-missing', { n: agencies }) : null;
    }
    case 'survey_report': {
      const wave = await findWave(tx, round.wave);
      if (!wave) throw new Error(`round ${round.id} names wave ${round.wave}, which is not in the database`);
      if (waveState(wave, today(context.clock)) !== 'closed') {
        return refused('par-index.round.refused.survey-open', { wave: wave.title, day: { date: wave.closes } });
      }
      const few = stateOf(round.acts) === 'announced' ? await movedByFew(tx, round) : undefined;
      return few === undefined ? null : refused('par-index.round.refused.few-moved', { agency: few, least: leastMoved });
    }
    case 'appraisal': {
      const [first, ...others] = await unscored(tx, round, 'decide');
      return first ? refused('par-index.round.refused.undecided', { ...first, n: others.length }) : null;
    }
  }
}

/** The scores of the council's criteria that are still missing; bonus and penalty are only given where there is something to give them for. */
export async function unscored(
  reader: Reader,
  round: RoundWithActs,
  act: 'self' | 'decide',
): Promise<readonly { readonly agency: string; readonly criterion: string }[]> {
  const set = await findCriteria(reader, round.criteria);
  if (!set) throw new Error(`round ${round.id} names criteria ${round.criteria}, which are not in the database`);
  const trails = await trailsOf(reader, round.id);
  const needed = councilCriteria(set).filter(({ scored_by }) => scored_by === 'appraisal');
  return round.agencies.flatMap((agency) =>
    needed.filter(({ code }) => trails(agency, code)[act] === null).map(({ code }) => ({ agency, criterion: code })),
  );
}

async function handOver(tx: Tx, round: RoundWithActs): Promise<void> {
  await replaceHandedOver(tx, round.id, await surveyNow(tx, round));
}

/** What counts of the survey of a round at this moment, by agency. */
export async function surveyNow(reader: Reader, round: RoundWithActs): Promise<readonly HandedOver[]> {
  const tallies = await talliesNow(reader, { wave: round.wave });
  return tallies
    .filter(({ agency }) => round.agencies.includes(agency))
    .map(({ agency, modes, tally }) => ({ agency, tally, n: modes.reduce((sum, mode) => sum + mode.n - mode.excluded, 0) }));
}

/** A correction whose responses differ by fewer than so many would give each of these away. */
const leastMoved = 10;

/** An agency whose responses differ from those of the release by only a few; undefined where there is none. */
async function movedByFew(tx: Tx, round: RoundWithActs): Promise<string | undefined> {
  const before = new Map((await handedOver(tx, round.id)).map((one) => [one.agency, one]));
  return (await surveyNow(tx, round)).find(({ agency, n, tally }) => {
    const released = before.get(agency);
    const isSame = JSON.stringify(tally) === JSON.stringify(released?.tally ?? {});
    return !isSame && Math.abs(n - (released?.n ?? 0)) < leastMoved;
  })?.agency;
}
