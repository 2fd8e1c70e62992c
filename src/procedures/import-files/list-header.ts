import type { ImportRow, ListCells } from '../model/import-rows.ts';

type Column = keyof ListCells;

/** The headers of the official lists: of the national portal since 2026, and of the old one, whose files people still hold. */
const layouts = {
  new: { code: 'Mã số', name: 'Tên', promulgator: 'Cơ quan ban hành', executing: 'Cơ quan thực hiện', field: 'Lĩnh vực' },
  old: {
    code: 'Mã TTHC',
    name: 'Tên TTHC',
    field: 'Lĩnh vực',
    audiences: 'Đối tượng',
    promulgator: 'Cơ quan công khai',
    levels: 'Cấp thực hiện',
    state: 'Tình trạng',
    decision_no: 'QĐ Công bố',
  },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Column, string>>>>>;

/** Above the header there may stand titles; further down it is not looked for. */
export const headerRows = 20;

export interface ListHeader {
  readonly layout: keyof typeof layouts;
  /** Where each column stands, counted from 0. */
  readonly columns: ReadonlyMap<Column, number>;
  /** What keeps the row from being a header, for a person; empty when nothing does. */
  readonly problem: string;
}

/** What a row says when it is the header of a list, perhaps not a whole one; undefined where it is no header at all. */
export function headerOf(cells: readonly string[]): ListHeader | undefined {
  const plain = cells.map(plainHeader);
  for (const [layout, headers] of Object.entries(layouts) as [keyof typeof layouts, Partial<Record<Column, string>>][]) {
    const found = (Object.entries(headers) as [Column, string][]).map(([column, title]) => {
      const wanted = plainHeader(title);
      return { column, title, at: plain.indexOf(wanted), again: plain.lastIndexOf(wanted) };
    });
    const has = (column: Column) => found.some((header) => header.column === column && header.at !== -1);
    if (!has('code') || !has('name')) continue;
    const missing = found.filter(({ at }) => at === -1);
    const repeated = found.filter(({ at, again }) => at !== again);
    const problem = [
      ...missing.map(({ title }) => `thiếu cột "${title}"`),
      ...repeated.map(({ title }) => `cột "${title}" xuất hiện hai lần`),
    ].join(', ');
    return { layout, columns: new Map(found.map(({ column, at }) => [column, at])), problem };
  }
  return undefined;
}

/** One row below the header; undefined where it has neither code nor name: blank rows, notes at the end. */
export function listRow({ columns }: ListHeader, cells: readonly string[], place: string): ImportRow | undefined {
  const entries = [...columns].map(([column, at]) => [column, (cells[at] ?? '').replaceAll('\r\n', '\n')] as const);
  const row = Object.fromEntries(entries) as unknown as ListCells;
  return row.code.trim() === '' && row.name.trim() === '' ? undefined : { kind: 'list', place, cells: row };
}

/** Both headers, for messages. */
export const knownHeaders = Object.values(layouts)
  .map((headers) => `"${Object.values(headers).join(', ')}"`)
  .join(' hoặc ');

/** Blanks, case and the spelling of accents do not count; some old fonts wrote Đ as the Icelandic letter that looks the same. */
function plainHeader(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase().replaceAll('ð', 'đ');
}
