import path from 'node:path';
import { Fault } from '#platform/fault.ts';
import type { ImportFile, ImportRow } from '../model/import-rows.ts';
import { readCsv } from './csv-rows.ts';
import { type FileBytes, isGzip, openFile } from './file-bytes.ts';
import type { FileRows } from './file-rows.ts';
import { readJsonList, readJsonObjects } from './json-rows.ts';
import { limits } from './limits.ts';
import { readWorkbookFile } from './workbook-file.ts';

/**
 * Opens an official export of procedures: JSON (one object, a list, an answer of the API, an object on each line), the lists of
 * the new and of the old portal as Excel or CSV; each also packed with gzip. What it is shows in its content, its name does not
 * matter, and is told only. JSON and CSV are read while their rows are walked through, a workbook at once.
 * @throws Fault naming file and place, here and in the rows, where the file cannot be what it must be.
 */
export async function readImportFile(file: string, name = path.basename(file)): Promise<ImportFile> {
  try {
    const bytes = await openFile(file);
    const { format, single, rows } = await readerOf(bytes.head)(bytes);
    return { name, sha256: bytes.sha256, format, single, rows: { [Symbol.asyncIterator]: () => named(name, rows()) } };
  } catch (error) {
    throw inFile(name, error);
  }
}

async function* named(name: string, rows: Iterable<ImportRow> | AsyncIterable<ImportRow>): AsyncGenerator<ImportRow, void, undefined> {
  let count = 0;
  try {
    for await (const row of rows) {
      count += 1;
      if (count > limits.rows) throw new Fault(`${row.place}: tệp có hơn ${limits.rows} hàng.`);
      yield row;
    }
  } catch (error) {
    throw inFile(name, error);
  }
}

/** Names of sheets and parts come from the file: they may be of any length, and hold what a terminal would obey. */
function inFile(name: string, error: unknown): unknown {
  if (!(error instanceof Fault)) return error;
  const line = `${name}: ${error.message}`.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return new Fault(line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line);
}

const longestMessage = 1000;
const zip = Buffer.from('PK\x03\x04');
/** The container of Excel before 2007, and of workbooks with a password. */
const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** How a file is read that begins so. Throws a Fault for the kinds that people mistake for an export. */
function readerOf(head: Buffer): (file: FileBytes) => FileRows | Promise<FileRows> {
  const begins = (bytes: Buffer) => head.subarray(0, bytes.length).equals(bytes);
  if (begins(zip) || begins(compoundFile)) return readWorkbookFile;
  if (begins(Buffer.from('%PDF'))) throw new Fault('tệp PDF chỉ để đọc, không nhập được. Hãy dùng JSON, Excel hoặc CSV.');
  if (isGzip(head)) throw new Fault('tệp gz nằm trong tệp gz. Hãy giải nén một lần rồi nhập lại.');
  if (begins(Buffer.from([0xff, 0xfe])) || begins(Buffer.from([0xfe, 0xff])))
    throw new Fault('tệp dùng bảng mã UTF-16. Hãy lưu lại với bảng mã UTF-8 (trong Excel: "CSV UTF-8").');
  if (head.includes(0)) throw new Fault('không nhận ra tệp này. Cần JSON, Excel (.xlsx, .xls) hoặc CSV.');
  const first = head.toString('utf8').trimStart()[0];
  if (first === undefined) throw new Fault('tệp rỗng. Hãy tải hoặc xuất lại tệp.');
  if (first === '<') throw new Fault('đây là trang HTML hoặc XML, dù tên tệp có thể là .xls. Hãy mở bằng Excel và lưu thành .xlsx.');
  if (first === '{') return readJsonObjects;
  return first === '[' ? readJsonList : readCsv;
}
