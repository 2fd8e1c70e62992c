import { amountInNote, isInThousands } from './flags.ts';
import type { Method, NationalRecord } from './record.ts';
import type { FeeType, TimeUnit } from './vocabulary.ts';

/** How long it takes, in short: one time; from-to by case; or words of the source. */
export type TimeAnswer =
  | { readonly kind: 'one'; readonly n: number; readonly unit: TimeUnit }
  | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly unit: TimeUnit }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A number whose unit the source does not say, or several units: only the table of all rows tells. */
  | { readonly kind: 'see-rows' }
  | { readonly kind: 'unknown' };

/**
 * The short answer to "mất bao lâu". Rows that differ are different cases, listed against channels: a range, never a
 * difference of channels.
 */
export function timeAnswer(methods: readonly Method[]): TimeAnswer {
  const times = methods.map((method) => method.time).filter((time) => time.value !== '');
  if (times.length === 0) return { kind: 'unknown' };
  const units = new Set(times.map((time) => time.unit));
  const numbers = times.map((time) => (/^\d+([.,]\d+)?$/.test(time.value) ? Number(time.value.replace(',', '.')) : Number.NaN));
  const [unit] = units;
  if (numbers.every((n) => Number.isNaN(n))) return { kind: 'words', words: [...new Set(times.map((time) => time.value))] };
  if (unit === undefined || units.size > 1 || unit === 'khác' || numbers.some((n) => Number.isNaN(n) || n === 0))
    return { kind: 'see-rows' };
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  return from === to ? { kind: 'one', n: from, unit } : { kind: 'range', from, to, unit };
}

export interface FeeRange {
  readonly type: FeeType;
  /** Đồng. */
  readonly from: number;
  readonly to: number;
  readonly doubtful: boolean;
}

/** What it costs, in short; a zero is never called free. */
export type FeeAnswer =
  | { readonly kind: 'amounts'; readonly ranges: readonly FeeRange[]; readonly alsoZero: boolean }
  /** The source writes 0; `doubtful` where its own words beside it name an amount. */
  | { readonly kind: 'zero'; readonly doubtful: boolean }
  /** The source writes no number, only words. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'not-stated' };

/** The short answer to "hết bao nhiêu tiền", over all rows of the source. */
export function feeAnswer(methods: readonly Method[]): FeeAnswer {
  const fees = methods.flatMap((method) =>
    method.fees.map((fee) => ({ ...fee, doubtful: isInThousands(fee) || amountInNote(fee, method) })),
  );
  if (fees.length === 0) return { kind: 'not-stated' };
  const charged = fees.filter((fee) => fee.amount !== null && fee.amount > 0);
  if (charged.length > 0) {
    const types = [...new Set(charged.map((fee) => fee.type))];
    const ranges = types.map((type) => {
      const amounts = charged.filter((fee) => fee.type === type);
      const values = amounts.map((fee) => fee.amount ?? 0);
      return { type, from: Math.min(...values), to: Math.max(...values), doubtful: amounts.some((fee) => fee.doubtful) };
    });
    return { kind: 'amounts', ranges, alsoZero: fees.some((fee) => fee.amount === 0) };
  }
  const zero = fees.some((fee) => fee.amount === 0);
  const words = [...new Set(fees.map((fee) => fee.note).filter((note) => note !== ''))];
  if (zero) return { kind: 'zero', doubtful: fees.some((fee) => fee.doubtful) || words.length > 0 };
  return words.length > 0 ? { kind: 'words', words } : { kind: 'not-stated' };
}

/** How many papers a case asks for at least and at most, over all cases. */
export function paperCount(record: Pick<NationalRecord, 'cases'>): { readonly from: number; readonly to: number } {
  const counts = record.cases.map((one) => one.papers.length);
  return counts.length === 0 ? { from: 0, to: 0 } : { from: Math.min(...counts), to: Math.max(...counts) };
}
