import { type Change, changeBetween } from './change.ts';
import type { Published } from './display.ts';

/** How many agencies are compared at once: from two on, and so few that every pair can be spoken of. */
export const mostCompared = 5;

/** Two agencies beside each other; the one that stands higher comes first where both are shown. */
export interface Pair<A> {
  readonly higher: A;
  readonly lower: A;
  /** By how much; null where one of the two is not shown. */
  readonly difference: Change | null;
}

/** Every pair of agencies by one score of each, in the order in which they are given. */
export function pairsOf<A>(
  entries: readonly { readonly agency: A; readonly score: Pick<Published, 'share' | 'interval'> }[],
): readonly Pair<A>[] {
  return entries.flatMap((a, i) =>
    entries.slice(i + 1).map((b) => {
      const difference = changeBetween(a.score, b.score);
      if (difference === null || difference.value.compare(0) >= 0) return { higher: a.agency, lower: b.agency, difference };
      return { higher: b.agency, lower: a.agency, difference: changeBetween(b.score, a.score) };
    }),
  );
}

/** The codes of agencies in an address: blanks left out, one more than are compared at most, so that it is seen that there were more. */
export function readCompared(query: URLSearchParams): { readonly codes: readonly string[]; readonly twice: readonly string[] } {
  const given = query
    .getAll('don-vi')
    .map((code) => code.normalize('NFC').trim())
    .filter((code) => code !== '');
  const codes = [...new Set(given)];
  return { codes, twice: codes.filter((code) => given.indexOf(code) !== given.lastIndexOf(code)) };
}
