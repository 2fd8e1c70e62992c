import { isUtf8 } from 'node:buffer';
import { zipSync } from 'fflate';
import { Fault } from '#platform/fault.ts';
import { limits } from './limits.ts';
import { workbookZip } from './workbook-zip.ts';

const contentTypes = '[content_types].xml';

/** What the cells of a workbook need; pictures, comments, links, macros and all else are never handed on. */
const needed =
  /^\[content_types\]\.xml$|(^|\/)_rels\/(workbook\d*\.xml)?\.rels$|(^|\/)(workbook\d*|sharedstrings\d*|styles\d*|worksheets\/[^/]+)\.xml$/i;
const xmlPart = /\.(xml|rels|vml)$/i;

const otherKinds: readonly (readonly [RegExp, string])[] = [
  [/^word\//, 'đây là tệp Word, không nhập được. Hãy dùng JSON, hoặc danh sách Excel.'],
  [/^xl\/workbook\.bin$/, 'đây là bảng tính dạng .xlsb. Hãy mở bằng Excel và lưu lại dạng .xlsx.'],
  [/^content\.xml$/, 'đây là bảng tính OpenDocument. Hãy lưu lại dạng .xlsx.'],
];

/**
 * Takes a workbook apart, refuses what is dangerous in it, and packs again only what its cells need. Every formula gets a mark
 * that the library cannot overlook: it reads the kept result of some formulas as if it had been typed.
 * @throws Fault naming the part.
 */
export function harmlessWorkbook(file: Buffer): Uint8Array {
  const parts = workbookZip(file);
  for (const [name, bytes] of parts) if (xmlPart.test(name)) checkXml(name, bytes);
  const names = [...parts.keys()];
  if (!names.some((name) => /(^|\/)workbook\d*\.xml$/i.test(name))) {
    const other = otherKinds.find(([pattern]) => names.some((name) => pattern.test(name)));
    throw new Fault(other?.[1] ?? 'tệp zip này không phải là bảng tính Excel. Hãy giải nén và nhập từng tệp bên trong.');
  }
  const kept = new Map([...parts].filter(([name]) => needed.test(name)));
  for (const [name, bytes] of kept) {
    if (/worksheets\//i.test(name)) kept.set(name, onlyCells(name, bytes));
    if (name.toLowerCase() === contentTypes) kept.set(name, onlyTypesOf([...kept.keys()], bytes));
  }
  return zipSync(Object.fromEntries(kept), { level: 0 });
}

/** No part of a workbook declares a document type; with one, a few bytes may stand for any number, or for files of this machine. */
function checkXml(name: string, bytes: Buffer): void {
  if (bytes.includes(0) || !isUtf8(bytes))
    throw new Fault(`phần "${name}" không phải XML với bảng mã UTF-8. Hãy mở bằng Excel và lưu lại.`);
  for (let at = bytes.indexOf('<!'); at !== -1; at = bytes.indexOf('<!', at + 2)) {
    const next = bytes.toString('latin1', at + 2, at + 9);
    if (!next.startsWith('--') && next !== '[CDATA[')
      throw new Fault(`phần "${name}" có khai báo DOCTYPE hoặc ENTITY, không được phép. Hãy mở bằng Excel và lưu lại.`);
  }
}

/** The table of contents without the parts that are left out: the library looks for all that stand in it. */
function onlyTypesOf(names: readonly string[], types: Buffer): Buffer {
  const kept = new Set(names.map((name) => name.toLowerCase()));
  const text = types.toString().replace(/<(?:\w+:)?Override\b[^<>]*>/g, (tag) => {
    const name = /PartName\s*=\s*["']\/?([^"']*)["']/.exec(tag)?.[1];
    return name !== undefined && kept.has(name.toLowerCase()) ? tag : '';
  });
  return Buffer.from(text);
}

/**
 * A sheet's cells without what follows them: merged cells, links, rules for input. A link may be spread over a whole sheet, and
 * the library makes a cell of each place.
 */
function onlyCells(name: string, sheet: Buffer): Buffer {
  const text = sheet.toString('latin1');
  let cells = 0;
  for (const _ of text.matchAll(/<(?:\w+:)?c[\s/>]/g)) {
    cells += 1;
    if (cells > limits.cells) throw new Fault(`phần "${name}" có hơn ${limits.cells} ô. Hãy chỉ để lại danh sách.`);
  }
  const end = /<\/(?:\w+:)?sheetData>/.exec(text);
  const kept = end ? text.slice(0, end.index + end[0].length) : text;
  return Buffer.from(kept.replace(/<(?:\w+:)?f(?=[\s/>])/g, '<f>0</f>$&'), 'latin1');
}
