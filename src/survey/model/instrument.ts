import { z } from 'zod';
import { partialDate } from '#platform/model/partial-date.ts';

const code = z.string().regex(/^[A-Za-z0-9.]+$/, 'mã chỉ gồm chữ không dấu, số và dấu chấm');
const option = z.strictObject({ value: z.int().min(1).max(5), label: z.string().min(1) });
const item = z.strictObject({
  code,
  text: z.string().min(1),
  /** The wording was not found in any source; shown as assumed. */
  assumed: z.boolean().optional(),
});
/** A filter question (câu lọc): who answers no is not asked what stands below it. */
const filter = z.strictObject({ code, text: z.string().min(1), yes: z.string().min(1), no: z.string().min(1) });

/** A questionnaire (bộ câu hỏi) as the content files write it. A published wording never changes under the same id. */
export const instrumentSchema = z
  .strictObject({
    id: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'mã bộ câu hỏi chỉ gồm chữ hoa, số và dấu nối'),
    title: z.string().min(1),
    short_title: z.string().min(1),
    description: z.string().min(1),
    respondents: z.string().min(1),
    source_decision: z.string().min(1),
    source_note: z.string().min(1),
    valid_from: partialDate,
    /** The earlier version that this one stands in for; that one keeps its wording, its answers and its address. */
    replaces: z.string().min(1).optional(),
    applies_to: z.array(z.enum(['commune', 'department'])).min(1),
    duration_minutes: z.int().min(1),
    prompt: z.string().min(1),
    /** The options of every item, in the order in which the form prints them. */
    scale: z.array(option).min(2).max(5),
    fields: z
      .array(
        z.strictObject({
          code,
          title: z.string().min(1),
          asked_if: filter.optional(),
          factors: z
            .array(z.strictObject({ code, title: z.string().min(1), asked_if: filter.optional(), items: z.array(item).min(1) }))
            .min(1),
        }),
      )
      .min(1),
    /** What residents would have improved first: reported apart, never part of satisfaction. */
    expectations: z.strictObject({ prompt: z.string().min(1), options: z.array(option).min(2), items: z.array(item).min(1) }).optional(),
    profile: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[a-z0-9_]+$/),
          text: z.string().min(1),
          options: z.array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) })).min(2),
        }),
      )
      .default([]),
  })
  .superRefine((instrument, context) => {
    if (new Set(instrument.scale.map((option) => option.value)).size !== instrument.scale.length) {
      context.addIssue({ code: 'custom', path: ['scale'], message: 'các mức của thang phải mang giá trị khác nhau' });
    }
    const seen = new Set<string>();
    for (const { code } of [...itemsOf(instrument), ...(instrument.expectations?.items ?? []), ...filtersOf(instrument)]) {
      if (seen.has(code)) context.addIssue({ code: 'custom', message: `mã câu hỏi ${code} xuất hiện hai lần` });
      seen.add(code);
    }
  });
export type Instrument = z.infer<typeof instrumentSchema>;

export interface Item {
  readonly code: string;
  readonly factor: string;
  readonly field: string;
  readonly text: string;
}

// Listed once for each questionnaire: every response asks for them.
const items = new WeakMap<object, readonly Item[]>();
const filters = new WeakMap<object, readonly Filter[]>();
const questions = new WeakMap<object, readonly Question[]>();

/** The satisfaction items in the order of the form. */
export function itemsOf(instrument: Pick<Instrument, 'fields'>): readonly Item[] {
  const known = items.get(instrument);
  if (known) return known;
  const listed = instrument.fields.flatMap((field) =>
    field.factors.flatMap((factor) => factor.items.map(({ code, text }) => ({ code, text, factor: factor.code, field: field.code }))),
  );
  items.set(instrument, listed);
  return listed;
}

/** The values of the two answers to a filter question, the same in every questionnaire. */
export const filterValue = { yes: 1, no: 2 } as const;

export interface Filter extends z.infer<typeof filter> {
  /** Codes of the questions that are asked only of those who answer yes: items, and filter questions of factors below. */
  readonly decides: readonly string[];
}

/** The filter questions in the order of the form. */
export function filtersOf(instrument: Pick<Instrument, 'fields'>): readonly Filter[] {
  const known = filters.get(instrument);
  if (known) return known;
  const listed = instrument.fields.flatMap((field) => {
    const below = field.factors.flatMap(({ asked_if, items }) =>
      asked_if ? [{ ...asked_if, decides: items.map(({ code }) => code) }] : [],
    );
    if (!field.asked_if) return below;
    return [{ ...field.asked_if, decides: [...below, ...itemsOf({ fields: [field] })].map(({ code }) => code) }, ...below];
  });
  filters.set(instrument, listed);
  return listed;
}

export interface Question {
  readonly code: string;
  readonly values: readonly number[];
}

/** Everything that is answered by a number, in the order in which a response is packed: items, expectations, filter questions. */
export function questionsOf(instrument: Instrument): readonly Question[] {
  const known = questions.get(instrument);
  if (known) return known;
  const scale = instrument.scale.map((option) => option.value);
  const wishes = instrument.expectations;
  const listed = [
    ...itemsOf(instrument).map(({ code }) => ({ code, values: scale })),
    ...(wishes?.items ?? []).map(({ code }) => ({ code, values: wishes?.options.map((option) => option.value) ?? [] })),
    ...filtersOf(instrument).map(({ code }) => ({ code, values: Object.values(filterValue) })),
  ];
  questions.set(instrument, listed);
  return listed;
}
