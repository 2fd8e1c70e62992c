import { diffWordsWithSpace } from 'diff';

/** A run of text that both have, or only the newer, or only the older. */
export interface Run {
  readonly kind: 'kept' | 'added' | 'removed';
  readonly text: string;
}

// Of two texts with little in common no difference by words can be read, and finding it takes the square of its length.
const mostEdits = 3000;

/**
 * What changed from one text to another, by words. The runs that are not added, together, are the older text; those that are
 * not removed, the newer.
 */
export function difference(older: string, newer: string): readonly Run[] {
  const changes = diffWordsWithSpace(older, newer, { maxEditLength: mostEdits }) ?? [
    { value: older, removed: true, added: false },
    { value: newer, removed: false, added: true },
  ];
  return changes
    .filter(({ value }) => value !== '')
    .map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'kept', text: value }));
}
