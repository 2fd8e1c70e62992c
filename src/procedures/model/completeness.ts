import type { NationalRecord } from './record.ts';

/**
 * The parts that a published procedure must have by Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2, and those that it must have
 * "if any" (nếu có): their absence is no fault of the record.
 */
export const mandatoryParts = ['name', 'steps', 'methods', 'cases', 'quantities', 'times', 'audiences', 'executing'] as const;
export const conditionalParts = ['forms', 'results', 'conditions', 'fees', 'legal_basis'] as const;
export type MandatoryPart = (typeof mandatoryParts)[number];
export type Part = MandatoryPart | (typeof conditionalParts)[number];

const present: Readonly<Record<Part, (record: NationalRecord) => boolean>> = {
  name: (record) => record.name !== '',
  steps: (record) => record.steps.some((step) => step.text !== '' || step.name !== ''),
  methods: (record) => record.methods.length > 0,
  cases: (record) => record.cases.some((one) => one.papers.length > 0),
  quantities: (record) => record.cases.some((one) => one.papers.some((paper) => paper.originals + paper.copies > 0)),
  times: (record) => record.methods.some((method) => method.time.value !== '' && method.time.value !== '0'),
  audiences: (record) => record.audiences.length > 0,
  executing: (record) => record.agencies.executing.length > 0,
  forms: (record) => record.cases.some((one) => one.papers.some((paper) => paper.forms.length > 0 || paper.electronic_form)),
  results: (record) => record.results.length > 0,
  conditions: (record) => record.conditions !== '',
  fees: (record) => record.methods.some((method) => method.fees.some((fee) => Boolean(fee.amount) || fee.note !== '')),
  legal_basis: (record) => record.legal_basis.length > 0,
};

/** Whether the record has a part. */
export function hasPart(record: NationalRecord, part: Part): boolean {
  return present[part](record);
}

/** The mandatory parts that the record lacks; a page says of them "đang cập nhật". */
export function missingParts(record: NationalRecord): readonly MandatoryPart[] {
  return mandatoryParts.filter((part) => !present[part](record));
}
