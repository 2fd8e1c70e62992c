import { Fault } from '#platform/fault.ts';
import { allBytes, type FileBytes } from './file-bytes.ts';
import type { FileRows } from './file-rows.ts';
import { elementsOf } from './json-list.ts';
import { recordsOf } from './json-records.ts';
import { parseJson } from './json-text.ts';
import { limits, mebibytes } from './limits.ts';
import { type Line, linesOf, textOf } from './lines.ts';

/** The rows of a file that is one JSON array. */
export function readJsonList(file: FileBytes): FileRows {
  async function* rows() {
    for await (const { number, bytes } of elementsOf(file.chunks())) {
      const place = `phần tử ${number}`;
      const value = parseJson(bytes, (line, column) => (line === undefined ? place : `${place} (dòng ${line}, cột ${column} của nó)`));
      yield* recordsOf(value, place);
    }
  }
  return { format: 'json', single: false, rows };
}

/**
 * The rows of a file that begins with a JSON object: one object on one line or on many, or an object on each line.
 * @throws Fault where the first object is broken; walking through the rows throws for those after it.
 */
export async function readJsonObjects(file: FileBytes): Promise<FileRows> {
  const [first, second] = await firstLines(file);
  if (first === undefined) throw new Fault('tệp rỗng. Hãy tải hoặc xuất lại tệp.');
  try {
    const value = parseLine(first);
    if (second === undefined) return wholeFile(value);
  } catch (error) {
    if (second === undefined || !goesOn(first, second)) throw error;
    return readOneObject(file);
  }
  async function* rows() {
    for await (const line of linesOf(file.chunks())) {
      if (textOf(line).trim() !== '') yield* recordsOf(parseLine(line), `dòng ${line.number}`);
    }
  }
  return { format: 'json-lines', single: false, rows };
}

function wholeFile(value: unknown): FileRows {
  const rows = recordsOf(value, '');
  return { format: 'json', single: rows.length === 1, rows: () => rows };
}

function parseLine(line: Line): unknown {
  return parseJson(line.bytes, (_, column) => `dòng ${line.number}${column === undefined ? '' : `, cột ${column}`}`);
}

/** The first two lines that are not blank. */
async function firstLines(file: FileBytes): Promise<readonly Line[]> {
  const found: Line[] = [];
  for await (const line of linesOf(file.chunks())) {
    if (textOf(line).trim() !== '') found.push(line);
    if (found.length === 2) break;
  }
  return found;
}

/** Tells whether an object that one line began may go on in the next: not where a line was cut and another object follows. */
function goesOn(first: Line, second: Line): boolean {
  return !textOf(second).trimStart().startsWith('{') || /[:[,]$/.test(textOf(first).trimEnd());
}

/** The whole file is one object, on many lines. */
async function readOneObject(file: FileBytes): Promise<FileRows> {
  const bytes = await allBytes(file, limits.record);
  if (bytes === undefined)
    throw new Fault(`dòng 1: JSON không trọn vẹn trên dòng này, hoặc tệp là một bản ghi lớn hơn ${mebibytes(limits.record)}.`);
  return wholeFile(parseJson(bytes, (line, column) => (line === undefined ? 'cuối tệp' : `dòng ${line}, cột ${column}`)));
}
