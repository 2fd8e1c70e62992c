/** The ages that a query names ("6 tuổi"). */
export function agesOf(text: string): readonly number[] {
  return [...text.matchAll(/(\d{1,3})\s*(?:tuổi|tuoi)(?![\p{L}])/giu)].map((match) => Number(match[1]));
}

const limit = /(dưới|từ đủ|từ|trên)\s+(\d{1,3})\s+tuổi/giu;

/** 1 where the ages that a title is for include one of these, -1 where they exclude all of them, 0 where it names none. */
export function fitsAge(title: string, ages: readonly number[]): -1 | 0 | 1 {
  const limits = [...title.normalize('NFC').matchAll(limit)].map((match) => ({
    below: match[1]?.toLowerCase() === 'dưới',
    age: Number(match[2]),
  }));
  if (limits.length === 0) return 0;
  return ages.some((age) => limits.every((one) => (one.below ? age < one.age : age >= one.age))) ? 1 : -1;
}
