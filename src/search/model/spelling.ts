/** A word that a misspelled one may have meant; the lower the cost, the nearer. */
export interface Candidate {
  readonly word: string;
  readonly cost: number;
}

// What is heard alike in some region is mistaken more easily than what only lies side by side on the keyboard.
const alikeAtFront = [
  ['s', 'x'],
  ['tr', 'ch'],
  ['d', 'gi', 'r', 'v'],
  ['l', 'n'],
  ['k', 'c', 'q'],
  ['g', 'gh'],
  ['ng', 'ngh'],
];
const alikeAtEnd = [
  ['c', 't', 'ch'],
  ['n', 'ng', 'nh', 'm'],
  ['i', 'y'],
];
// In cost of one wrong letter.
const alikeCost = 0.5;
const firstLetterCost = 0.4;

/** The letters of a folded word as bits, for a quick look at how many two words do not share. */
export function lettersOf(folded: string): number {
  let bits = 0;
  for (let i = 0; i < folded.length; i++) bits |= 1 << (folded.charCodeAt(i) & 31);
  return bits;
}

/**
 * The number of letters to insert, delete, replace or exchange with their neighbour to make one word of the other
 * (Damerau-Levenshtein, optimal string alignment); `limit + 1` where it is more than `limit`.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      const crossed = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (crossed) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? 0, limit + 1);
}

/** Folded syllables that some regions do not tell apart from a word by their sound (x/s, tr/ch, final c/t…). */
export function soundingLike(word: string): readonly string[] {
  const alike = new Set<string>();
  for (const group of alikeAtFront) {
    // "tr" is not a "t": the longest beginning counts.
    const front = group.filter((one) => word.startsWith(one)).sort((a, b) => b.length - a.length)[0];
    if (front !== undefined) for (const other of group) alike.add(other + word.slice(front.length));
  }
  for (const group of alikeAtEnd) {
    const end = group.filter((one) => word.endsWith(one)).sort((a, b) => b.length - a.length)[0];
    if (end !== undefined) for (const other of group) alike.add(word.slice(0, word.length - end.length) + other);
  }
  alike.delete(word);
  return [...alike];
}

/** How many letters may be wrong: one, two from six letters on; in the shortest words none but what sounds alike. */
export function allowedErrors(word: string): number {
  if (word.length < 3) return 0;
  return word.length < 6 ? 1 : 2;
}

/** The words that a folded word may have meant among those that look like it, with at most so many errors, the nearest first. */
export function nearWords(word: string, lookingLike: Iterable<string>, most = 2): readonly Candidate[] {
  const limit = Math.min(most, allowedErrors(word));
  const alike = new Set(soundingLike(word));
  const near: Candidate[] = [];
  for (const other of lookingLike) {
    if (other === word) continue;
    const cost = alike.has(other) ? alikeCost : other.length < 2 || limit === 0 ? Number.POSITIVE_INFINITY : distance(word, other, limit);
    if (cost <= Math.max(limit, alikeCost))
      near.push({ word: other, cost: cost + (word.charAt(0) === other.charAt(0) || cost === alikeCost ? 0 : firstLetterCost) });
  }
  return near.sort((a, b) => a.cost - b.cost || (a.word < b.word ? -1 : 1));
}
