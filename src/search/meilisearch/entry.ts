import { createHash } from 'node:crypto';
import { documentId, type SearchDocument } from '../model/document.ts';
import { wordsOf } from '../model/word.ts';

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
  const names = [title, ...keywords, field ?? ''].map(indexed);
  const id = documentId(document);
  return {
    key: entryKey(id),
    id,
    hash: documentHash(document),
    names: names.filter((name) => name !== ''),
    texts: `${names.join(' ')} ${indexed(body)}`,
    url,
    body: body.normalize('NFC'),
  };
}

function indexed(text: string): string {
  return wordsOf(text)
    .map(({ folded }) => folded)
    .join(' ');
}
