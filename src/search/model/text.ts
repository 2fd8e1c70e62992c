const toneMarks = /[\u0300-\u036f]/g;

/**
 * The search key of a text: NFC, lower case, without diacritics, `đ` as `d`, blanks collapsed. One letter in gives one
 * letter out (NFC text), so a place found in the key is the same place in the text.
 */
export function fold(text: string): string {
  return foldLetters(text).replace(/\s+/g, ' ').trim();
}

/** As fold, but keeps blanks as they are, so that positions stay comparable with the NFC text. */
export function foldLetters(text: string): string {
  return Array.from(text.normalize('NFC'), foldLetter).join('');
}

// Letter by letter, so that whatever has no composed form keeps its length too.
function foldLetter(letter: string): string {
  const folded = letter.toLowerCase().normalize('NFD').replace(toneMarks, '').replace('đ', 'd').normalize('NFC');
  return folded.length === letter.length ? folded : letter;
}

/** The words of a text in their folded form. */
export function foldedWords(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
