import type { SearchDocument, SearchType } from './document.ts';
import type { Interpretation } from './interpretation.ts';

/** What narrows a search, beside the types; each is one value of the facet of the same name. */
export interface SearchFilters {
  readonly field?: string | undefined;
  readonly level?: string | undefined;
  readonly audience?: string | undefined;
}

export interface SearchQuery {
  /** As typed; an empty text lists everything. */
  readonly text: string;
  /** The types that are wanted; all of them where none is named. */
  readonly types?: readonly SearchType[] | undefined;
  readonly filters?: SearchFilters | undefined;
  readonly page: { readonly limit: number; readonly offset: number };
  /** Looks for exactly what was typed: nothing is corrected, decoded, left out or read as a synonym. */
  readonly exact?: boolean | undefined;
}

export interface Hit {
  readonly type: SearchType;
  readonly code: string;
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

export type Facet = Readonly<Record<string, number>>;

/** Counts within the query; each facet is counted as if it were not filtered by itself. */
export interface Facets {
  readonly type: Facet;
  readonly field: Facet;
  readonly level: Facet;
  readonly audience: Facet;
}

export interface SearchResult {
  readonly engine: string;
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly facets: Facets;
  readonly interpretation: Interpretation;
}

/** One query language over every engine; callers never see an engine's own syntax. */
export interface SearchEngine {
  readonly name: string;
  /** Makes the index hold exactly these documents; does nothing when it already does. Gives whether it was rebuilt. */
  replaceAll(documents: readonly SearchDocument[]): Promise<boolean>;
  /** Adds or changes some documents. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  /** Takes documents out of the index by their ids (documentId); ids that are not there are no error. */
  remove(ids: readonly string[]): Promise<void>;
  query(query: SearchQuery): Promise<SearchResult>;
  close(): void;
}
