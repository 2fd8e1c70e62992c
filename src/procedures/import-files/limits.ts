const kibi = 1024;
const mebi = 1024 * kibi;

/** How large an imported file may be, in bytes where nothing else is said. The whole national list has 6,302 procedures. */
export const limits = {
  file: 256 * mebi,
  /** A gz file, unpacked. */
  inflated: 256 * mebi,
  lines: 1_000_000,
  rows: 50_000,
  columns: 200,
  /** Of a sheet, full ones and empty ones. */
  cells: 1_000_000,
  /** Letters of one cell; Excel itself allows 32,767. */
  cell: 100_000,
  /** One line, or one JSON record; the longest real one has 165 kB. */
  record: 8 * mebi,
  /** Brackets within brackets of a JSON record, and its values: small text can stand for many of both. */
  recordDepth: 64,
  recordValues: 200_000,
  workbook: 32 * mebi,
  /** A workbook, unpacked: in all, one part, how many parts. */
  workbookInflated: 100 * mebi,
  workbookPart: 64 * mebi,
  workbookParts: 2_000,
  /** What the process may use up that reads it. */
  workbookProcess: { heapMebi: 512, seconds: 30 },
} as const;

/** A size of `limits` as people read it. */
export function mebibytes(bytes: number): string {
  return `${bytes / mebi} MiB`;
}
