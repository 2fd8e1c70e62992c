import { z } from 'zod';
import { wholeDay } from '#platform/model/partial-date.ts';
import { channels, feeTypes, levels, onlineLevels, procedureCode } from './vocabulary.ts';

const confidences = ['cao', 'trung bình', 'thấp'] as const;

const fee = z.strictObject({
  type: z.enum(feeTypes),
  /** Đồng, as the source states it; 0 is no proof that nothing is charged. */
  amount: z.number().nullable().optional(),
  /** What the source states where it cannot be read as đồng. */
  amount_raw: z.union([z.string(), z.number()]).optional(),
  note: z.string().optional(),
});
export type DigestFee = z.infer<typeof fee>;

/** What the portal's editors wrote about a procedure: its facts in short words, and how citizens call it. */
export const digestSchema = z.strictObject({
  code: procedureCode,
  name: z.string().min(1),
  group: z.string().min(1),
  field: z.string().min(1),
  field_code: z.string().min(1),
  level: z.array(z.enum(levels)).min(1),
  agency: z.array(z.string()),
  /** The agencies by their names in the two-level government since 1 July 2025. */
  agency_display: z.array(z.string()),
  hanoi_note: z.string().optional(),
  target: z.array(z.string()),
  channels: z.array(z.strictObject({ channel: z.enum(channels), time: z.string(), fees: z.array(fee) })),
  time_limit: z.string(),
  fee: z.string(),
  fee_confidence: z.enum(confidences).optional(),
  main_papers: z.string(),
  result: z.array(z.string()),
  legal_basis: z.array(z.string()),
  online_level: z.enum(onlineLevels),
  decision_no: z.string(),
  decision_date: wholeDay,
  type: z.enum(['STANDARD', 'SPECIFIC']),
  citizen_terms: z.array(z.string()),
  /** Month of the copy of the national database that the facts come from. */
  snapshot: z.string().regex(/^\d{4}-\d{2}$/, 'cần tháng dạng YYYY-MM'),
  source: z.string(),
  confidence: z.enum(confidences),
  flags: z.array(z.string()),
});
export type Digest = z.infer<typeof digestSchema>;

/** The papers of the short list, one by one; the editors separate them by semicolons. */
export function papersOf(digest: Pick<Digest, 'main_papers'>): readonly string[] {
  return splitOutsideBrackets(digest.main_papers)
    .map((paper) => paper.trim())
    .filter((paper) => paper !== '')
    .map((paper) => paper.charAt(0).toLocaleUpperCase('vi') + paper.slice(1));
}

function splitOutsideBrackets(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '(') depth += 1;
    else if (letter === ')') depth = Math.max(0, depth - 1);
    if (letter === ';' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${letter}`);
  }
  return parts;
}
