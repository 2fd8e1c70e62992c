/** The parts of a procedure that an import can change; each has words of its own in content/i18n. */
const historyParts = [
  'name',
  'field',
  'promulgator',
  'executing',
  'kind',
  'regulation',
  'levels',
  'audiences',
  'decision',
  'steps',
  'methods',
  'cases',
  'agencies',
  'receiving_address',
  'results',
  'returning',
  'legal_basis',
  'conditions',
  'description',
  'note',
  'keywords',
  'variants',
  'service_groups',
  'full_online',
  'offline_only',
  'non_territorial',
  'internal',
] as const;
export type HistoryPart = (typeof historyParts)[number];

/** A change of a procedure, as citizens are told of it: not by whom. */
export interface HistoryItem {
  readonly version: number;
  /** The day in Hà Nội. */
  readonly day: string;
  readonly act: 'added' | 'changed' | 'withdrawn' | 'restored';
  readonly parts: readonly HistoryPart[];
  /** Something changed that has no words of its own. */
  readonly others: boolean;
  /** Name of the file that brought it; null where no file did. */
  readonly file: string | null;
}

/** The parts of a stored change that have words, and whether there are others. */
export function partsOf(stored: readonly string[]): Pick<HistoryItem, 'parts' | 'others'> {
  const parts = historyParts.filter((part) => stored.includes(part));
  return { parts, others: parts.length < new Set(stored).size };
}
