import { amountInNote, isInThousands } from './flags.ts';
import type { Method } from './record.ts';
import { headOf } from './text-head.ts';
import type { Channel, FeeType, TimeUnit } from './vocabulary.ts';

export interface Duration {
  readonly n: number;
  readonly unit: Exclude<TimeUnit, 'khác'>;
}

/** How long it takes, in short. */
export type TimeAnswer =
  /** One time; from-to or several times where the cases differ. `partly`: other rows say it in words or not at all. */
  | { readonly kind: 'times'; readonly times: readonly [Duration, ...Duration[]]; readonly partly: boolean }
  /** The source says it in words. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Numbers whose unit the source does not say, and what the words beside them say of the time. */
  | { readonly kind: 'unclear'; readonly seen: readonly string[]; readonly words: readonly string[] }
  | { readonly kind: 'unknown' };

// A remark that tells of time: "10 ngày làm việc kể từ ngày …", "ngay sau khi …".
const tellsTime =
  /\d\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|phút|tháng|năm|tuần)(?!\p{L})|ngay (?:sau|khi|trong)|trong ngày|thời (?:hạn|gian) giải quyết|không quy định/iu;
const wordsLength = 220;

/** The time that a row states, where it can be counted; null for words, zero, and a number without a unit. */
export function durationOf({ value, unit }: Method['time']): Duration | null {
  if (unit === 'khác' || !isNumber(value)) return null;
  const n = Number(value.replace(',', '.'));
  return n > 0 ? { n, unit } : null;
}

/**
 * The short answer to "mất bao lâu". Rows that differ are different cases, listed against channels: a range, never a
 * difference of channels.
 */
export function timeAnswer(methods: readonly Method[]): TimeAnswer {
  const stated = methods.map((method) => method.time).filter((time) => !isNothing(time.value));
  const known = distinct(stated.flatMap((time) => durationOf(time) ?? []));
  const [first, ...others] = known;
  if (first) {
    const partly = stated.length < methods.length || stated.some((time) => durationOf(time) === null);
    if (others.some((time) => time.unit !== first.unit)) return { kind: 'times', times: [first, ...others], partly };
    const least = known.reduce((a, b) => (b.n < a.n ? b : a));
    const most = known.reduce((a, b) => (b.n > a.n ? b : a));
    return { kind: 'times', times: least === most ? [least] : [least, most], partly };
  }
  const words = headsOf(stated.map((time) => time.value).filter((value) => !isNumber(value)));
  if (words.length > 0) return { kind: 'words', words };
  const seen = [...new Set(stated.map((time) => time.value))];
  const remarks = headsOf(methods.map((method) => method.note).filter((note) => tellsTime.test(note)));
  if (seen.length > 0) return { kind: 'unclear', seen, words: remarks };
  return remarks.length > 0 ? { kind: 'words', words: remarks } : { kind: 'unknown' };
}

export interface FeeRange {
  readonly type: FeeType;
  /** Đồng, as the source writes it. */
  readonly from: number;
  readonly to: number;
  /** One of the amounts is below 1,000 đồng: probably thousands. */
  readonly thousands: boolean;
}

/** What it costs, in short; a zero is never called free. */
export type FeeAnswer =
  /** By channel where the amounts differ; one line without a channel where they do not. */
  | {
      readonly kind: 'amounts';
      readonly lines: readonly { readonly channel: Channel | null; readonly ranges: readonly FeeRange[] }[];
      /** Some rows say 0, or say it in words. */
      readonly partly: boolean;
      /** What the source writes beside amounts that are probably thousands. */
      readonly words: readonly string[];
    }
  /** The source writes 0; `amountInWords` where its own words beside it name an amount. */
  | { readonly kind: 'zero'; readonly amountInWords: boolean; readonly words: readonly string[] }
  /** The source writes no number, only words. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'not-stated' };

/** The short answer to "hết bao nhiêu tiền", over all rows of the source. */
export function feeAnswer(methods: readonly Method[]): FeeAnswer {
  const fees = methods.flatMap((method) => method.fees.map((fee) => ({ ...fee, method })));
  const lines = feeLines(methods);
  if (lines.length > 0) {
    const doubtful = fees.filter(isInThousands);
    return { kind: 'amounts', lines, partly: fees.some((fee) => !fee.amount), words: headsOf(doubtful.map((fee) => fee.note)) };
  }
  const words = headsOf(fees.map((fee) => fee.note));
  if (fees.some((fee) => fee.amount === 0)) {
    const told = fees.filter((fee) => amountInNote(fee, fee.method));
    // Where the amount stands in the words of the row, they are what a person needs.
    const evidence = headsOf(told.map((fee) => fee.note || fee.method.note));
    return { kind: 'zero', amountInWords: told.length > 0, words: words.length > 0 ? words : evidence };
  }
  return words.length > 0 ? { kind: 'words', words } : { kind: 'not-stated' };
}

function feeLines(methods: readonly Method[]) {
  const byChannel = [...Map.groupBy(methods, (method) => method.channel)].map(([channel, rows]) => ({ channel, ranges: rangesOf(rows) }));
  const [first, ...others] = byChannel;
  const alike = others.every(({ ranges }) => JSON.stringify(ranges) === JSON.stringify(first?.ranges));
  const lines = first && alike ? [{ channel: null, ranges: first.ranges }] : byChannel;
  return lines.filter(({ ranges }) => ranges.length > 0);
}

function rangesOf(methods: readonly Method[]): readonly FeeRange[] {
  const charged = methods.flatMap((method) => method.fees).filter((fee) => fee.amount !== null && fee.amount > 0);
  return [...Map.groupBy(charged, (fee) => fee.type)].map(([type, fees]) => {
    const amounts = fees.map((fee) => fee.amount ?? 0);
    return { type, from: Math.min(...amounts), to: Math.max(...amounts), thousands: fees.some(isInThousands) };
  });
}

function isNumber(value: string): boolean {
  return /^\d+(?:[.,]\d+)?$/.test(value);
}

/** What stands for no time at all: nothing, a dash, a zero. */
function isNothing(value: string): boolean {
  return value === '' || /^[-–.]+$/.test(value) || (isNumber(value) && Number(value.replace(',', '.')) === 0);
}

function distinct(times: readonly Duration[]): readonly Duration[] {
  return [...new Map(times.map((time) => [`${time.n} ${time.unit}`, time])).values()];
}

/** The beginnings of different texts; none twice. */
function headsOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== '').map((text) => headOf(text, wordsLength).head))];
}
