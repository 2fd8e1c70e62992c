import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { utils, type WorkSheet, write } from '@e965/xlsx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { onTestFinished } from 'vitest';
import { Fault } from '#platform/fault.ts';
import { readImportFile } from '#procedures/import-files/import-file.ts';
import type { ImportRow, ListCells } from '#procedures/model/import-rows.ts';

export const newHeaders = ['Mã số', 'Tên', 'Cơ quan ban hành', 'Cơ quan thực hiện', 'Lĩnh vực'];
export const oldHeaders = [
  'Mã TTHC',
  'Tên TTHC',
  'Lĩnh vực',
  'Đối tượng',
  'Cơ quan công khai',
  'Cấp thực hiện',
  'Tình trạng',
  'QĐ Công bố',
];

/** A list as the new portal writes it: a title, the headers, the rows. */
export const newList = [
  ['DANH SÁCH THỦ TỤC HÀNH CHÍNH'],
  newHeaders,
  ['1.001193', 'Đăng ký khai sinh', 'Bộ Tư pháp', 'Uỷ ban nhân dân cấp xã\nSở Tư pháp', 'Hộ tịch'],
  ['2.000815', 'Chứng thực bản sao từ bản chính', 'Bộ Tư pháp', 'Uỷ ban nhân dân cấp xã', 'Chứng thực'],
];

/** What the rows of newList say. */
export const newCells: readonly ListCells[] = [
  {
    code: '1.001193',
    name: 'Đăng ký khai sinh',
    promulgator: 'Bộ Tư pháp',
    executing: 'Uỷ ban nhân dân cấp xã\nSở Tư pháp',
    field: 'Hộ tịch',
  },
  {
    code: '2.000815',
    name: 'Chứng thực bản sao từ bản chính',
    promulgator: 'Bộ Tư pháp',
    executing: 'Uỷ ban nhân dân cấp xã',
    field: 'Chứng thực',
  },
];

/** Puts a file into a folder that goes when the test ends. */
export function put(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'import-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** All rows, one after the other. */
export async function collect(rows: AsyncIterable<ImportRow>): Promise<readonly ImportRow[]> {
  const found: ImportRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** Everything that a file says. */
export async function readAll(file: string): Promise<{ format: string; single: boolean; rows: readonly ImportRow[] }> {
  const { format, single, rows } = await readImportFile(file);
  return { format, single, rows: await collect(rows) };
}

/** The cells of a list, row by row. */
export async function cellsOf(name: string, content: string | Uint8Array): Promise<readonly ListCells[]> {
  const { rows } = await readAll(put(name, content));
  return rows.map((row) => {
    if (row.kind !== 'list') throw new Error('not a list');
    return row.cells;
  });
}

/** What the person is told of a file that cannot be read. */
export async function faultOf(file: string): Promise<string> {
  try {
    await readAll(file);
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
  return 'no fault';
}

/** What the person is told of a file with this content. */
export async function fault(name: string, content: string | Uint8Array): Promise<string> {
  return await faultOf(put(name, content));
}

type Kind = 'xlsx' | 'xlsm' | 'xlsb' | 'ods' | 'biff8';

/** A workbook of sheets by their names, each given as rows of texts or made by hand. */
export function workbook(sheets: Readonly<Record<string, WorkSheet | readonly (readonly unknown[])[]>>, kind: Kind = 'xlsx'): Buffer {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets))
    utils.book_append_sheet(book, Array.isArray(sheet) ? utils.aoa_to_sheet(sheet) : (sheet as WorkSheet), name);
  return write(book, { type: 'buffer', bookType: kind, bookSST: true, compression: true }) as Buffer;
}

export const sheetPart = 'xl/worksheets/sheet1.xml';

/** The same workbook with some of its parts changed or added; a part that becomes undefined goes. */
export function withParts(
  book: Uint8Array,
  change: Readonly<Record<string, string | Uint8Array | ((before: string) => string) | undefined>>,
): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(book);
  for (const [name, part] of Object.entries(change)) {
    if (part === undefined) delete parts[name];
    else if (typeof part === 'function') parts[name] = strToU8(part(Buffer.from(parts[name] ?? []).toString()));
    else parts[name] = typeof part === 'string' ? strToU8(part) : part;
  }
  return zipSync(parts, { level: 1 });
}

/** The list of the new portal as a workbook of one sheet. */
export const list = workbook({ 'Danh sách TTHC': newList });

/** The same with something changed in its only sheet. */
export function withSheet(change: (xml: string) => string): Uint8Array {
  return withParts(list, { [sheetPart]: change });
}

/** The same with more rows, given as XML. */
export function withRow(xml: string): Uint8Array {
  return withSheet((sheet) => sheet.replace('</sheetData>', `${xml}</sheetData>`));
}

/** A list as CSV; cells are quoted where they must be. */
export function csv(rows: readonly (readonly string[])[], delimiter = ','): string {
  const cell = (text: string) => (/["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(delimiter)}\n`).join('');
}
