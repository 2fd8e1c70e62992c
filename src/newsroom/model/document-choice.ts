import { fold } from '#search/model/text.ts';
import { addressName } from './address-name.ts';
import type { LegalDocument } from './document.ts';
import { type FacetChoice, type Facets, type Narrowed, narrow } from './facets.ts';

/** The groups of choices in the order in which they are offered, each with its name in addresses. */
export const documentParameters = { kind: 'loai', issuer: 'co-quan', year: 'nam', status: 'hieu-luc' } as const;
export type DocumentGroup = keyof typeof documentParameters;
export const documentGroups = Object.keys(documentParameters) as readonly DocumentGroup[];

/** What is asked of the list of documents: a value in each group, and words. */
export interface DocumentChoice {
  readonly facets: FacetChoice<DocumentGroup>;
  /** As typed; empty where nothing is searched for. */
  readonly text: string;
}

export const anyDocument: DocumentChoice = { facets: { kind: null, issuer: null, year: null, status: null }, text: '' };

export const documentFacets: Facets<DocumentGroup, LegalDocument> = {
  kind: ({ kind }) => [addressName(kind)],
  issuer: ({ issuer }) => [addressName(issuer)],
  year: ({ issued }) => [issued.slice(0, 4)],
  status: ({ status }) => [addressName(status)],
};

/** The choice that an address makes; whether there is such a value is for the documents to say. */
export function readDocumentChoice(query: URLSearchParams): DocumentChoice {
  const given = (name: string) => query.get(name)?.normalize('NFC').trim() ?? '';
  const facets = Object.fromEntries(documentGroups.map((group) => [group, given(documentParameters[group]) || null]));
  return { facets: facets as Record<DocumentGroup, string | null>, text: given('q') };
}

/** The parameters of the address that makes a choice. */
export function documentAddress({ facets, text }: DocumentChoice): Readonly<Record<string, string | null>> {
  return { q: text, ...Object.fromEntries(documentGroups.map((group) => [documentParameters[group], facets[group]])) };
}

/** The documents that a choice lists, and how many each other choice would list. The best finds of a text come first. */
export function chooseDocuments(
  documents: readonly LegalDocument[],
  { facets, text }: DocumentChoice,
): Narrowed<DocumentGroup, LegalDocument> {
  return narrow(searchDocuments(documents, text), documentFacets, facets);
}

/**
 * The documents that hold every word of a text, with or without accents, the last of them perhaps unfinished: those whose
 * number begins with it first, then those that hold all of it in number and title, then the others, each in the order given.
 */
export function searchDocuments(documents: readonly LegalDocument[], text: string): readonly LegalDocument[] {
  if (text.trim() === '') return documents;
  const words = keyOf(text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const ranked = documents.flatMap((document) => {
    const rank = rankOf(document, text, words);
    return rank === null ? [] : [{ document, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ document }) => document);
}

function rankOf(document: LegalDocument, text: string, words: readonly string[]): number | null {
  const { kind, number, title, issuer, summary, body } = document;
  const typed = fold(text).replaceAll(' ', '');
  const written = fold(number).replaceAll(' ', '');
  if (written.startsWith(typed) || `${fold(kind).replaceAll(' ', '')}${written}`.startsWith(typed)) return 0;
  if (holdsAll(`${kind} ${number} ${title}`, words)) return 1;
  // What stands in the text itself is folded last: it is by far the longest. Where its links lead is no word of it.
  const linkless = body.replace(/\]\([^)]*\)/g, ']');
  return holdsAll([kind, number, title, issuer, summary, linkless].join('\n'), words) ? 2 : null;
}

function holdsAll(text: string, words: readonly string[]): boolean {
  const key = keyOf(text);
  return words.every((word, i) => key.includes(i === words.length - 1 ? ` ${word}` : ` ${word} `));
}

/** The folded words of a text, a blank before and after each; `kỹ` and `kĩ` are written either way and are one. */
function keyOf(text: string): string {
  return ` ${fold(text).replace(/[^a-z0-9]+/g, ' ')} `.replace(/([klmhts])y /g, '$1i ');
}
