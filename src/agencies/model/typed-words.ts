import { fold } from '#search/model/text.ts';
import { wordKey } from './place.ts';

/** A word that someone typed. */
export interface TypedWord {
  readonly text: string;
  /** See `wordKey`. */
  readonly key: string;
  /** Which part between commas and the like it stands in; names do not reach over them. */
  readonly part: number;
}

/** The words of what was typed, in any Unicode form; of punctuation only what separates the parts of an address counts. */
export function typedWords(text: string): readonly TypedWord[] {
  // Invisible characters come along when text is copied from elsewhere.
  const clean = text.normalize('NFC').replace(/\p{Cf}/gu, '');
  let part = 0;
  let end = 0;
  return Array.from(clean.matchAll(/[\p{L}\p{M}\p{N}]+/gu), (match) => {
    if (/[,;/|()[\]\r\n]/.test(clean.slice(end, match.index))) part += 1;
    end = match.index + match[0].length;
    return { text: match[0], key: wordKey(match[0]), part };
  });
}

const tone = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** The letters of a word without its tone, and the tone: hoà and hòa, Mỹ and Mĩ are then the same. */
function lettersAndTone(word: string): { readonly letters: string; readonly tone: string } {
  const apart = word.toLowerCase().normalize('NFD');
  return { letters: apart.replace(tone, '').normalize('NFC').replaceAll('y', 'i'), tone: apart.match(tone)?.join('') ?? '' };
}

/**
 * How well a typed word fits a written one: `same` marks; `bare` where some or all marks were left out, as in "viêt" or
 * "viet" for "việt"; `other` where marks differ, as in "hùng" for "hưng"; null where it is another word.
 */
export function likeness(typed: string, written: string): 'same' | 'bare' | 'other' | null {
  if (wordKey(typed) !== wordKey(written)) return null;
  const [a, b] = [lettersAndTone(typed), lettersAndTone(written)];
  if (a.letters === b.letters && a.tone === b.tone) return 'same';
  const bareTone = a.tone === '' || a.tone === b.tone;
  // Of a figure typed as a Roman numeral no letter is compared.
  const bareLetters =
    a.letters.length !== b.letters.length || Array.from(a.letters).every((letter, i) => letter === b.letters[i] || letter === fold(letter));
  return bareTone && bareLetters ? 'bare' : 'other';
}

const frame =
  'thành phố tỉnh tp hà nội hn tây việt nam vn phường xã thị trấn quận huyện p f x tt q h tx ubnd cũ ward commune district town';
const frameKeys = new Set(frame.split(' ').map(wordKey));

/** Whether a word stands in any address of the city, and so tells nothing of the place. */
export function saysNothing({ key }: TypedWord): boolean {
  return frameKeys.has(key);
}
