import { isSyllable } from './syllable.ts';

/** What a query becomes when the keys of an input method were left in it. */
export type InputMethod = 'telex' | 'vni';

const telexTones: Readonly<Record<string, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323', z: '' };
const vniTones: Readonly<Record<string, string>> = { '1': '\u0301', '2': '\u0300', '3': '\u0309', '4': '\u0303', '5': '\u0323', '0': '' };
const vowels = 'aeiouyăâêôơư';

/**
 * Reads a query that was typed for an input method which was not switched on (`ddawng kys`, `d9a8ng ky1`). Only texts
 * without any accented letter are read; words that `isWord` knows as they are (passport, gas) stay. Null where nothing changes.
 */
export function withoutResidue(text: string, method: InputMethod, isWord: (word: string) => boolean): string | null {
  if (/[^a-z\P{L}]/iu.test(text)) return null;
  let changed = false;
  const read = text.toLowerCase().replace(/[a-z][a-z0-9]*/g, (word) => {
    const syllable = isWord(word) ? null : method === 'telex' ? fromTelex(word) : fromVni(word);
    if (syllable === null || syllable === word) return word;
    changed = true;
    return syllable;
  });
  return changed ? read : null;
}

/** The syllable that these Telex keys write; null where they write none. */
export function fromTelex(word: string): string | null {
  if (!/^[a-z]+$/.test(word)) return null;
  let shape = '';
  let tone: string | null = null;
  for (const key of word) {
    const changed = telexShape(shape, key);
    if (changed !== null) shape = changed;
    else if (key in telexTones && hasVowel(shape)) {
      // The same key twice writes the letter itself: no Vietnamese word is meant.
      if (tone === telexTones[key]) return null;
      tone = telexTones[key] ?? '';
    } else shape += key;
  }
  return syllableOf(shape, tone ?? '');
}

/** The shape after a key that changes a letter before it; null where the key is an ordinary letter. */
function telexShape(shape: string, key: string): string | null {
  if (key === 'w') return hasVowel(shape) ? horned(shape) : `${shape}ư`;
  if (key === 'd' && shape.startsWith('d') && (shape === 'd' || hasVowel(shape))) return `đ${shape.slice(1)}`;
  if (key !== 'a' && key !== 'e' && key !== 'o') return null;
  // The doubled vowel may also come after the end of the syllable: tana, hono.
  const at = shape.lastIndexOf(key);
  if (at === -1 || /[aeiouy]/.test(shape.slice(at + 1))) return null;
  return `${shape.slice(0, at)}${{ a: 'â', e: 'ê', o: 'ô' }[key]}${shape.slice(at + 1)}`;
}

/** The syllable that these VNI keys write; null where they write none. */
export function fromVni(word: string): string | null {
  if (!/^[a-z]+[0-9][a-z0-9]*$/.test(word)) return null;
  let shape = '';
  let tone: string | null = null;
  for (const key of word) {
    if (key in vniTones) {
      if (tone !== null || !hasVowel(shape)) return null;
      tone = vniTones[key] ?? '';
    } else if (/[0-9]/.test(key)) {
      const changed = vniShape(shape, key);
      if (changed === null) return null;
      shape = changed;
    } else shape += key;
  }
  return syllableOf(shape, tone ?? '');
}

function vniShape(shape: string, key: string): string | null {
  if (key === '9') return shape.startsWith('d') ? `đ${shape.slice(1)}` : null;
  if (key === '7') return /[uo]/.test(shape) ? horned(shape) : null;
  if (key === '8') return shape.includes('a') ? shape.replace('a', 'ă') : null;
  const at = Math.max(shape.lastIndexOf('a'), shape.lastIndexOf('e'), shape.lastIndexOf('o'));
  if (at === -1) return null;
  return `${shape.slice(0, at)}${{ a: 'â', e: 'ê', o: 'ô' }[shape.charAt(at)] ?? ''}${shape.slice(at + 1)}`;
}

/** The shape with its horn or breve: uo is ươ, else the last of u, o, a. */
function horned(shape: string): string | null {
  const pair = /(?<!q)[uư][oơ]/.exec(shape);
  if (pair) return `${shape.slice(0, pair.index)}ươ${shape.slice(pair.index + 2)}`;
  const open = /(?<!q)ua$/.exec(shape);
  const at = open ? open.index : Math.max(shape.lastIndexOf('a'), shape.lastIndexOf('o'), shape.lastIndexOf('u'));
  if (at === -1) return null;
  return `${shape.slice(0, at)}${{ a: 'ă', o: 'ơ', u: 'ư' }[shape.charAt(at)] ?? ''}${shape.slice(at + 1)}`;
}

function hasVowel(shape: string): boolean {
  return [...shape].some((letter, i) => vowels.includes(letter) && !(letter === 'u' && shape.startsWith('q') && i === 1));
}

/** The written syllable, its tone over the vowel where it is written today; null where there is no such syllable. */
function syllableOf(typed: string, tone: string): string | null {
  // Input methods write ươ where only the first of its two letters was given its horn: thuwong.
  const shape = typed.replace('ưo', 'ươ');
  if (!isSyllable(shape)) return null;
  if (tone === '') return shape;
  const start = /^(?:qu|gi(?=[aăâeêioôơuưy]))/.exec(shape)?.[0].length ?? 0;
  const places = [...shape].flatMap((letter, i) => (i >= start && vowels.includes(letter) ? [i] : []));
  const marked = places.filter((i) => 'ăâêôơư'.includes(shape.charAt(i)));
  const closed = places.at(-1) !== shape.length - 1;
  const middle = places.length === 3 || closed ? places[Math.min(1, places.length - 1)] : places[0];
  const at = marked.at(-1) ?? middle ?? shape.length - 1;
  return `${shape.slice(0, at + 1)}${tone}${shape.slice(at + 1)}`.normalize('NFC');
}
