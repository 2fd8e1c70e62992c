/**
 * When two responses are near-duplicates (Kuriakose and Robbins): at least 85 % of the items answered the same. Only for
 * questionnaires of at least 20 items, and responses that answer so many: in short forms people agree by chance.
 */
export const nearDuplicateRule = { fewestItems: 20, percent: 85 } as const;

/** Ten items of three bits in a word: 0 for no answer, else the value. */
const itemsOfWord = 10;
const lowBits = 0o1111111111;

/**
 * Which responses have a near-duplicate among the others: `packed` holds the items alone, one character each. Of the pairs only
 * those with one from `from` on are looked at, so that a night's new responses are compared with all and the old ones are not
 * compared again. Who gives nearly every item the same value agrees with everybody who does: such responses are not compared
 * (all the same is a flag of its own), for satisfied people would all be each other's duplicates (Simmons et al.).
 */
export function nearDuplicates(packed: readonly string[], from = 0): ReadonlySet<number> {
  const length = packed[0]?.length ?? 0;
  const found = new Set<number>();
  if (length < nearDuplicateRule.fewestItems) return found;
  const words = Math.ceil(length / itemsOfWord);
  const compared = packed.flatMap((answers, i) => (isCompared(answers) ? [i] : []));
  const bits = new Uint32Array(compared.length * words);
  compared.forEach((i, place) => {
    packWords(packed[i] ?? '', bits, place * words);
  });
  for (let a = 0; a < compared.length; a++) {
    const one = compared[a] ?? 0;
    for (let b = 0; one >= from && b < a; b++) {
      const other = compared[b] ?? 0;
      if (found.has(one) && found.has(other)) continue;
      if (alike(bits, a * words, b * words, words, length)) found.add(one).add(other);
    }
  }
  return found;
}

function isCompared(answers: string): boolean {
  const given = [...answers].filter((answer) => answer !== '-');
  if (given.length < nearDuplicateRule.fewestItems) return false;
  const counts = Map.groupBy(given, (answer) => answer);
  return Math.max(...[...counts.values()].map((same) => same.length)) * 100 < given.length * nearDuplicateRule.percent;
}

function packWords(answers: string, into: Uint32Array, at: number): void {
  for (let i = 0; i < answers.length; i++) {
    const value = answers[i] === '-' ? 0 : Number(answers[i]);
    const word = at + Math.floor(i / itemsOfWord);
    into[word] = (into[word] ?? 0) | (value << (3 * (i % itemsOfWord)));
  }
}

/** Whether enough of the items that at least one of two answered have the same answer in both. */
function alike(bits: Uint32Array, a: number, b: number, words: number, length: number): boolean {
  let different = 0;
  let answered = 0;
  for (let w = 0; w < words; w++) {
    const [x, y] = [bits[a + w] ?? 0, bits[b + w] ?? 0];
    different += itemsSet(x ^ y);
    if (different * 100 > length * (100 - nearDuplicateRule.percent)) return false;
    answered += itemsSet(x | y);
  }
  return (answered - different) * 100 >= answered * nearDuplicateRule.percent;
}

/** How many of the ten items of a word are not 0. */
function itemsSet(word: number): number {
  const set = (word | (word >>> 1) | (word >>> 2)) & lowBits;
  // Pairs of items as numbers of six bits, and their sum in the lowest six.
  const pairs = (set & 0o0101010101) + ((set >>> 3) & 0o0101010101);
  return (pairs + (pairs >>> 6) + (pairs >>> 12) + (pairs >>> 18) + (pairs >>> 24)) & 0o77;
}
