export const searchTypes = ['procedure', 'article', 'document', 'agency'] as const;
export type SearchType = (typeof searchTypes)[number];

/** What can be found: the one shape that every feature describes its records in. */
export interface SearchDocument {
  readonly type: SearchType;
  readonly code: string;
  readonly title: string;
  readonly url: string;
  /** Other words that people use for it. */
  readonly keywords: readonly string[];
  readonly body: string;
  readonly field: string | null;
  readonly levels: readonly string[];
  /** For whom it is, in the words of the source. */
  readonly audiences: readonly string[];
  /**
   * How much it is a matter of every citizen's life, from 0 to 1: of two that answer a query equally well, the more
   * everyday one comes first.
   */
  readonly everyday: number;
  /** No longer in force or existence: found, but after those of today. */
  readonly former: boolean;
}

/** The id of a document across types. */
export function documentId(document: Pick<SearchDocument, 'type' | 'code'>): string {
  return `${document.type}:${document.code}`;
}
