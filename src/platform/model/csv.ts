export type Cell = string | number | null;

/**
 * A table for spreadsheets (RFC 4180): begins with the mark by which Excel knows UTF-8, and text that a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\u{FEFF}${[columns, ...rows].map(csvRow).join('')}`;
}

/** One row of such a table, its end of line included. */
export function csvRow(row: readonly Cell[]): string {
  return `${row.map(cellText).join(',')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
