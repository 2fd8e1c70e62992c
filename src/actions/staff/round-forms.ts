import type { Doer } from '#accounts/model/person.ts';
import { readCalendarRule } from '#par-index/content.ts';
import { calendarOf, calendarSchema, type RoundAct, roundActs } from '#par-index/model/round.ts';
import { type Outcome, refused } from '#par-index/outcome.ts';
import { releaseRound } from '#par-index/release-service.ts';
import { openRound, type RoundStep, roundSteps, takeStep } from '#par-index/round-service.ts';
import type { App } from '#platform/app.ts';
import { readFields } from './read-fields.ts';

/** What was typed of a new round, by field, for the form to show again. */
export type TypedRound = Readonly<
  Record<'id' | 'title' | 'year' | 'list' | 'instrument' | 'wave' | 'criteria' | 'rule', string> & {
    readonly due: Readonly<Record<RoundAct, string>>;
  }
>;

/** An outcome, and the field that is wrong where one is. */
export type FieldOutcome = Outcome & { readonly field?: string };

/** The form of a new round. */
export async function openRoundForm(
  app: App,
  by: Doer,
  request: Request,
): Promise<{ readonly outcome: FieldOutcome; readonly typed: TypedRound | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: refused('accounts.input.unread'), typed: null };
  const due = Object.fromEntries(roundActs.map((act) => [act, form.text(`han-${act}`).trim()])) as Record<RoundAct, string>;
  const texts = ['id', 'title', 'year', 'list', 'instrument', 'wave', 'criteria', 'rule'] as const;
  const typed: TypedRound = {
    ...(Object.fromEntries(texts.map((name) => [name, form.text(name).trim()])) as Record<(typeof texts)[number], string>),
    due,
  };
  const year = /^20\d\d$/.test(typed.year) ? Number(typed.year) : null;
  if (year === null) return { outcome: { ...refused('par-index.staff.open.refused.year'), field: 'year' }, typed };
  const { list } = typed;
  if (list !== 'commune' && list !== 'department') return { outcome: { ...refused('accounts.input.unread'), field: 'list' }, typed };
  const rule = readCalendarRule();
  const usual = calendarOf(rule, year);
  const days = roundActs.map((act) => ({ act, due: due[act] || (usual.find((one) => one.act === act)?.due ?? '') }));
  const wrong = days.find((day) => day.due !== '' && !calendarSchema.safeParse([day]).success);
  if (wrong) return { outcome: { ...refused('par-index.staff.open.refused.due', { due: wrong.due }), field: `han-${wrong.act}` }, typed };
  const calendar = calendarSchema.parse(days.filter((day) => day.due !== ''));
  const { id, title, instrument, criteria, wave } = typed;
  const order = { id, title, year, list, instrument, criteria, rule: typed.rule, wave: wave || undefined, calendar } as const;
  return { outcome: withField(await openRound(app, rule, order, by)), typed };
}

const fields: readonly (readonly [ending: string, field: string])[] = [
  ['.id', 'id'],
  ['.taken', 'id'],
  ['.title', 'title'],
  ['.nobody', 'year'],
  ['.instrument', 'instrument'],
  ['.misfit', 'rule'],
  ['.groups', 'rule'],
  ['.rule', 'rule'],
  ['.criteria', 'criteria'],
  ['.wave', 'wave'],
  ['.wave-year', 'wave'],
  ['.wave-used', 'wave'],
];

function withField(outcome: Outcome): FieldOutcome {
  const field = outcome.kind === 'refused' ? fields.find(([ending]) => outcome.message.key.endsWith(`refused${ending}`))?.[1] : undefined;
  return field === undefined ? outcome : { ...outcome, field };
}

export interface StepAnswer {
  readonly outcome: Outcome;
  readonly step: RoundStep | null;
  readonly note: string;
}

/** The button of a step of a round, with its note. */
export async function roundStepForm(app: App, by: Doer, round: string, request: Request): Promise<StepAnswer> {
  const form = await readFields(request);
  const step = roundSteps.find((one) => one === form?.text('viec')) ?? null;
  if (!form || step === null) return { outcome: refused('accounts.input.unread'), step: null, note: '' };
  const note = form.text(`ghi-chu-${step}`);
  return { outcome: await takeStep(app, round, step, by, note), step, note };
}

export interface ReleaseAnswer {
  readonly outcome: FieldOutcome;
  readonly typed: { readonly id: string; readonly reason: string };
}

/** The form that releases a round, or corrects its release. */
export async function releaseForm(app: App, by: Doer, round: string, request: Request): Promise<ReleaseAnswer> {
  const form = await readFields(request);
  const typed = { id: form?.text('ma').trim() ?? '', reason: form?.text('ly-do') ?? '' };
  if (!form) return { outcome: refused('accounts.input.unread'), typed };
  if (form.text('hieu') !== '1') return { outcome: { ...refused('par-index.staff.release.refused.tick'), field: 'hieu' }, typed };
  const order = { round, id: typed.id, correction: typed.reason || undefined, seen: form.text('da-xem') };
  const outcome = await releaseRound({ ...app, releasesDir: app.config.releasesDir }, order, by);
  const { key } = outcome.message;
  if (outcome.kind === 'done') return { outcome, typed };
  const field = /refused\.(id|taken)$/.test(key) ? 'ma' : /refused\.(reason|released|personal)$/.test(key) ? 'ly-do' : undefined;
  return { outcome: field === undefined ? outcome : { ...outcome, field }, typed };
}
