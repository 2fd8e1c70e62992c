import type { ImportFile, ImportRow } from '../model/import-rows.ts';

/** What the reader of one format gives; rows() begins anew each time, its Faults name the place in the file. */
export interface FileRows extends Pick<ImportFile, 'format' | 'single'> {
  rows(): Iterable<ImportRow> | AsyncIterable<ImportRow>;
}
