import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { Fault } from '#platform/fault.ts';
import type { ImportRow } from '../model/import-rows.ts';
import type { FileBytes } from './file-bytes.ts';
import type { FileRows } from './file-rows.ts';
import { limits, mebibytes } from './limits.ts';
import { linesOf, textOf } from './lines.ts';
import { headerOf, headerRows, knownHeaders, type ListHeader, listRow } from './list-header.ts';

const recordSize = 1024 * 1024;

interface CsvRecord {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface CsvHeader extends ListHeader {
  readonly line: number;
  /** How many cells it has, and every record below it. */
  readonly width: number;
}

/**
 * The rows of a list as CSV in UTF-8, separated by commas, semicolons or tabs.
 * @throws Fault where no header of a list is found; walking through the rows throws for what is wrong below it.
 */
export async function readCsv(file: FileBytes): Promise<FileRows> {
  let fault: Fault | undefined;
  for (const delimiter of [',', ';', '\t']) {
    let header: CsvHeader | undefined;
    try {
      header = await findHeader(file, delimiter);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault ??= error;
    }
    if (header?.problem) throw new Fault(`dòng ${header.line}: hàng tiêu đề ${header.problem}. Hãy xuất lại tệp.`);
    if (header) return { format: 'csv', single: false, rows: () => rowsBelow(file, delimiter, header) };
  }
  throw fault ?? new Fault(`không nhận ra tệp này. Cần JSON, Excel, hoặc CSV có hàng tiêu đề ${knownHeaders}.`);
}

async function findHeader(file: FileBytes, delimiter: string): Promise<CsvHeader | undefined> {
  let seen = 0;
  for await (const { line, cells } of recordsOf(file, delimiter)) {
    const header = headerOf(cells);
    if (header) return { ...header, line, width: cells.length };
    seen += 1;
    if (seen === headerRows) break;
  }
  return undefined;
}

async function* rowsBelow(file: FileBytes, delimiter: string, header: CsvHeader): AsyncGenerator<ImportRow, void, undefined> {
  for await (const { line, cells } of recordsOf(file, delimiter)) {
    if (line <= header.line || cells.every((cell) => cell.trim() === '')) continue;
    if (cells.length !== header.width)
      throw new Fault(
        `dòng ${line}: có ${cells.length} cột, hàng tiêu đề (dòng ${header.line}) có ${header.width} cột. Hãy xem dấu ngăn cột và dấu nháy kép ở dòng này.`,
      );
    const row = listRow(header, cells, `dòng ${line}`);
    if (row) yield row;
  }
}

async function* recordsOf(file: FileBytes, delimiter: string): AsyncGenerator<CsvRecord, void, undefined> {
  // The parser runs ahead of the loop below: the line where the record begins that it is reading, and those of the ones before.
  let start = 1;
  const starts: number[] = [];
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    max_record_size: recordSize,
    cast: (cell, { index }) => {
      if (index >= limits.columns) throw new Fault(`dòng ${start}: có hơn ${limits.columns} cột.`);
      if (cell.length > limits.cell) throw new Fault(`dòng ${start}, cột ${index + 1}: ô dài hơn ${limits.cell} chữ.`);
      return cell;
    },
    on_record: (cells, { lines }) => {
      starts.push(start);
      start = lines + 1;
      return cells;
    },
  });
  // What goes wrong is thrown by the loop below.
  pipeline(Readable.from(plainLines(file)), parser).catch(() => undefined);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { line: starts.shift() as number, cells };
  } catch (error) {
    throw error instanceof CsvError ? new Fault(`dòng ${start}: ${reason(error)}`) : error;
  }
}

async function* plainLines(file: FileBytes): AsyncGenerator<string, void, undefined> {
  for await (const line of linesOf(file.chunks())) yield `${textOf(line)}\n`;
}

function reason({ code }: CsvError): string {
  const mend = 'Hãy mở tệp bằng Excel, xem lại dòng này và lưu lại dạng CSV UTF-8.';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `dấu nháy kép mở ra mà không đóng lại cho tới cuối tệp. ${mend}`;
  if (code === 'CSV_MAX_RECORD_SIZE') return `một hàng dài hơn ${mebibytes(recordSize)}, có thể vì dấu nháy kép không đóng. ${mend}`;
  return `dấu nháy kép đặt sai chỗ trong ô. ${mend}`;
}
