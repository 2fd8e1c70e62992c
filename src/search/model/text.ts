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
  const nfc = text.normalize('NFC');
  const lower = nfc.toLowerCase();
  // Few letters of other languages grow when they are made small; they are folded one by one.
  if (lower.length !== nfc.length) return Array.from(nfc, foldLetter).join('');
  return lower.replace(/[\u0080-\u{10ffff}]/gu, (letter) => foldedLetters.get(letter) ?? foldLetter(letter));
}

// Letter by letter, so that whatever has no composed form keeps its length too.
function foldLetter(letter: string): string {
  const folded = letter.toLowerCase().normalize('NFD').replace(toneMarks, '').replace('đ', 'd').normalize('NFC');
  return folded.length === letter.length ? folded : letter;
}

// The accented letters of Vietnamese, whose folding is asked for thousands of times a page.
const foldedLetters = new Map(
  [...'aăâeêioôơuưy']
    .flatMap((letter) => ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'].map((tone) => (letter + tone).normalize('NFC')))
    .concat('đ')
    .map((letter) => [letter, foldLetter(letter)]),
);

// Zero-width letters and soft hyphens come along with copied text; controls come along with anything.
const invisible = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g;

/** Typed or written text made comparable: NFC, lower case, without what cannot be seen, one blank between words. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toLowerCase()
    .normalize('NFC');
}
