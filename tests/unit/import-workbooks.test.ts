import { gzipSync } from 'node:zlib';
import { CFB, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '#procedures/import-files/workbook-list.ts';
import {
  cellsOf,
  csv,
  fault,
  list,
  newCells,
  newHeaders,
  newList,
  oldHeaders,
  put,
  readAll,
  sheetPart,
  withParts,
  withRow,
  workbook,
} from './import-examples.ts';

const oldRow = ['1.001193', 'Đăng ký khai sinh', 'Hộ tịch', 'Công dân\nDoanh nghiệp', 'UBND', 'Cấp xã', 'Còn hiệu lực', '163/QĐ-BTP'];

describe('a list in a workbook is recognised by its headers', () => {
  test('of the new portal: a title, the headers, several values in a cell', async () => {
    const { format, single, rows } = await readAll(put('ds.xlsx', list));
    expect({ format, single }).toEqual({ format: 'list-xlsx', single: false });
    expect(rows).toEqual(newCells.map((cells, i) => ({ kind: 'list', place: `hàng ${i + 3}`, cells })));
  });

  test('of the old portal: its header further down, merged cells, a column of numbers before', async () => {
    const sheet = utils.aoa_to_sheet([
      ['UBND THÀNH PHỐ HÀ NỘI'],
      [],
      ['STT', ...oldHeaders.flatMap((header) => [header, null])],
      [],
      [1, ...oldRow.flatMap((cell) => [cell, null])],
    ]);
    sheet['!merges'] = [...Array(8).keys()].map((i) => ({ s: { r: 2, c: 1 + 2 * i }, e: { r: 3, c: 2 + 2 * i } }));
    expect(await readAll(put('cu.xlsx', workbook({ Sheet0: sheet })))).toEqual({
      format: 'old-list-xlsx',
      single: false,
      rows: [
        {
          kind: 'list',
          place: 'hàng 5',
          cells: {
            code: '1.001193',
            name: 'Đăng ký khai sinh',
            field: 'Hộ tịch',
            audiences: 'Công dân\nDoanh nghiệp',
            promulgator: 'UBND',
            levels: 'Cấp xã',
            state: 'Còn hiệu lực',
            decision_no: '163/QĐ-BTP',
          },
        },
      ],
    });
  });

  test('of Excel before 2007, by either layout', async () => {
    expect(await readAll(put('ds.xls', workbook({ DS: newList }, 'biff8')))).toMatchObject({
      format: 'list-xls',
      rows: newCells.map((cells) => ({ cells })),
    });
    expect(await readAll(put('cu.xls', workbook({ DS: [oldHeaders, oldRow] }, 'biff8')))).toMatchObject({
      format: 'old-list-xls',
      rows: [{ place: 'hàng 2', cells: { decision_no: '163/QĐ-BTP' } }],
    });
  });

  test('under any file name, and packed with gzip', async () => {
    expect(await cellsOf('ds.json', list)).toEqual(newCells);
    expect(await cellsOf('ds.xlsx.gz', gzipSync(list))).toEqual(newCells);
  });

  test('on whichever sheet it stands, in any order of the columns', async () => {
    const turned = newList.slice(1).map((row) => row.toReversed());
    expect(await cellsOf('ds.xlsx', workbook({ 'Ghi chú': [['Mã số', 'Nội dung']], 'Đơn vị': [['Mã số', 'Tên']], DS: turned }))).toEqual(
      newCells,
    );
  });

  test('a code that Excel took for a number is read as Excel shows it', async () => {
    const sheet = utils.aoa_to_sheet(
      [newHeaders, [1.001193], [1.00119], [1.00119], [1], [1013061]].map((row, i) => (i === 0 ? row : [...row, 'Tên'])),
    );
    sheet.A4.z = '0.000000';
    for (const [name, kind] of [
      ['a.xlsx', 'xlsx'],
      ['a.xls', 'biff8'],
    ] as const) {
      const codes = (await cellsOf(name, workbook({ DS: sheet }, kind))).map(({ code }) => code);
      expect(codes, name).toEqual(['1.001193', '1.00119', '1.001190', '1', '1013061']);
    }
  });

  test('blank rows and notes are left out, but not rows that lack only their code or their name', async () => {
    const rows = [...newList, [], ['', ' '], [null, null, 'Người lập'], ['', 'Thiếu mã'], ['Ghi chú cuối']];
    expect((await cellsOf('ds.xlsx', workbook({ DS: rows }))).map(({ code, name }) => [code, name])).toEqual([
      ['1.001193', 'Đăng ký khai sinh'],
      ['2.000815', 'Chứng thực bản sao từ bản chính'],
      ['', 'Thiếu mã'],
      ['Ghi chú cuối', ''],
    ]);
  });

  test('macros are left where they are', async () => {
    const book = withParts(workbook({ DS: newList }, 'xlsm'), { 'xl/vbaProject.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') });
    expect(await cellsOf('ds.xlsm', book)).toEqual(newCells);
  });

  test('written as workbook or as CSV with any separator, a list says the same', async () => {
    const word = fc.constantFrom(
      'Hộ tịch',
      'khai sinh',
      '"trích dẫn"',
      'a,b',
      'a;b',
      'a\tb',
      '\n',
      ' ',
      '1.001193',
      '0',
      "'",
      'x'.repeat(300),
    );
    const cell = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
    const row = fc.tuple(fc.constantFrom('1.000001', '2.000815', ''), fc.constantFrom('Tên', 'Tên thủ tục\nhai dòng'), cell, cell, cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
        const whole = [newHeaders, ...rows];
        const wanted = rows.map(([code, name, promulgator, executing, field]) => ({ code, name, promulgator, executing, field }));
        const inWorkbook = (kind: 'xlsx' | 'biff8') =>
          readWorkbook(workbook({ DS: whole }, kind)).rows.map((one) => (one.kind === 'list' ? one.cells : one));
        expect(inWorkbook('xlsx')).toEqual(wanted);
        expect(inWorkbook('biff8')).toEqual(wanted);
        for (const delimiter of [',', ';', '\t']) expect(await cellsOf('ds.csv', csv(whole, delimiter))).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a workbook without a list that can be read', () => {
  test('names the headers that were expected and the sheets that were found', async () => {
    const told = await fault('ds.xlsx', workbook({ 'Đơn vị': [['Mã', 'Tên']], 'Trang 2': [['x']] }));
    expect(told).toMatch(/^ds\.xlsx: không trang nào \("Đơn vị", "Trang 2"\) có hàng tiêu đề "Mã số, Tên, .*" hoặc "Mã TTHC, /);
    expect(await fault('ds.xlsx', workbook({ DS: [...Array.from({ length: 20 }, () => ['x']), ...newList] }))).toMatch(/không trang nào/);
  });

  test('names the column that is missing, or there twice', async () => {
    expect(await fault('ds.xlsx', workbook({ DS: newList.map((row) => row.slice(0, 4)) }))).toBe(
      'ds.xlsx: trang "DS", hàng 2: hàng tiêu đề thiếu cột "Lĩnh vực". Hãy xuất lại tệp.',
    );
    expect(await fault('ds.xlsx', workbook({ DS: [[...newHeaders, 'MÃ SỐ']] }))).toContain('cột "Mã số" xuất hiện hai lần');
  });

  test('is refused when two sheets are lists: which one is meant?', async () => {
    expect(await fault('ds.xlsx', workbook({ A: newList, B: [oldHeaders, oldRow] }))).toMatch(/trang "A" và trang "B" đều là danh sách/);
  });

  test('says when a sheet is damaged', async () => {
    const damaged = withRow('<row r="9"><c r="A9" t="s"><v>999999</v></c></row>');
    expect(await fault('ds.xlsx', damaged)).toMatch(/^ds\.xlsx: trang "Danh sách TTHC" bị hỏng/);
  });

  test('is told in one line, whatever its sheets are called', async () => {
    const names = withParts(list, {
      'xl/workbook.xml': (xml) => xml.replace('Danh sách TTHC', `A&#10;\u001b[31m\u202e${'x'.repeat(5000)}`),
      [sheetPart]: '<worksheet/>',
    });
    const told = await fault('ds.xlsx', names);
    expect(told).toMatch(/^ds\.xlsx: không trang nào \("A \[31m x+…$/);
    expect(told).toHaveLength(1001);
  });

  test('says when it has a password', async () => {
    const container = CFB.utils.cfb_new();
    for (const name of ['EncryptionInfo', 'EncryptedPackage']) CFB.utils.cfb_add(container, `/${name}`, Buffer.alloc(64));
    expect(await fault('ds.xlsx', CFB.write(container, { type: 'buffer' }))).toMatch(/^ds\.xlsx: bảng tính được đặt mật khẩu/);
    const locked = Buffer.from(list);
    for (let at = locked.indexOf('PK\x01\x02'); at !== -1; at = locked.indexOf('PK\x01\x02', at + 4)) locked.writeUInt16LE(1, at + 8);
    expect(await fault('ds.xlsx', locked)).toMatch(/^ds\.xlsx: tệp được đặt mật khẩu/);
  });

  test('is refused when it is something else in the same wrapping', async () => {
    expect(await fault('a.zip', zipSync({ 'ghi-chu.txt': strToU8('x') }))).toMatch(/^a\.zip: tệp zip này không phải là bảng tính/);
    expect(await fault('a.docx', zipSync({ 'word/document.xml': strToU8('<w:document/>') }))).toMatch(/tệp Word/);
    expect(await fault('a.xlsb', workbook({ DS: newList }, 'xlsb'))).toMatch(/\.xlsb.*lưu lại dạng \.xlsx/);
    expect(await fault('a.ods', workbook({ DS: newList }, 'ods'))).toMatch(/OpenDocument/);
    expect(await fault('a.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]))).toMatch(
      /không đọc được bảng tính/,
    );
  });

  test('is refused when it was cut or damaged on its way', async () => {
    const damaged = Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'.repeat(9)) }, { level: 0 }));
    damaged[60] = (damaged[60] ?? 0) ^ 1;
    for (const bytes of [list.subarray(0, -30), list.subarray(0, 200), damaged])
      expect(await fault('ds.xlsx', bytes)).toMatch(/^ds\.xlsx: tệp bị hỏng hoặc bị cắt cụt/);
  });
});

describe('cells that cannot be taken as they are', () => {
  test('a formula is named by its cell, its kept result is not taken', async () => {
    const sheet = utils.aoa_to_sheet(newList);
    sheet.B4 = { t: 's', v: 'Tên đã tính', f: 'CONCATENATE("Tên"," đã tính")' };
    expect(await fault('tep.xlsx', workbook({ 'Danh sách TTHC': sheet }))).toBe(
      'tep.xlsx: trang "Danh sách TTHC", ô B4: ô chứa công thức, không nhập được. Hãy chép cả trang rồi dán "chỉ giá trị", và lưu lại.',
    );
  });

  test.each([
    ['shared with no cell', '<f t="shared" si="7"/>'],
    ['of a table of data', '<f t="dataTable" ref="A5:A6"></f>'],
    ['with a name of its own space', '<x:f>1+1</x:f>'],
    ['that spans a range', '<f t="array" ref="A5:C9">1+1</f>'],
  ])('a formula %s is one too', async (_, formula) => {
    expect(await fault('a.xlsx', withRow(`<row r="5"><c r="A5">${formula}<v>1.001193</v></c></row>`))).toMatch(/ô A5: ô chứa công thức/);
  });

  test.each([
    ['of its own', [3, 0, 0x1e, 3, 0]],
    ['shared with no cell', [5, 0, 0x01, 9, 0, 0, 0]],
  ])('so is a formula %s in a workbook of Excel before 2007', async (_, parsed) => {
    const sheet = utils.aoa_to_sheet(newList);
    sheet.B3 = { t: 'n', v: 3, bf: parsed };
    expect(await fault('a.xls', workbook({ DS: sheet }, 'biff8'))).toMatch(/^a\.xls: trang "DS", ô B3: ô chứa công thức/);
  });

  test('formulas on other sheets do not matter', async () => {
    const count = utils.aoa_to_sheet([['Tổng số']]);
    count.B1 = { t: 'n', v: 2, f: 'COUNTA(DS!A:A)' };
    expect(await cellsOf('ds.xlsx', workbook({ 'Tổng hợp': count, DS: newList }))).toEqual(newCells);
  });

  test('an error of Excel', async () => {
    const sheet = utils.aoa_to_sheet(newList);
    sheet.E3 = { t: 'e', v: 0x17 };
    expect(await fault('a.xlsx', workbook({ DS: sheet }))).toMatch(/^a\.xlsx: trang "DS", ô E3: ô báo lỗi của Excel/);
  });

  test('a text longer than 100,000 letters', async () => {
    const long = `<row r="9"><c r="A9" t="inlineStr"><is><t>1</t></is></c><c r="B9" t="inlineStr"><is><t>${'x'.repeat(100_001)}</t></is></c></row>`;
    expect(await fault('a.xlsx', withRow(long))).toMatch(/ô B9: ô dài hơn 100000 chữ/);
  });
});
