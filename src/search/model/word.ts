import { tidy } from './text.ts';

/** One word (syllable) of a text with the two keys by which it is compared. */
export interface Word {
  /** As written, lower case. */
  readonly text: string;
  /** With its accents, wherever the tone mark was put (hoà, hòa) and whether `i` or `y` was written (kĩ, kỹ). */
  readonly exact: string;
  /** Without any accents, `đ` as `d`. */
  readonly folded: string;
}

interface Letter {
  /** The letter without its tone: `ấ` is `â`. */
  readonly shape: string;
  readonly base: string;
  readonly tone: string;
}

const tones = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const letters = new Map<string, Letter>([['đ', { shape: 'đ', base: 'd', tone: '' }]]);
for (const shape of 'aăâeêioôơuưy') {
  const base = shape.normalize('NFD').charAt(0);
  for (const tone of ['', ...tones]) letters.set((shape + tone).normalize('NFC'), { shape, base, tone });
}

function letterOf(letter: string): Letter {
  const known = letters.get(letter);
  if (known) return known;
  const [base = letter] = letter.normalize('NFD');
  return { shape: letter, base, tone: '' };
}

// The same syllable is written with either letter after these (đăng kí, lí lịch, mĩ thuật, sĩ quan, tỉ lệ, hi vọng).
const eitherI = /([klmhts])y$/;

/**
 * The keys of one word, given in lower case and NFC. The tone stands at the end of the exact key, so that it does not
 * matter over which vowel it was put.
 */
export function wordOf(text: string): Word {
  let exact = '';
  let folded = '';
  let tone = '';
  for (const letter of text) {
    const known = letterOf(letter);
    exact += known.shape;
    folded += known.base;
    if (known.tone !== '') tone = known.tone;
  }
  return { text, exact: exact.replace(eitherI, '$1i') + tone, folded: folded.replace(eitherI, '$1i') };
}

/** The words of a text as written, in their order, lower case. */
export function splitWords(text: string): readonly string[] {
  return tidy(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** The words of a text in their order. */
export function wordsOf(text: string): readonly Word[] {
  return splitWords(text).map(wordOf);
}

/** The words of a text without their accents. */
export function foldedWords(text: string): readonly string[] {
  return wordsOf(text).map((word) => word.folded);
}

export type Agreement = 'same' | 'fewer' | 'near' | 'other';

/**
 * How a typed word agrees with a written one whose folded keys are equal: `same`; `fewer` accents, as in "đang ky" for
 * "đăng ký"; `near`, where only hỏi and ngã are exchanged or one letter has another shape (đõ, đỏ; dăn, dân); or
 * `other`, where the accents contradict each other (chó, cho).
 */
export function agreement(typed: string, written: string): Agreement {
  if (typed === written) return 'same';
  const [a, toneA] = splitTone(typed);
  const [b, toneB] = splitTone(written);
  let shapes = 0;
  for (let i = 0; i < a.length; i++) {
    const letter = a.charAt(i);
    const other = b.charAt(i);
    if (letter !== other && letter !== letterOf(other).base) shapes += 1;
  }
  if (toneA === '' || toneA === toneB) return shapes === 0 ? 'fewer' : shapes === 1 ? 'near' : 'other';
  return shapes === 0 && hookAndTilde.includes(toneA) && hookAndTilde.includes(toneB) ? 'near' : 'other';
}

// Hỏi and ngã sound alike in half of the country.
const hookAndTilde = ['\u0309', '\u0303'];

function splitTone(exact: string): [string, string] {
  const last = exact.charAt(exact.length - 1);
  return tones.includes(last) ? [exact.slice(0, -1), last] : [exact, ''];
}
