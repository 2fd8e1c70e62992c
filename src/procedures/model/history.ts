import { type NamedPart, namedParts } from './part-changes.ts';

/** A change of a procedure, as citizens are told of it: not by whom. */
export interface HistoryItem {
  readonly version: number;
  /** The day in Hà Nội. */
  readonly day: string;
  readonly act: 'added' | 'changed' | 'withdrawn' | 'restored' | 'edited';
  readonly parts: readonly NamedPart[];
  /** Something changed that has no words of its own. */
  readonly others: boolean;
  /** Name of the file that brought it; null where no file did. */
  readonly file: string | null;
}

/** The parts of a stored change that have words, and whether there are others. */
export function partsOf(stored: readonly string[]): Pick<HistoryItem, 'parts' | 'others'> {
  const parts = namedParts.filter((part) => stored.includes(part));
  return { parts, others: parts.length < new Set(stored).size };
}
