import { createHash } from 'node:crypto';
import { documentId, type SearchDocument } from '../model/document.ts';
import { type Word, wordsOf } from '../model/word.ts';

/** A document as it stands in the index. */
export interface Entry {
  /** The id in the letters that Meilisearch takes for a key. */
  readonly key: string;
  readonly id: string;
  /** Of everything that the document says: whether the index holds it as it is now. */
  readonly hash: string;
  /** The folded words of its names: title, keywords, field. */
  readonly names: readonly string[];
  /** The folded words of its names and its body. */
  readonly texts: string;
  /** The same with their accents. */
  readonly accents: string;
  readonly url: string;
  readonly body: string;
}

/** The key of a document id: letters, digits and hyphens stay, anything else becomes its code (`procedure_3a1_2e001193`). */
export function entryKey(id: string): string {
  return Array.from(Buffer.from(id), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9-]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

/** What is said of a document, in short: another text has another hash. */
export function documentHash(document: SearchDocument): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 16);
}

export function entryOf(document: SearchDocument): Entry {
  const { title, keywords, field, url, body } = document;
  const names = [title, ...keywords, field ?? ''].map((name) => joined(wordsOf(name), foldedKey));
  const words = wordsOf(`${[title, ...keywords, field ?? ''].join(' ; ')} ; ${body}`);
  const id = documentId(document);
  return {
    key: entryKey(id),
    id,
    hash: documentHash(document),
    names: names.filter((name) => name !== ''),
    texts: joined(words, foldedKey),
    accents: joined(words, accentedKey),
    url,
    body: body.normalize('NFC'),
  };
}

function joined(words: readonly Word[], key: (word: Word) => string): string {
  return words.map(key).join(' ');
}

const foldedKey = (word: Word) => word.folded;

// Meilisearch takes every accent away: they are written as digits, as the VNI input method does.
const digits: Readonly<Record<string, string>> = {
  â: 'a6',
  ă: 'a8',
  ê: 'e6',
  ô: 'o6',
  ơ: 'o7',
  ư: 'u7',
  đ: 'd9',
  '\u0301': '1',
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0323': '5',
};

/** A word with its accents, in letters and digits (`d9a8ng`, `ki1`). */
export function accentedKey(word: Word): string {
  return Array.from(word.exact, (letter) => digits[letter] ?? letter).join('');
}
