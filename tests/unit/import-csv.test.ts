import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cellsOf, csv, fault, newCells, newHeaders, newList, oldHeaders, put, readAll } from './import-examples.ts';

const oldRow = ['1.001193', 'Đăng ký khai sinh', 'Hộ tịch', 'Công dân', 'UBND thành phố', 'Cấp xã', 'Còn hiệu lực', '163/QĐ-BTP'];

describe('a list as CSV is recognised by its headers', () => {
  test.each([',', ';', '\t'])('separated by %j', async (delimiter) => {
    expect(await cellsOf('ds.csv', csv(newList, delimiter))).toEqual(newCells);
  });

  test('with the mark of Windows, line ends of Windows, and packed with gzip', async () => {
    const text = `\uFEFF${csv(newList).replaceAll('\n', '\r\n')}`;
    expect(await cellsOf('ds.csv', text)).toEqual(newCells);
    expect(await cellsOf('ds.csv.gz', gzipSync(text))).toEqual(newCells);
  });

  test('of the old portal, with its eight columns', async () => {
    const { format, single, rows } = await readAll(put('cu.csv', csv([oldHeaders, oldRow], ';')));
    expect({ format, single }).toEqual({ format: 'csv', single: false });
    expect(rows).toEqual([
      {
        kind: 'list',
        place: 'dòng 2',
        cells: {
          code: '1.001193',
          name: 'Đăng ký khai sinh',
          field: 'Hộ tịch',
          audiences: 'Công dân',
          promulgator: 'UBND thành phố',
          levels: 'Cấp xã',
          state: 'Còn hiệu lực',
          decision_no: '163/QĐ-BTP',
        },
      },
    ]);
  });

  test('whatever the order of the columns, with columns of other people between them', async () => {
    const turned = newList.slice(1).map((row, i) => [i === 0 ? 'STT' : String(i), ...row.toReversed()]);
    expect(await cellsOf('ds.csv', csv(turned))).toEqual(newCells);
  });

  test('however the headers are typed: decomposed accents, capitals, blanks, the Icelandic letter for Đ', async () => {
    const typed = newHeaders.map((header) => ` ${header.toUpperCase().normalize('NFD').replace(' ', '\u00A0  ')} `);
    expect(await cellsOf('ds.csv', csv([typed, ...newList.slice(2)]))).toEqual(newCells);
    const oldFont = oldHeaders.map((header) => header.replace('Đ', 'Ð'));
    expect(await cellsOf('cu.csv', csv([oldFont, oldRow]))).toMatchObject([{ audiences: 'Công dân', decision_no: '163/QĐ-BTP' }]);
  });

  test('cells stay as they are written, on several lines too; a place is where the row begins', async () => {
    const rows = [newHeaders, ['1.000001 ', 'Tên "đặc biệt",\nhai dòng', '', 'A\nB\nC', 'Hộ tịch'.normalize('NFD')], newList[3] ?? []];
    const { rows: read } = await readAll(put('ds.csv', csv(rows)));
    expect(read).toMatchObject([
      {
        place: 'dòng 2',
        cells: { code: '1.000001 ', name: 'Tên "đặc biệt",\nhai dòng', executing: 'A\nB\nC', field: 'Hộ tịch'.normalize('NFD') },
      },
      { place: 'dòng 6', cells: { code: '2.000815' } },
    ]);
  });

  test('blank rows and notes are left out, but not rows that lack only their code or their name', async () => {
    const notes = [
      ['', '', '', '', ''],
      ['', '', 'Người lập', '', ''],
      ['', 'Thiếu mã', '', '', ''],
      ['Ghi chú cuối', '', '', '', ''],
    ];
    const read = await cellsOf('ds.csv', `${csv([...newList, ...notes])}\n\n`);
    expect(read.map(({ code, name }) => [code, name])).toEqual([
      ['1.001193', 'Đăng ký khai sinh'],
      ['2.000815', 'Chứng thực bản sao từ bản chính'],
      ['', 'Thiếu mã'],
      ['Ghi chú cuối', ''],
    ]);
  });
});

describe('a broken list as CSV is named with its place', () => {
  const header = csv([newHeaders]);
  const many = csv(Array.from({ length: 40 }, () => newList[2] ?? []));

  test('a quote that nobody closes names the row where it opens', async () => {
    expect(await fault('ds.csv', `${header}${many}1.000001,"Tên,A,B,C\n1.000002,Tên,A,B,C\n`)).toMatch(
      /^ds\.csv: dòng 82: dấu nháy kép mở ra mà không đóng.*Hãy mở tệp/,
    );
    const large = Array.from({ length: 30_000 }, (_, i) => `1.${String(i).padStart(6, '0')},Tên thủ tục số ${i},A,B,C\n`).join('');
    expect(await fault('ds.csv', `${header}1.000001,"Tên,A,B,C\n${large}`)).toMatch(/^ds\.csv: dòng 2: một hàng dài hơn 1 MiB/);
  });

  test('a quote in the wrong place', async () => {
    expect(await fault('ds.csv', `${header}1.000001,Tên "X",A,B,C\n`)).toMatch(/^ds\.csv: dòng 2: dấu nháy kép đặt sai chỗ/);
    expect(await fault('ds.csv', `${header}1.000001,"Tên"X,A,B,C\n`)).toMatch(/^ds\.csv: dòng 2: dấu nháy kép đặt sai chỗ/);
  });

  test('too few or too many columns', async () => {
    expect(await fault('ds.csv', `${header}${many}1.000001,Tên,A\n`)).toBe(
      'ds.csv: dòng 82: có 3 cột, hàng tiêu đề (dòng 1) có 5 cột. Hãy xem dấu ngăn cột và dấu nháy kép ở dòng này.',
    );
    expect(await fault('ds.csv', `${header}1.000001,Tên, có dấu phẩy,A,B,C\n`)).toMatch(/^ds\.csv: dòng 2: có 6 cột/);
  });

  test('a header that lacks a column or has one twice', async () => {
    expect(await fault('ds.csv', csv(newList.map((row) => row.slice(0, 4))))).toBe(
      'ds.csv: dòng 2: hàng tiêu đề thiếu cột "Lĩnh vực". Hãy xuất lại tệp.',
    );
    expect(await fault('ds.csv', csv([[...newHeaders, 'Tên']], ';'))).toContain('cột "Tên" xuất hiện hai lần');
  });

  test('no header that is known', async () => {
    const told = await fault('ds.csv', 'a,b,c\n1,2,3\n');
    expect(told).toMatch(/^ds\.csv: không nhận ra tệp này/);
    expect(told).toContain('"Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, Lĩnh vực"');
    expect(told).toContain('"Mã TTHC, Tên TTHC, Lĩnh vực');
    expect(await fault('ds.csv', 'x\n'.repeat(20) + csv(newList))).toMatch(/không nhận ra tệp này/);
  });

  test('text of an older encoding, early or late in the file', async () => {
    const latin = Buffer.from('1.000001,Tên thủ tục,A,B,C\n', 'latin1');
    expect(await fault('ds.csv', Buffer.concat([Buffer.from(header), latin]))).toMatch(/^ds\.csv: dòng 2: không phải văn bản UTF-8.*TCVN3/);
    expect(await fault('ds.csv', Buffer.concat([Buffer.from(header + many), latin]))).toMatch(
      /^ds\.csv: dòng 82: không phải văn bản UTF-8/,
    );
    expect(await fault('ds.csv', Buffer.from(`\uFEFF${csv(newList, '\t')}`, 'utf16le'))).toMatch(/^ds\.csv: tệp dùng bảng mã UTF-16/);
  });

  test('a cell longer than 100,000 letters, a row of more than 200 columns', async () => {
    expect(await fault('ds.csv', `${header}1.000001,${'x'.repeat(100_001)},A,B,C\n`)).toBe('ds.csv: dòng 2, cột 2: ô dài hơn 100000 chữ.');
    expect(await cellsOf('ds.csv', `${header}1.000001,${'x'.repeat(100_000)},A,B,C\n`)).toHaveLength(1);
    expect(await fault('ds.csv', `${header}${many}1.000001${','.repeat(200)}\n`)).toBe('ds.csv: dòng 82: có hơn 200 cột.');
    expect(await fault('ds.csv', `${header}"${`\n"${','.repeat(500_000)}"`.repeat(10)}"`)).toMatch(/^ds\.csv: dòng 2: có hơn 200 cột/);
  });

  test('more than 50,000 rows', async () => {
    expect(await fault('ds.csv', header + '1,2,3,4,5\n'.repeat(50_001))).toBe('ds.csv: dòng 50002: tệp có hơn 50000 hàng.');
  });
});
