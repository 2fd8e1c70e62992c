import { type CellObject, read, utils, type WorkBook } from '@e965/xlsx';
import { Fault } from '#platform/fault.ts';
import type { ImportRow } from '../model/import-rows.ts';
import { limits } from './limits.ts';
import { headerOf, headerRows, knownHeaders, type ListHeader, listRow } from './list-header.ts';
import { harmlessWorkbook } from './workbook-parts.ts';

export interface WorkbookList {
  readonly kind: 'xlsx' | 'xls';
  readonly layout: ListHeader['layout'];
  readonly rows: readonly ImportRow[];
}

type Row = readonly (CellObject | undefined)[];

interface Sheet {
  readonly name: string;
  /** Rows that are not there are holes: a single cell in the last row makes no million of them. */
  readonly rows: readonly (Row | undefined)[];
}

interface SheetWithHeader extends Sheet {
  readonly header: ListHeader;
  /** The row of the header, counted from 0. */
  readonly at: number;
}

/**
 * The list in a workbook: the one sheet that has the header of a list. Formulas are not evaluated, nor are their kept results taken.
 * @throws Fault naming sheet and cell.
 */
export function readWorkbook(file: Buffer): WorkbookList {
  const kind = file[0] === 0x50 ? 'xlsx' : 'xls';
  const workbook = parse(kind === 'xlsx' ? harmlessWorkbook(file) : compoundFile(file));
  const headed = workbook.SheetNames.flatMap((name) => withHeader({ name, rows: workbook.Sheets[name]?.['!data'] ?? [] }) ?? []);
  const lists = headed.filter(({ header }) => header.problem === '');
  const [list, another] = lists;
  if (list === undefined) throw noList(workbook, headed[0]);
  if (another) throw new Fault(`trang "${list.name}" và trang "${another.name}" đều là danh sách thủ tục. Hãy để mỗi tệp một danh sách.`);
  return { kind, layout: list.header.layout, rows: rowsOf(list) };
}

/** The library unpacks a file of version 0 as if it were a zip file, without any limit; Excel knows versions 3 and 4. */
function compoundFile(file: Buffer): Buffer {
  const version = file.length < 512 ? 0 : file.readUInt16LE(26);
  if (version !== 3 && version !== 4) throw unreadable();
  return file;
}

function unreadable(): Fault {
  return new Fault('không đọc được bảng tính này. Hãy mở bằng Excel và lưu lại dạng .xlsx.');
}

function parse(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: 'buffer', dense: true, nodim: true, cellNF: true, cellText: false, cellHTML: false });
  } catch (error) {
    throw /password|ECMA-376|Encryption/.test(String(error))
      ? new Fault('bảng tính được đặt mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.')
      : unreadable();
  }
}

function withHeader(sheet: Sheet): SheetWithHeader | undefined {
  let incomplete: SheetWithHeader | undefined;
  for (const [at, row] of sheet.rows.slice(0, headerRows).entries()) {
    const header = headerOf(Array.from(row ?? [], (cell) => (cell?.t === 's' ? String(cell.v) : '')));
    if (header?.problem === '') return { ...sheet, header, at };
    if (header) incomplete ??= { ...sheet, header, at };
  }
  return incomplete;
}

/** The library leaves out a sheet that it cannot read. */
function noList({ SheetNames, Sheets }: WorkBook, incomplete: SheetWithHeader | undefined): Fault {
  if (incomplete)
    return new Fault(`trang "${incomplete.name}", hàng ${incomplete.at + 1}: hàng tiêu đề ${incomplete.header.problem}. Hãy xuất lại tệp.`);
  const broken = SheetNames.find((name) => Sheets[name] === undefined);
  if (broken !== undefined) return new Fault(`trang "${broken}" bị hỏng, không đọc được. Hãy mở bằng Excel và lưu lại.`);
  const names = SheetNames.map((name) => `"${name}"`).join(', ');
  return new Fault(`không trang nào (${names}) có hàng tiêu đề ${knownHeaders} trong ${headerRows} hàng đầu. Hãy xuất lại tệp.`);
}

function rowsOf({ name, rows, header, at }: SheetWithHeader): readonly ImportRow[] {
  const found: ImportRow[] = [];
  const place = (row: number, column: number) => `trang "${name}", ô ${utils.encode_cell({ r: row, c: column })}`;
  for (const [r, row] of rows.entries()) {
    row?.forEach((cell, c) => {
      checkCell(cell, c, () => place(r, c));
    });
    if (row === undefined || r <= at) continue;
    const cells: string[] = [];
    for (const c of header.columns.values()) cells[c] = cellText(row[c], () => place(r, c));
    const listed = listRow(header, cells, `hàng ${r + 1}`);
    if (listed) found.push(listed);
    // Who walks through the rows refuses as many.
    if (found.length > limits.rows) break;
  }
  return found;
}

function checkCell(cell: CellObject | undefined, column: number, place: () => string): void {
  if (cell === undefined) return;
  if (cell.f !== undefined || Object.hasOwn(cell, 'F'))
    throw new Fault(`${place()}: ô chứa công thức, không nhập được. Hãy chép cả trang rồi dán "chỉ giá trị", và lưu lại.`);
  if (column >= limits.columns && cell.t !== 'z') throw new Fault(`${place()}: ô nằm ngoài ${limits.columns} cột đầu. Hãy xoá ô này.`);
}

/** The text of a cell as Excel shows it. */
function cellText(cell: CellObject | undefined, place: () => string): string {
  if (cell === undefined || cell.t === 'z' || cell.v === undefined) return '';
  if (cell.t === 'e') throw new Fault(`${place()}: ô báo lỗi của Excel. Hãy sửa ô này.`);
  // Excel allows a format of 255 letters; a longer one would make of each number a text of any length.
  const text = cell.t === 'n' && String(cell.z ?? '').length <= 255 ? utils.format_cell(cell) : String(cell.v);
  if (text.length > limits.cell) throw new Fault(`${place()}: ô dài hơn ${limits.cell} chữ.`);
  return text;
}
