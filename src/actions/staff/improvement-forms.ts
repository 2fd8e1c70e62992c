import { refused } from '#accounts/context.ts';
import type { Doer } from '#accounts/model/person.ts';
import { changeImprovement, type ImprovementOutcome, publishImprovement, withdrawImprovement } from '#par-index/improvement-service.ts';
import type { App } from '#platform/app.ts';
import { readFields } from './read-fields.ts';

/** What was typed of an improvement, by field. */
export interface TypedImprovement {
  readonly agency: string;
  /** Questionnaire and factor (`HN-WARD-9-2026 3`); empty where it is about a procedure. */
  readonly about: string;
  readonly procedure: string;
  readonly said: string;
  readonly done: string;
  readonly day: string;
  readonly evidence: string;
  readonly reason: string;
  /** When what the person saw was last changed; null where the form was of something new. */
  readonly seen: string | null;
}

export interface ImprovementAnswer {
  readonly outcome: ImprovementOutcome;
  readonly field?: string | undefined;
  readonly typed: TypedImprovement | null;
  readonly done: 'dang' | 'sua' | 'rut';
}

/** The form of a new entry. */
export async function publishImprovementForm(app: App, by: Doer, request: Request): Promise<ImprovementAnswer> {
  const form = await readFields(request);
  if (!form) return { outcome: refused('accounts.input.unread'), typed: null, done: 'dang' };
  const typed = typedOf(form);
  return answer(await publishImprovement(app, { agency: typed.agency, ...draftOf(typed) }, by), typed, 'dang');
}

/** The forms of one entry, by the name of the button: changed, or withdrawn. */
export async function improvementForm(app: App, by: Doer, id: number, request: Request): Promise<ImprovementAnswer> {
  const form = await readFields(request);
  if (!form) return { outcome: refused('accounts.input.unread'), typed: null, done: 'sua' };
  const typed = typedOf(form);
  if (form.text('viec') === 'rut') return answer(await withdrawImprovement(app, id, typed.reason, by, typed.seen ?? ''), typed, 'rut');
  return answer(await changeImprovement(app, id, draftOf(typed), by, typed.seen ?? ''), typed, 'sua');
}

function typedOf(form: NonNullable<Awaited<ReturnType<typeof readFields>>>): TypedImprovement {
  const [agency, about, procedure, day, evidence] = ['co-quan', 've', 'thu-tuc', 'ngay', 'chung-cu'].map((name) =>
    form.text(name).trim(),
  ) as [string, string, string, string, string];
  return {
    agency,
    about,
    procedure,
    said: form.text('dan-noi'),
    done: form.text('da-lam'),
    day,
    evidence,
    reason: form.text('ly-do'),
    seen: form.text('thay') || null,
  };
}

function draftOf({ about, procedure, said, done, day, evidence }: TypedImprovement) {
  const [instrument = null, factor = null] = about === '' ? [] : about.split(' ');
  const of = { instrument, factor, procedure: procedure || null };
  return { ...of, said, done_text: done, done_on: day, evidence_url: evidence || null };
}

const partFields: Readonly<Record<string, string>> = { said: 'dan-noi', done_text: 'da-lam', reason: 'ly-do' };
const keyFields: Readonly<Record<string, string>> = {
  agency: 'co-quan',
  'not-rated': 'co-quan',
  about: 've',
  instrument: 've',
  'other-form': 've',
  factor: 've',
  procedure: 'thu-tuc',
  day: 'ngay',
  future: 'ngay',
  before: 'ngay',
  evidence: 'chung-cu',
};

function answer(outcome: ImprovementOutcome, typed: TypedImprovement, done: ImprovementAnswer['done']): ImprovementAnswer {
  if (outcome.kind === 'done') return { outcome, typed, done };
  const { key, values: { part } = {} } = outcome.message;
  const field = partFields[String(part)] ?? keyFields[key.replace('par-index.improvements.refused.', '')];
  return { outcome, field, typed, done };
}
