import type { Listing } from './listing.ts';
import { type NationalRecord, recordSchema } from './record.ts';

// The record has these too; what lists say of them is what counts.
const listed = ['name', 'field', 'promulgator'] as const;
const silent = ['code', 'updated_at', ...listed] as const;

/** A part of a procedure that an import can change: the columns of lists, then the rest of the record. */
export type Part = keyof Listing | Exclude<keyof NationalRecord, (typeof silent)[number]>;

const parts: readonly Part[] = [
  ...listed,
  'executing',
  ...(Object.keys(recordSchema.shape) as (keyof NationalRecord)[]).filter(
    (key): key is Exclude<Part, keyof Listing> => !silent.some((one) => one === key),
  ),
];

/** What the history names: a part, or that a record with all details came to a procedure that had none. */
export type NamedPart = Part | 'details';

/** In the order in which people are told of them. */
export const namedParts: readonly NamedPart[] = ['details', ...parts];

/** Whether a name that stands in the history is one that people know. */
export function isNamedPart(name: string): name is NamedPart {
  return namedParts.some((part) => part === name);
}

export interface PartChange {
  readonly part: Part;
  /** As text, for people to compare. */
  readonly before: string;
  readonly after: string;
}

/** What an import can change of a procedure. */
export interface Parts {
  readonly listing: Listing;
  readonly record: NationalRecord | null;
}

/** The parts that differ; where one of the two has no record, the columns of lists only. */
export function partChanges(before: Parts, after: Parts): readonly PartChange[] {
  return parts.flatMap((part) => {
    const [a, b] = [textOf(before, part), textOf(after, part)];
    return a === b || a === undefined || b === undefined ? [] : [{ part, before: a, after: b }];
  });
}

function textOf({ listing, record }: Parts, part: Part): string | undefined {
  const value = part in listing ? listing[part as keyof Listing] : record?.[part as Exclude<Part, keyof Listing>];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('; ');
  return JSON.stringify(value);
}
