/** The beginning of a text, and what follows; together they are the text, but for the blanks between. */
export interface Head {
  readonly head: string;
  /** Empty where the head is all of it. */
  readonly rest: string;
}

/**
 * The first words of a text, about `length` letters of them at most: up to the end of a line, of a sentence, of a clause or of a word,
 * whichever of these leaves not too little. One endless word is cut.
 */
export function headOf(text: string, length: number): Head {
  const whole = text.trim();
  // No fold for a few words.
  if (whole.length <= length * 1.25) return { head: whole, rest: '' };
  const room = whole.slice(0, length + 1);
  const end = [/^.*\S(?=\s*\n)/su, /^.*[.!?](?=\s)/su, /^.*[;,:](?=\s)/su, /^.*\S(?=\s)/su].flatMap(
    (pattern) => pattern.exec(room)?.[0] ?? [],
  );
  const head = end.find((one) => one.length * 3 >= length) ?? end.at(-1) ?? letters(whole, length);
  return { head, rest: whole.slice(head.length).trim() };
}

/** As many whole letters as fit: a pair of surrogates is never cut. */
function letters(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
