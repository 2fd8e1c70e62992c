import { CFB } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openFile } from '#procedures/import-files/file-bytes.ts';
import { readWorkbookFile } from '#procedures/import-files/workbook-file.ts';
import { cellsOf, fault, list, newCells, newList, put, sheetPart, withParts, withRow, withSheet, workbook } from './import-examples.ts';

describe('a workbook that would fill the memory, or reach for other files', () => {
  test('one cell in the last row or column of a sheet costs nothing, and the size that it states is not believed', async () => {
    const far = withSheet((xml) =>
      xml
        .replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"')
        .replace('</sheetData>', '<row r="1048576"><c r="C1048576"><v>1</v></c></row></sheetData>'),
    );
    expect(await cellsOf('ds.xlsx', far)).toEqual(newCells);
    expect(await fault('ds.xlsx', withRow('<row r="7"><c r="XFD7"><v>1</v></c></row>'))).toMatch(/ô XFD7: ô nằm ngoài 200 cột đầu/);
  });

  test('a link or merged cells over a whole sheet cost nothing', async () => {
    const links =
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>';
    expect(
      await cellsOf(
        'ds.xlsx',
        withSheet((xml) => xml.replace('</sheetData>', `</sheetData>${links}`)),
      ),
    ).toEqual(newCells);
  });

  test('more than 50,000 rows, more than a million cells', async () => {
    const row = '<row><c t="inlineStr"><is><t>1</t></is></c></row>';
    expect(await fault('ds.xlsx', withRow(row.repeat(50_001)))).toBe('ds.xlsx: hàng 50003: tệp có hơn 50000 hàng.');
    expect(await fault('ds.xlsx', withRow(`<row>${'<c/>'.repeat(1_000_001)}</row>`))).toMatch(
      /phần "xl\/worksheets\/sheet1\.xml" có hơn 1000000 ô/,
    );
  });

  test('a part that unpacks to more than 64 MiB, or many that unpack to more than 100 MiB', async () => {
    const zeros = new Uint8Array(65 * 1024 * 1024);
    expect(await fault('a.xlsx', withParts(list, { 'xl/media/image1.png': zeros }))).toMatch(
      /^a\.xlsx: phần "xl\/media\/image1\.png" giải nén ra quá lớn \(mỗi phần nhiều nhất 64 MiB, cả tệp 100 MiB\)/,
    );
    const some = zeros.subarray(0, 40 * 1024 * 1024);
    expect(await fault('a.xlsx', withParts(list, { 'xl/a.bin': some, 'xl/b.bin': some, 'xl/c.bin': some }))).toMatch(
      /^a\.xlsx: phần "xl\/c\.bin" giải nén ra quá lớn/,
    );
  });

  test('a part that unpacks to more than it states', async () => {
    const bomb = Buffer.from(withParts(list, { [sheetPart]: (xml) => xml + ' '.repeat(70 * 1024 * 1024) }));
    for (const [signature, size] of [
      ['PK\x03\x04', 22],
      ['PK\x01\x02', 24],
    ] as const) {
      for (let at = bomb.indexOf(signature); at !== -1; at = bomb.indexOf(signature, at + 4)) bomb.writeUInt32LE(1000, at + size);
    }
    expect(await fault('a.xlsx', bomb)).toMatch(/phần "xl\/worksheets\/sheet1\.xml" giải nén ra quá lớn/);
  });

  test('a zip file that begins like a workbook of Excel before 2007 is not unpacked', async () => {
    const start = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]);
    const inside = CFB.find(CFB.read(workbook({ DS: newList }, 'biff8'), { type: 'buffer' }), '/Workbook') as { content: Buffer };
    const zip = Buffer.from(zipSync({ Workbook: inside.content }));
    for (const [signature, position] of [
      ['PK\x01\x02', 42],
      ['PK\x05\x06', 16],
    ] as const) {
      const at = zip.indexOf(signature) + position;
      zip.writeUInt32LE(zip.readUInt32LE(at) + start.length, at);
    }
    expect(await fault('a.xls', Buffer.concat([start, zip]))).toMatch(/^a\.xls: không đọc được bảng tính này/);
  });

  test('a workbook that needs too much memory or time ends only the process that reads it', async () => {
    const rows = '<row><c t="inlineStr"><is><t>1</t></is></c></row>'.repeat(40_000);
    const file = await openFile(put('a.xlsx', withRow(rows)));
    await expect(readWorkbookFile(file, { heapMebi: 24, seconds: 30 })).rejects.toThrow(/^bảng tính cần quá nhiều bộ nhớ/);
    await expect(readWorkbookFile(file, { heapMebi: 512, seconds: 0.01 })).rejects.toThrow(/^không đọc xong bảng tính trong 0.01 giây/);
    await expect(readWorkbookFile(file)).resolves.toMatchObject({ format: 'list-xlsx' });
  });

  test('more than 2,000 parts, or two of one name', async () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`xl/${i}.txt`, '']));
    expect(await fault('a.xlsx', withParts(list, many))).toMatch(/hơn 2000 phần/);
    expect(await fault('a.xlsx', withParts(list, { [sheetPart.toUpperCase()]: '<worksheet/>' }))).toMatch(/xuất hiện hai lần/);
  });

  const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
  test.each([
    ['the sheet', sheetPart, (xml: string) => xml.replace('?>', '?><!DOCTYPE worksheet [<!ENTITY a "aaaa">]>')],
    ['the texts', 'xl/sharedStrings.xml', entity],
    ['the properties', 'docProps/core.xml', entity],
    ['a part that nobody reads', 'xl/khac/tep.XML', entity],
    ['a relation', 'xl/_rels/them.rels', '<!ENTITY % a "b">'],
  ])('a document type in %s', async (_, name, part) => {
    const told = await fault('a.xlsx', withParts(list, { [name]: part }));
    expect(told).toBe(`a.xlsx: phần "${name}" có khai báo DOCTYPE hoặc ENTITY, không được phép. Hãy mở bằng Excel và lưu lại.`);
  });

  test.each(['utf16le', 'utf16be'] as const)('a document type hidden in %s', async (encoding) => {
    const hidden = Buffer.from(`\uFEFF${entity}`, 'utf16le');
    const part = encoding === 'utf16be' ? hidden.swap16() : hidden;
    expect(await fault('a.xlsx', withParts(list, { 'xl/sharedStrings.xml': part }))).toMatch(
      /phần "xl\/sharedStrings\.xml" không phải XML với bảng mã UTF-8/,
    );
  });

  test('comments and raw text in the XML are no document type', async () => {
    const raw = '<row r="9"><!-- ! --><c r="A9" t="inlineStr"><is><t><![CDATA[1.000009]]></t></is></c></row>';
    expect(await cellsOf('ds.xlsx', withRow(raw))).toMatchObject([...newCells, { code: '1.000009' }]);
  });
});
