import type { filterValue, Instrument } from './instrument.ts';

/** The form field of a question's answer, e.g. `cau.CS1`. */
export const answerName = (code: string): string => `cau.${code}`;
/** The value of a form field by which a filter question is answered no: filterValue, without the schemas that stand beside it. */
export const filteredOut: `${(typeof filterValue)['no']}` = '2';
/** The form field of a question about the respondent. */
export const profileName = (code: string): string => `nguoi.${code}`;

/**
 * The form fields of the questions that a form with these values asks, in the order in which it shows them: a filter question
 * stands before what it decides, and what it leaves out is missing.
 */
export function askedNames({ fields, expectations }: Pick<Instrument, 'fields' | 'expectations'>, values: FormValues): readonly string[] {
  const asked = (filter: { code: string } | undefined, below: readonly string[]) => {
    if (!filter) return below;
    const name = answerName(filter.code);
    return values[name] === filteredOut ? [name] : [name, ...below];
  };
  const names = (items: readonly { code: string }[] = []) => items.map(({ code }) => answerName(code));
  return [
    ...fields.flatMap((field) =>
      asked(
        field.asked_if,
        field.factors.flatMap((factor) => asked(factor.asked_if, names(factor.items))),
      ),
    ),
    ...names(expectations?.items),
  ];
}

/** How long the words of one's own may be, in characters. */
export const commentLength = 1000;

/** The values of a form by field name, as posted; used to show a refused form again as it was. */
export type FormValues = Readonly<Record<string, string>>;

/** The posted text fields of a form, the last one winning where a name stands twice. */
export function formValues(form: FormData): FormValues {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.normalize('NFC')]] : [])));
}

/**
 * The response that a form holds. Whatever is not a known name goes in as an unknown key, so that the same schema
 * refuses it as it does in the API; an empty choice is no answer.
 */
export function responseOfForm(instrument: string, values: FormValues): Record<string, unknown> {
  // Without a prototype, so that no name a stranger sends can mean anything else.
  const answers: Record<string, number | string | null> = Object.create(null);
  const respondent: Record<string, string> = Object.create(null);
  const rest: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith('cau.')) answers[name.slice(4)] = value === '' ? null : /^\d$/.test(value) ? Number(value) : value;
    else if (name.startsWith('nguoi.')) {
      if (value !== '') respondent[name.slice(6)] = value;
      // A field that takes the name of a part of the response is none of the form's own.
    } else if (value !== '') rest.push([['instrument', 'answers', 'respondent'].includes(name) ? `form.${name}` : name, value]);
  }
  return {
    agency: '',
    ...Object.fromEntries(rest),
    instrument,
    answers,
    ...(Object.keys(respondent).length > 0 ? { respondent } : {}),
  };
}

/** The name of the form field that a wrong field of a response stands for, e.g. `answers.CS1` is `cau.CS1`. */
export function formFieldOf(field: string): string {
  return field.replace(/^answers\./, 'cau.').replace(/^respondent\./, 'nguoi.');
}

/** The id of the field at which an error is mended, in a form with these questions and fields; undefined where it has none. */
export function placeOf(field: string, questions: readonly string[], others: readonly string[]): string | undefined {
  // No answer at all is mended by any answer: the first question is the nearest.
  if (field === 'answers') return questions[0];
  return [...questions, ...others].find((place) => place === formFieldOf(field));
}
