import { ofAnotherProvince } from './provinces.ts';
import type { Fee, Method, NationalRecord } from './record.ts';

/** What is doubtful in an official record: shown as "đang đối chiếu", never corrected by us. */
export const flagKinds = [
  'fee-thousands',
  'fee-in-note',
  'time-without-unit',
  'time-by-case',
  'former-agency',
  'other-province',
  'no-agency',
  'old-decision',
] as const;
export type FlagKind = (typeof flagKinds)[number];

export interface Flag {
  readonly kind: FlagKind;
  /** What the source writes, as evidence. */
  readonly seen: string;
}

// Districts, townships and their offices ended on 1 July 2025; "quận" and "huyện" also stand inside other words.
const former = /cấp huyện|thị trấn|phòng tư pháp|(?:ủy|uỷ) ban nhân dân (?:quận|huyện)|(?:công an|toà án|tòa án) (?:quận|huyện)/iu;
// \b knows ASCII letters only: after "đ" it is never where it should be.
const amountInWords = /\d[\d.,]*\d\s*(?:đồng|vnđ|vnd|đ|₫)(?!\p{L})/iu;

/** An amount of 1 to 999 đồng: probably thousands of đồng. */
export function isInThousands(fee: Pick<Fee, 'amount'>): boolean {
  return fee.amount !== null && fee.amount > 0 && fee.amount < 1000;
}

/** A stated zero beside words that name an amount. */
export function amountInNote(fee: Pick<Fee, 'amount' | 'note'>, method: Pick<Method, 'note'>): boolean {
  return !fee.amount && (amountInWords.test(fee.note) || amountInWords.test(method.note));
}

/** Whether an agency's name is one of the three-level government that ended on 1 July 2025. */
export function isFormerAgency(agency: string): boolean {
  return former.test(agency);
}

/** What is doubtful in a record; `decidedBefore` (`YYYY-MM-DD`) is the day before which a decision counts as old. */
export function flagsOf(record: NationalRecord, decidedBefore: string): readonly Flag[] {
  const fees = record.methods.flatMap((method) => method.fees.map((fee) => ({ fee, method })));
  const thousands = fees.find(({ fee }) => isInThousands(fee));
  const inNote = fees.find(({ fee, method }) => amountInNote(fee, method));
  // Words need no unit.
  const withoutUnit = record.methods.find((method) => method.time.unit === 'khác' && /^\d+([.,]\d+)?$/.test(method.time.value));
  const agencies = Object.values(record.agencies).flat();
  const formerAgency = agencies.find((agency) => isFormerAgency(agency.name));
  const elsewhere = [record.promulgator, ...agencies].find((agency) => ofAnotherProvince(agency.name));
  const times = new Set(record.methods.map(({ time }) => `${time.value} ${time.unit}`));
  return [
    thousands && flag('fee-thousands', `${thousands.fee.amount}`),
    inNote && flag('fee-in-note', inNote.fee.note || inNote.method.note),
    withoutUnit && flag('time-without-unit', withoutUnit.time.value),
    times.size > 1 && flag('time-by-case', [...times].join('; ')),
    formerAgency && flag('former-agency', formerAgency.name),
    elsewhere && flag('other-province', elsewhere.name),
    record.agencies.executing.length === 0 && flag('no-agency', ''),
    record.decision.day !== null && record.decision.day < decidedBefore && flag('old-decision', record.decision.day),
  ].filter((one) => one !== undefined && one !== false);
}

function flag(kind: FlagKind, seen: string): Flag {
  return { kind, seen: seen.slice(0, 200) };
}
