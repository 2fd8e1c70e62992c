/** Columns of both list layouts, by their meaning; absent keys: the layout has no such column. Several values in a cell stay one text with line breaks. */
export interface ListCells {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly promulgator: string;
  readonly executing?: string;
  readonly audiences?: string;
  readonly levels?: string;
  readonly state?: string;
  readonly decision_no?: string;
}

/** A record of the national database with all details, as parsed JSON; or a row of a list. `place` says where in the file, in words. */
export type ImportRow =
  | { readonly kind: 'detail'; readonly place: string; readonly value: unknown }
  | { readonly kind: 'list'; readonly place: string; readonly cells: ListCells };

/** An export file as it was read. */
export interface ImportFile {
  /** Its name without folders. */
  readonly name: string;
  readonly sha256: string;
  readonly format: string;
  /** One record alone, not a list: nothing can be missing from it. */
  readonly single: boolean;
  readonly rows: AsyncIterable<ImportRow>;
}
