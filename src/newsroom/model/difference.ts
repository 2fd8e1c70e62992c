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
  const runs = changes
    .filter(({ value }) => value !== '')
    .map(({ value, added, removed }): Run => ({ kind: added ? 'added' : removed ? 'removed' : 'kept', text: value }));
  return phrases(runs);
}

/**
 * Whole phrases in place of words: `thứ Bảy` became `Chủ nhật`, not `thứ` became `Chủ` and `Bảy` became `nhật`. What lies
 * between two changes and is no word belongs to both.
 */
function phrases(runs: readonly Run[]): readonly Run[] {
  const out: Run[] = [];
  for (let i = 0; i < runs.length; ) {
    let end = i;
    while (isChange(runs[end]) || (end > i && isBetween(runs[end]) && isChange(runs[end + 1]))) end += 1;
    out.push(...(end > i ? asOne(runs.slice(i, end)) : runs.slice(i, i + 1)));
    i = Math.max(end, i + 1);
  }
  return out;
}

const isChange = (run: Run | undefined) => run !== undefined && run.kind !== 'kept';
const isBetween = (run: Run | undefined) => run !== undefined && run.kind === 'kept' && !/[\p{L}\p{N}\n]/u.test(run.text);

function asOne(runs: readonly Run[]): readonly Run[] {
  const without = (kind: Run['kind']) => runs.filter((run) => run.kind !== kind).map(({ text }) => text);
  if (!['added', 'removed'].every((kind) => runs.some((run) => run.kind === kind))) return runs;
  return [
    { kind: 'removed', text: without('added').join('') },
    { kind: 'added', text: without('removed').join('') },
  ];
}
