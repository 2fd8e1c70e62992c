import type { SearchDocument, SearchType } from './document.ts';

export interface SearchQuery {
  /** As typed; an empty text lists everything. */
  readonly text: string;
  readonly type?: SearchType | undefined;
  readonly field?: string | undefined;
  readonly level?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface Hit {
  readonly type: SearchType;
  readonly code: string;
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

export type Facet = Readonly<Record<string, number>>;

/** How the engine read the query, for the page to say openly. */
export interface Interpretation {
  /** The words that were looked for, folded. */
  readonly words: readonly string[];
  /** The query is the code of a procedure. */
  readonly code: string | null;
  /** No document holds all words; the hits hold some of them. */
  readonly loose: boolean;
}

export interface SearchResult {
  readonly engine: string;
  readonly total: number;
  readonly hits: readonly Hit[];
  /** Counts within the query; each facet is counted as if it were not filtered by itself. */
  readonly facets: { readonly type: Facet; readonly field: Facet; readonly level: Facet };
  readonly interpretation: Interpretation;
}

/** One query language over every engine; callers never see an engine's own syntax. */
export interface SearchEngine {
  readonly name: string;
  /** Makes the index hold exactly these documents; does nothing when it already does. Gives whether it was rebuilt. */
  replaceAll(documents: readonly SearchDocument[]): Promise<boolean>;
  /** Adds or changes some documents. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  query(query: SearchQuery): Promise<SearchResult>;
  close(): void;
}
