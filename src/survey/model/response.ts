import { z } from 'zod';
import { type Instrument, questionsOf } from './instrument.ts';

export const modes = ['online', 'ticket'] as const;
export type Mode = (typeof modes)[number];

export const modeLabels: Readonly<Record<Mode, string>> = { online: 'trực tuyến, ai cũng trả lời được', ticket: 'trực tuyến, có mã mời' };

/** A response as it is handed in; which codes and values it may hold depends on the instrument: see checkAnswers. */
export const responseInput = z.strictObject({
  /** Made by the client, so that handing in the same answer again counts once. */
  id: z.uuid({ error: 'id phải là một UUID' }).refine((id) => !/^[0-]+$/.test(id), 'id phải là một UUID do máy của người gửi tạo ra'),
  instrument: z.string().min(1, 'thiếu bộ câu hỏi'),
  agency: z.string().min(1, 'hãy chọn cơ quan'),
  procedure: z.string().optional(),
  ticket: z.string().trim().min(1).max(40).optional(),
  answers: z.record(z.string(), z.union([z.int(), z.null()], { error: 'Mỗi câu trả lời là một số nguyên của thang, hoặc null.' }), {
    error: 'answers phải là danh sách câu trả lời theo mã câu hỏi',
  }),
  respondent: z.record(z.string(), z.string()).optional(),
});
export type ResponseInput = z.infer<typeof responseInput>;

/** Something wrong with one field of a response, said to the person. */
export interface FieldError {
  /** Path in the response, e.g. `answers.CS1` or `agency`. */
  readonly field: string;
  readonly message: string;
}

/** What of the answers and the profile does not fit the instrument; empty when all is well. */
export function checkAnswers(instrument: Instrument, input: Pick<ResponseInput, 'answers' | 'respondent'>): readonly FieldError[] {
  const errors: FieldError[] = [];
  const questions = new Map(questionsOf(instrument).map((question) => [question.code, question]));
  for (const [code, value] of Object.entries(input.answers)) {
    const question = questions.get(code);
    if (!question) errors.push({ field: `answers.${code}`, message: `Bộ câu hỏi ${instrument.id} không có câu ${code}.` });
    else if (value !== null && !question.values.includes(value)) {
      errors.push({
        field: `answers.${code}`,
        message: `Câu ${code} chỉ nhận một trong các giá trị ${[...question.values].sort().join(', ')}, hoặc để trống.`,
      });
    }
  }
  if (errors.length === 0 && Object.values(input.answers).every((value) => value === null)) {
    errors.push({ field: 'answers', message: 'Phiếu chưa có câu nào được trả lời. Hãy trả lời ít nhất một câu.' });
  }
  const profile = new Map(instrument.profile.map((question) => [question.code, question]));
  for (const [code, value] of Object.entries(input.respondent ?? {})) {
    const question = profile.get(code);
    if (!question)
      errors.push({ field: `respondent.${code}`, message: `Bộ câu hỏi ${instrument.id} không hỏi "${code}" về người trả lời.` });
    else if (!question.options.some((option) => option.value === value)) {
      errors.push({ field: `respondent.${code}`, message: `"${question.text}": không có lựa chọn "${value}".` });
    }
  }
  return errors;
}

/** One character per question in the instrument's order: the value, or `-` where there is no answer. */
export function packAnswers(instrument: Instrument, answers: Readonly<Record<string, number | null>>): string {
  return questionsOf(instrument)
    .map(({ code }) => answers[code] ?? '-')
    .join('');
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
