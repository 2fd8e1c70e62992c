import { type EditedWords, isAfterDecision } from './city-words.ts';
import type { Digest } from './digest.ts';
import type { Listing } from './listing.ts';
import { displayName } from './name.ts';
import type { NationalRecord } from './record.ts';
import { type Audience, audienceCodes, audienceNamed, audiences, type Level, type OnlineLevel } from './vocabulary.ts';

/** Why a procedure is no longer carried out. */
export interface Withdrawal {
  readonly on: string;
  readonly note: string;
  /** The code of the procedure that took its place. */
  readonly replaced_by: string | null;
}

/** A procedure with everything that is known of it: the official record, and what the portal's editors wrote. */
export interface Procedure {
  readonly code: string;
  readonly listing: Listing;
  /** The record with all details; null while only a list or the editors told of it. */
  readonly record: NationalRecord | null;
  /** The editors' words as content/ brought them. */
  readonly digest: Digest | null;
  /** The editors' words as they were written in the portal since. */
  readonly words: EditedWords | null;
  readonly withdrawal: Withdrawal | null;
  /** The file that should have held it and did not, and since when; absence withdraws nothing. */
  readonly missing: { readonly since: string; readonly from: string } | null;
}

/** The facts by which a procedure is listed, filtered and sorted; null is "not known". */
export interface ProcedureFacts {
  readonly name: string;
  readonly field: string;
  readonly field_code: string | null;
  readonly levels: readonly Level[];
  readonly audiences: readonly Audience[];
  readonly online_level: OnlineLevel | null;
  readonly decision_no: string | null;
  readonly decision_day: string | null;
}

/** The facts of a procedure: from the official record where there is one, else from the editors' words. */
export function factsOf({ listing, record, digest }: Pick<Procedure, 'listing' | 'record' | 'digest'>): ProcedureFacts {
  if (record) {
    return {
      name: listing.name,
      field: listing.field,
      // A list that came later may name another field; its code is not known.
      field_code: record.field.name === listing.field ? record.field.code : null,
      levels: record.levels,
      audiences: audienceCodes.filter((code) => record.audiences.some((one) => one.code === code || one.name === audiences[code])),
      online_level: onlineLevelOf(record),
      decision_no: record.decision.number || null,
      decision_day: record.decision.day,
    };
  }
  return {
    name: listing.name,
    field: listing.field,
    field_code: digest?.field_code ?? null,
    levels: digest?.level ?? [],
    audiences: (digest?.target ?? []).flatMap((name) => audienceNamed(name) ?? []),
    online_level: digest?.online_level ?? null,
    decision_no: digest?.decision_no ?? null,
    decision_day: digest?.decision_date ?? null,
  };
}

/**
 * How far a procedure goes online. The source has one flag for all the way; partly means that it can at least be filed
 * online.
 */
export function onlineLevelOf(record: Pick<NationalRecord, 'full_online' | 'offline_only' | 'methods'>): OnlineLevel {
  if (record.offline_only) return 'chưa trực tuyến theo nguồn';
  if (record.full_online) return 'toàn trình';
  return record.methods.some((method) => method.channel === 'trực tuyến') ? 'một phần (có nộp trực tuyến)' : 'chưa trực tuyến theo nguồn';
}

/** What content/ says of a procedure, while it is about the record in force. */
export function digestInForce({ record, digest }: Pick<Procedure, 'record' | 'digest'>): Digest | null {
  return digest && isAfterDecision({ record }, digest.decision_no) ? digest : null;
}

/** The name that people read; the official one is `listing.name`. */
export function nameOf(procedure: Pick<Procedure, 'listing'>): string {
  return displayName(procedure.listing.name);
}
