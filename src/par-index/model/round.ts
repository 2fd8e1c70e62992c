import { z } from 'zod';
import { partialDate } from '#platform/model/partial-date.ts';

/** What is done in a round, in the order of the yearly plan (as in Kế hoạch 216/KH-UBND of 2021). */
export const roundActs = ['plan', 'guidance', 'self_scores', 'survey_report', 'appraisal', 'announcement'] as const;
export type RoundAct = (typeof roundActs)[number];

/** What must be done before: a round only moves forward. The survey goes on beside the scores. */
const needs: Readonly<Record<RoundAct, readonly RoundAct[]>> = {
  plan: [],
  guidance: ['plan'],
  self_scores: ['guidance'],
  survey_report: ['guidance'],
  appraisal: ['self_scores'],
  announcement: ['survey_report', 'appraisal'],
};

/** `planned`; `self_scoring`, agencies enter their scores; `appraising`, they are checked and decided; `concluded`; `announced`. */
export type RoundState = 'planned' | 'self_scoring' | 'appraising' | 'concluded' | 'announced';

/** Something done in a round. */
export interface DoneAct {
  readonly act: RoundAct;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly person: string;
  readonly note: string;
}

/** In which state its acts have brought a round. */
export function stateOf(acts: readonly Pick<DoneAct, 'act'>[]): RoundState {
  const done = new Set(acts.map(({ act }) => act));
  if (done.has('announcement')) return 'announced';
  if (done.has('appraisal')) return 'concluded';
  if (done.has('self_scores')) return 'appraising';
  return done.has('guidance') ? 'self_scoring' : 'planned';
}

/** What still has to be done before an act; empty where it can be done now. */
export function missingBefore(acts: readonly Pick<DoneAct, 'act'>[], act: RoundAct): readonly RoundAct[] {
  return needs[act].filter((need) => !acts.some((done) => done.act === need));
}

/** By when an act is due: a day, or a month or year of which the last day counts. */
export const calendarSchema = z.array(z.strictObject({ act: z.enum(roundActs), due: partialDate }));
export type Calendar = z.infer<typeof calendarSchema>;

/** A step of the calendar as the public sees it. */
export interface Step {
  readonly act: RoundAct;
  readonly due: string | null;
  /** The newest act of its kind; a survey report can be handed over again. */
  readonly done: DoneAct | null;
  /** `overdue`: not done though it was due; `late`: done after it was due. */
  readonly state: 'done' | 'late' | 'overdue' | 'waiting';
}

/** The calendar of a round on a day (`YYYY-MM-DD` in Hà Nội); `dayOf` tells on which day in Hà Nội a time was. */
export function stepsOf(calendar: Calendar, acts: readonly DoneAct[], day: string, dayOf: (time: string) => string): readonly Step[] {
  return roundActs.map((act) => {
    const due = calendar.find((one) => one.act === act)?.due ?? null;
    const done = acts.findLast((one) => one.act === act) ?? null;
    // When something was handed over again, it was in time if the first one was.
    const first = acts.find((one) => one.act === act);
    const isPast = (when: string) => due !== null && when.slice(0, due.length) > due;
    if (first) return { act, due, done, state: isPast(dayOf(first.at)) ? 'late' : 'done' };
    return { act, due, done, state: isPast(day) ? 'overdue' : 'waiting' };
  });
}

const yearly = z.strictObject({
  /** Counted from the year that is rated. */
  year: z.int().min(0).max(2),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(31).optional(),
});

/** When the acts of a round are due, counted from the year that is rated: content/round-calendar.yaml. */
export const calendarRuleSchema = z.strictObject({
  source: z.string(),
  /** What is assumed until the plan of the year is known. */
  assumed: z.array(z.string()),
  steps: z.partialRecord(z.enum(roundActs), yearly),
});
export type CalendarRule = z.infer<typeof calendarRuleSchema>;

/** The calendar of the round that rates a year. */
export function calendarOf(rule: CalendarRule, year: number): Calendar {
  const two = (n: number) => String(n).padStart(2, '0');
  return roundActs.flatMap((act) => {
    const when = rule.steps[act];
    if (!when) return [];
    return [{ act, due: [year + when.year, two(when.month), ...(when.day === undefined ? [] : [two(when.day)])].join('-') }];
  });
}
