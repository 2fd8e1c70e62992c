import { z } from 'zod';
import { wholeDay } from '#platform/model/partial-date.ts';

/** The form of a national procedure code: one digit, a dot, six digits. */
export const procedureCode = z.string().regex(/^\d\.\d{6}$/, 'mã thủ tục có dạng N.NNNNNN');

export const levels = ['xã', 'tỉnh/thành phố', 'trung ương', 'ngành dọc', 'cơ quan khác'] as const;
export const onlineLevels = ['toàn trình', 'một phần (có nộp trực tuyến)', 'chưa trực tuyến theo nguồn'] as const;
const confidences = ['cao', 'trung bình', 'thấp'] as const;
export const channels = ['trực tuyến', 'bưu chính', 'trực tiếp'] as const;

const fee = z.strictObject({
  type: z.enum(['phí', 'lệ phí', 'mức giá']),
  /** Đồng, as the source states it; 0 is no proof that nothing is charged. */
  amount: z.number().nullable().optional(),
  /** What the source states where it cannot be read as đồng. */
  amount_raw: z.union([z.string(), z.number()]).optional(),
  note: z.string().optional(),
});
export type Fee = z.infer<typeof fee>;

/** One procedure as the content files write it: facts of the national database, in short words. */
export const procedureSchema = z.strictObject({
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
  /** Month of the copy of the national database that the record comes from. */
  snapshot: z.string().regex(/^\d{4}-\d{2}$/, 'cần tháng dạng YYYY-MM'),
  source: z.string(),
  confidence: z.enum(confidences),
  flags: z.array(z.string()),
});
export type Procedure = z.infer<typeof procedureSchema>;

/** The name as shown: without the word that all of them begin with, first letter capital. */
export function displayName(name: string): string {
  const bare = name.replace(/^thủ tục\s+/i, '').replace(/[.;,\s]+$/, '');
  return bare.charAt(0).toLocaleUpperCase('vi') + bare.slice(1);
}

/** The papers of the short list, one by one; the source separates them by semicolons. */
export function papersOf(procedure: Pick<Procedure, 'main_papers'>): readonly string[] {
  return splitOutsideBrackets(procedure.main_papers)
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

/**
 * A stated fee as people read it. A zero is not called free: the source may only have left it empty; amounts below
 * 1,000 đồng are probably thousands, they are shown as doubtful and never corrected.
 */
export function feeText(fee: Fee): { readonly text: string; readonly doubtful: boolean } {
  const note = fee.note ? ` (${fee.note})` : '';
  if (fee.amount === undefined || fee.amount === null)
    return { text: `${fee.type}: ${fee.amount_raw ?? 'không rõ'}${note}`, doubtful: true };
  if (fee.amount === 0) return { text: `${fee.type}: nguồn ghi 0 đồng${note}`, doubtful: true };
  return { text: `${fee.type}: ${new Intl.NumberFormat('vi-VN').format(fee.amount)} đồng${note}`, doubtful: fee.amount < 1000 };
}
