/**
 * One row of an official export: a record of the national database with all its details, as parsed JSON, or a line of a
 * list with the few columns that it has. The place says where it stands in the file ("dòng 12", "hàng 5", "phần tử 3").
 */
export type ImportRow =
  | { readonly kind: 'detail'; readonly place: string; readonly value: unknown }
  | { readonly kind: 'list'; readonly place: string; readonly cells: ListCells };

/**
 * The columns of both list layouts by their meaning, as the file writes them: not trimmed, not normalised, several values of
 * one cell on lines of their own. A key is absent where the layout has no such column.
 */
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

export type ImportFormat = 'json' | 'json-lines' | 'list-xlsx' | 'old-list-xlsx' | 'list-xls' | 'old-list-xls' | 'csv';

export interface ImportFile {
  /** File name without its folder. */
  readonly name: string;
  /** Of the file as it lies on the disk, hexadecimal. */
  readonly sha256: string;
  readonly format: ImportFormat;
  /** One record alone, not a list: what is missing in it says nothing. */
  readonly single: boolean;
  /** May be walked through more than once; each time a Fault names what is wrong where it stands. */
  readonly rows: AsyncIterable<ImportRow>;
}
