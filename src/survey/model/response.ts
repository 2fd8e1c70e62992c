import { z } from 'zod';
import { type Message, type MessageKey, message } from '#i18n/model/message.ts';
import { commentLength } from './form.ts';
import { filtersOf, filterValue, type Instrument, type Question, questionsOf } from './instrument.ts';

/** The ways in which answers come. They are stored and told apart, for who is asked how answers differently. */
export const modes = ['online', 'qr', 'kiosk', 'ticket', 'interviewer', 'paper', 'household'] as const;
export type Mode = (typeof modes)[number];

/** How a dossier ended, where the ticket says so: people whose dossier failed must be asked too. */
export const outcomes = ['done', 'late', 'returned', 'refused'] as const;
export type DossierOutcome = (typeof outcomes)[number];

/** A response as it is handed in; which codes and values it may hold depends on the instrument: see checkAnswers. */
export const responseInput = z.strictObject({
  /** Made by the client, so that handing in the same answer again counts once. */
  id: z.uuid().refine((id) => !/^[0-]+$/.test(id)),
  instrument: z.string().min(1),
  /** The standing wave of the year, where none is named. */
  wave: z.string().min(1).max(100).optional(),
  agency: z.string().min(1),
  procedure: z.string().optional(),
  ticket: z.string().trim().min(1).max(40).optional(),
  /** The poster or kiosk by which the person came. */
  point: z.string().trim().min(1).max(40).optional(),
  /** When the form was opened, signed by the portal; see startMark. What is none is as if it were missing. */
  started: z.string().max(100).optional(),
  /** In one's own words; kept apart from the answers, personal data covered. */
  comment: z
    .string()
    .overwrite((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .max(commentLength)
    .optional(),
  answers: z
    .record(z.string(), z.int().nullable())
    .describe(
      'Mức đã chọn theo mã câu; null hoặc thiếu là không trả lời. Câu lọc (filters của bộ câu hỏi): 1 là có, 2 là không. Đã chọn 2 thì các câu ở decides không được tính, được lưu như không trả lời; bỏ trống câu lọc thì các câu ấy vẫn được tính. Phiếu chỉ trả lời câu lọc, hoặc chỉ trả lời những câu không được tính, bị từ chối vì chưa trả lời câu nào.',
    ),
  respondent: z.record(z.string(), z.string()).optional(),
});
export type ResponseInput = z.infer<typeof responseInput>;

/** Something wrong with one field of a response, to be said to the person. */
export interface FieldError {
  /** Path in the response, e.g. `answers.CS1` or `agency`. */
  readonly field: string;
  readonly message: Message;
}

/** The same, said in one language. */
export interface SaidError {
  readonly field: string;
  readonly message: string;
}

/** Says errors in the language that `say` speaks. */
export function saidErrors(errors: readonly FieldError[], say: (message: Message) => string): SaidError[] {
  return errors.map(({ field, message }) => ({ field, message: say(message) }));
}

const shapeMessages: ReadonlyMap<PropertyKey | undefined, MessageKey> = new Map([
  ['id', 'survey.refused.id'],
  ['instrument', 'survey.refused.instrument-missing'],
  ['agency', 'survey.refused.agency'],
  ['ticket', 'survey.refused.ticket'],
  ['answers', 'survey.refused.answers'],
  ['comment', 'survey.refused.comment'],
]);

/** What is wrong with something that is no response at all, field by field, out of what the schema found. */
export function shapeErrors(error: z.ZodError): readonly FieldError[] {
  return error.issues.flatMap(({ path, ...issue }): FieldError[] => {
    const field = path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: message('survey.refused.field', { field: key }) }));
    }
    if (path[0] === 'answers' && path.length > 1) {
      return [{ field, message: message('survey.refused.answer-number', { code: path.slice(1).join('.') }) }];
    }
    const key = path.length === 1 ? shapeMessages.get(path[0]) : undefined;
    return [{ field, message: key ? message(key) : message('survey.refused.shape', { field }) }];
  });
}

const byCode = new WeakMap<Instrument, ReadonlyMap<string, Question>>();

function questionsByCode(instrument: Instrument): ReadonlyMap<string, Question> {
  const known = byCode.get(instrument);
  if (known) return known;
  const made = new Map(questionsOf(instrument).map((question) => [question.code, question]));
  byCode.set(instrument, made);
  return made;
}

/** Codes of the questions that the answers to filter questions leave out. A filter question left open leaves nothing out. */
function notAsked(instrument: Instrument, answers: ResponseInput['answers']): ReadonlySet<string> {
  return new Set(filtersOf(instrument).flatMap(({ code, decides }) => (answers[code] === filterValue.no ? decides : [])));
}

/**
 * What of the answers and the profile does not fit the instrument; empty when all is well. A response is empty, and refused,
 * where nothing that counts is answered: a filter question only says whom to ask, and what it leaves out does not count.
 */
export function checkAnswers(instrument: Instrument, input: Pick<ResponseInput, 'answers' | 'respondent'>): readonly FieldError[] {
  const errors: FieldError[] = [];
  const questions = questionsByCode(instrument);
  for (const [code, value] of Object.entries(input.answers)) {
    const question = questions.get(code);
    const field = `answers.${code}`;
    if (!question) errors.push({ field, message: message('survey.refused.question', { instrument: instrument.id, code }) });
    else if (value !== null && !question.values.includes(value)) {
      const values = [...question.values].sort().join(', ');
      errors.push({ field, message: message('survey.refused.answer', { code, values }) });
    }
  }
  const idle = new Set([...filtersOf(instrument).map(({ code }) => code), ...notAsked(instrument, input.answers)]);
  if (errors.length === 0 && Object.entries(input.answers).every(([code, value]) => value === null || idle.has(code))) {
    errors.push({ field: 'answers', message: message('survey.refused.empty') });
  }
  const profile = new Map(instrument.profile.map((question) => [question.code, question]));
  for (const [code, value] of Object.entries(input.respondent ?? {})) {
    const question = profile.get(code);
    const field = `respondent.${code}`;
    if (!question) errors.push({ field, message: message('survey.refused.profile-question', { instrument: instrument.id, code }) });
    else if (!question.options.some((option) => option.value === value)) {
      errors.push({ field, message: message('survey.refused.profile', { question: question.text, value }) });
    }
  }
  return errors;
}

/**
 * One character per question in the instrument's order: the value, or `-` where there is no answer. What a filter question
 * answered no leaves out is packed as `-`, whatever was given: a form without script may still send it.
 */
export function packAnswers(instrument: Instrument, answers: Readonly<Record<string, number | null>>): string {
  const left = notAsked(instrument, answers);
  return questionsOf(instrument)
    .map(({ code }) => (left.has(code) ? '-' : (answers[code] ?? '-')))
    .join('');
}

/** One character per question about the person: the place of the chosen option, `-` for none; null where nothing was told. */
export function packProfile(instrument: Pick<Instrument, 'profile'>, respondent: Readonly<Record<string, string>> = {}): string | null {
  const packed = instrument.profile.map(({ code, options }) => {
    const place = options.findIndex(({ value }) => value === respondent[code]);
    return place < 0 ? '-' : (place + 1).toString(36);
  });
  return packed.some((place) => place !== '-') ? packed.join('') : null;
}

/** The profile out of its packed form: chosen option by question. Throws where the text does not fit the instrument. */
export function unpackProfile(instrument: Pick<Instrument, 'profile'>, packed: string | null): Readonly<Record<string, string>> {
  if (packed === null) return {};
  if (packed.length !== instrument.profile.length)
    throw new Error(`packed profile of ${packed.length} for ${instrument.profile.length} questions`);
  return Object.fromEntries(
    instrument.profile.flatMap(({ code, options }, i) => {
      if (packed[i] === '-') return [];
      const option = options[Number.parseInt(packed[i] ?? '', 36) - 1];
      if (!option) throw new Error(`packed profile "${packed[i]}" to ${code}`);
      return [[code, option.value]];
    }),
  );
}

/** The answers by question code out of their packed form. Throws when the text does not fit the instrument. */
export function unpackAnswers(instrument: Instrument, packed: string): Readonly<Record<string, number | null>> {
  const questions = questionsOf(instrument);
  if (packed.length !== questions.length)
    throw new Error(`packed answers of ${packed.length} for ${questions.length} questions of ${instrument.id}`);
  return Object.fromEntries(
    questions.map(({ code, values }, i) => {
      const value = packed[i] === '-' ? null : Number(packed[i]);
      if (value !== null && !values.includes(value)) throw new Error(`packed answer "${packed[i]}" to ${code} of ${instrument.id}`);
      return [code, value];
    }),
  );
}
