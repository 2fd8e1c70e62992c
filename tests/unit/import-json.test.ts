import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#platform/project-root.ts';
import { readImportFile } from '#procedures/import-files/import-file.ts';
import { collect, fault, faultOf, put, readAll } from './import-examples.ts';

const birth = { code: '1.001193', name: 'Đăng ký khai sinh' };
const copy = { code: '2.000815', name: 'Chứng thực bản sao "từ" bản chính', executionSteps: [{ description: 'Bước 1: [..], {..}\n' }] };
const lines = `${JSON.stringify(birth)}\n${JSON.stringify(copy)}\n`;

/** A gzip file of many megabytes of one byte, itself small. */
function packed(before: string, byte: string, mebibytes: number): Buffer {
  const piece = gzipSync(Buffer.alloc(1024 * 1024, byte));
  return Buffer.concat([gzipSync(before), ...Array.from({ length: mebibytes }, () => piece)]);
}

async function values(name: string, content: string | Uint8Array) {
  const { format, single, rows } = await readAll(put(name, content));
  return { format, single, places: rows.map((row) => row.place), values: rows.map((row) => (row.kind === 'detail' ? row.value : row)) };
}

describe('records of the national database are recognised by their content', () => {
  test('one record on one line stands for itself', async () => {
    expect(await values('a.json', JSON.stringify(birth))).toEqual({
      format: 'json',
      single: true,
      places: ['phần tử 1'],
      values: [birth],
    });
  });

  test('one record may be written over many lines, with the mark of Windows', async () => {
    expect(await values('a.json', `\uFEFF${JSON.stringify(copy, null, 2).replaceAll('\n', '\r\n')}\r\n`)).toMatchObject({
      format: 'json',
      single: true,
      values: [copy],
    });
  });

  test('a record on each line, with blank lines and line ends of Windows, names its line', async () => {
    expect(await values('a.jsonl', `\uFEFF\n${lines.replaceAll('\n', '\r\n\r\n')}`)).toEqual({
      format: 'json-lines',
      single: false,
      places: ['dòng 2', 'dòng 4'],
      values: [birth, copy],
    });
  });

  test('the last line needs no end', async () => {
    expect((await values('a.jsonl', lines.trimEnd())).values).toEqual([birth, copy]);
  });

  test.each([
    ['on one line', JSON.stringify([birth, copy])],
    ['over many lines', `\n ${JSON.stringify([birth, copy], null, 2)}\n`],
  ])('a list %s names its elements', async (_, text) => {
    expect(await values('a.json', text)).toEqual({
      format: 'json',
      single: false,
      places: ['phần tử 1', 'phần tử 2'],
      values: [birth, copy],
    });
  });

  test('an empty list has no rows', async () => {
    expect(await values('a.json', '[ \n ]')).toMatchObject({ format: 'json', single: false, values: [] });
  });

  test('a list of one record is a list', async () => {
    expect(await values('a.json', JSON.stringify([birth]))).toMatchObject({ single: false, values: [birth] });
  });

  test('an answer of the API is its record, also on lines and in lists', async () => {
    const answer = { code: 'OK', data: birth };
    expect(await values('a.json', JSON.stringify(answer))).toMatchObject({ single: true, values: [birth] });
    expect(await values('a.json', JSON.stringify(answer, null, 1))).toMatchObject({ single: true, values: [birth] });
    expect((await values('a.jsonl', `${JSON.stringify(answer)}\n${JSON.stringify(copy)}`)).values).toEqual([birth, copy]);
    expect((await values('a.json', JSON.stringify([answer, copy]))).values).toEqual([birth, copy]);
  });

  test('an answer with several records is a list of them', async () => {
    expect(await values('a.json', JSON.stringify({ code: 'OK', data: [birth, copy] }))).toMatchObject({
      single: false,
      places: ['phần tử 1', 'phần tử 2'],
      values: [birth, copy],
    });
    expect((await values('a.jsonl', `${JSON.stringify({ code: 'OK', data: [birth] })}\n${JSON.stringify(copy)}`)).places).toEqual([
      'dòng 1, phần tử 1',
      'dòng 2',
    ]);
  });

  test('a listing of the API is refused, for it has no details', async () => {
    const listing = { code: 'OK', data: { items: [birth], total: 6302, lastId: 'x' } };
    expect(await fault('ds.json', JSON.stringify(listing))).toMatch(/^ds\.json: .*chỉ là danh sách.*không có chi tiết/);
    expect(await fault('ds.jsonl', `${JSON.stringify(birth)}\n${JSON.stringify(listing)}`)).toMatch(
      /^ds\.jsonl: dòng 2, .*không có chi tiết/,
    );
  });

  test('an answer without a record is refused', async () => {
    expect(await fault('a.json', '{"code":"OK","data":null}')).toContain('không có bản ghi nào');
  });

  test('packed with gzip, and under any name, it is the same', async () => {
    for (const text of [JSON.stringify(birth), lines, JSON.stringify([birth, copy])]) {
      expect(await values('danh-sach.xlsx', gzipSync(text))).toEqual(await values('a.csv', text));
    }
  });

  test('the hash is that of the file as it lies on the disk', async () => {
    const bytes = gzipSync(lines);
    const file = await readImportFile(put('tep.jsonl.gz', bytes));
    expect(file).toMatchObject({ name: 'tep.jsonl.gz', sha256: createHash('sha256').update(bytes).digest('hex') });
  });

  test('the rows may be walked through twice, or left in the middle', async () => {
    const { rows } = await readImportFile(put('a.jsonl.gz', gzipSync(lines.repeat(5000))));
    for await (const row of rows) {
      expect(row.place).toBe('dòng 1');
      break;
    }
    expect(await collect(rows)).toHaveLength(10_000);
    expect(await collect(rows)).toHaveLength(10_000);
  });

  test('whatever JSON records hold, lists and lines give it back', async () => {
    const record = fc.dictionary(
      fc.string(),
      fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 2, maxLength: 5 }), fc.boolean(), async (records, pretty) => {
        const list = JSON.stringify(records, null, pretty ? 2 : undefined);
        expect((await values('a.json', list)).values).toEqual(records);
        expect((await values('a.jsonl', records.map((one) => `${JSON.stringify(one)}\n`).join(''))).values).toEqual(records);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a broken file of records is named with its place', () => {
  test('half a line in the middle, with line and column', async () => {
    const text = `${lines}${JSON.stringify(copy).slice(0, 40)}\n${lines}`;
    expect(await fault('tep.jsonl', text)).toMatch(/^tep\.jsonl: dòng 3, cột 41: JSON không trọn vẹn.*Hãy/);
  });

  test('half a line at the end', async () => {
    expect(await fault('tep.jsonl', lines.slice(0, -10))).toMatch(/^tep\.jsonl: dòng 2, cột \d+: JSON không trọn vẹn/);
  });

  test('half of the first line', async () => {
    expect(await fault('tep.jsonl', `${lines.slice(0, 20)}\n${lines}`)).toMatch(/^tep\.jsonl: dòng 1, cột \d+: JSON không trọn vẹn/);
  });

  test('a record over many lines that was cut', async () => {
    const text = JSON.stringify(copy, null, 2);
    expect(await fault('tep.json', text.slice(0, -2))).toMatch(/^tep\.json: dòng \d+, cột \d+: JSON không trọn vẹn/);
  });

  test('a list that was cut, or goes on after its end, or has a broken element', async () => {
    const text = JSON.stringify([birth, copy, birth]);
    expect(await fault('a.json', text.slice(0, -1))).toMatch(/^a\.json: phần tử 3: danh sách JSON bị cắt cụt/);
    expect(await fault('a.json', text.slice(0, 100))).toMatch(/^a\.json: phần tử 2: danh sách JSON bị cắt cụt/);
    expect(await fault('a.json', `${text}\n${text}`)).toMatch(/^a\.json: .*sau dấu \] đóng danh sách/);
    expect(await fault('a.json', `${text} "thêm"`)).toMatch(/sau dấu \]/);
    expect(await fault('a.json', '[{"a":1},{"a":},{"a":2}]')).toMatch(/^a\.json: phần tử 2.*JSON không trọn vẹn/);
    expect(await fault('a.json', '[{"a":1},]')).toMatch(/^a\.json: phần tử 2: JSON không trọn vẹn/);
    expect(await fault('a.json', '[{"a":1}}')).toMatch(/^a\.json: phần tử 1: dấu ngoặc JSON không khớp/);
  });

  test('text that is not UTF-8', async () => {
    const old = Buffer.from(`${JSON.stringify({ code: '1.000001' })}\n{"name":"Hộ"}\n`, 'latin1');
    expect(await fault('a.jsonl', old)).toMatch(/^a\.jsonl: dòng 2: không phải văn bản UTF-8.*Hãy lưu lại/);
    expect(await fault('a.json', Buffer.from('[{"name":"tr\xf4ng"}]', 'latin1'))).toMatch(/^a\.json: phần tử 1: không phải văn bản UTF-8/);
    expect(await fault('a.json', Buffer.from('\uFEFF{"a":1}', 'utf16le'))).toMatch(/^a\.json: .*UTF-16/);
  });
});

describe('a file that is no file of records', () => {
  test('a missing file, a folder, an empty file', async () => {
    const file = put('rong.json', '');
    expect(await faultOf(`${file}.khong-co`)).toMatch(/^rong\.json\.khong-co: không có tệp này/);
    expect(await faultOf(path.dirname(file))).toMatch(/là một thư mục/);
    expect(await faultOf(file)).toMatch(/^rong\.json: tệp rỗng/);
    expect(await fault('trang.json', ' \n\n ')).toMatch(/^trang\.json: tệp rỗng/);
    expect(await fault('trang.gz', gzipSync(''))).toMatch(/^trang\.gz: tệp rỗng/);
    expect(await faultOf('/dev/zero')).toMatch(/^zero: .*không phải là một tệp thường/);
  });

  test('a file that goes away, or changes, between looking at it and reading it', async () => {
    const gone = put('a.jsonl', lines);
    const opened = await readImportFile(gone);
    rmSync(gone);
    await expect(collect(opened.rows)).rejects.toThrow(/^a\.jsonl: không có tệp này/);

    const changed = put('b.jsonl', lines);
    const { rows } = await readImportFile(changed);
    appendFileSync(changed, lines);
    await expect(collect(rows)).rejects.toThrow(/^b\.jsonl: tệp đã thay đổi trong khi đọc/);
  });

  test('kinds that people mistake for an export', async () => {
    expect(await fault('a.pdf', '%PDF-1.7\n')).toMatch(/PDF.*không nhập được/);
    expect(await fault('a.xls', '\n<html><table></table></html>')).toMatch(/HTML.*lưu thành \.xlsx/);
    expect(await fault('a.bin', Buffer.alloc(64))).toMatch(/không nhận ra tệp này/);
  });

  test('a gz file that was cut, was damaged, or holds another', async () => {
    const whole = gzipSync(lines.repeat(50));
    const damaged = Buffer.from(whole);
    damaged.writeUInt32LE(0, damaged.length - 8);
    expect(await fault('a.gz', whole.subarray(0, -20))).toMatch(/^a\.gz: tệp gz bị cắt cụt/);
    expect(await fault('a.gz', damaged)).toMatch(/^a\.gz: tệp gz bị hỏng/);
    expect(await fault('a.gz', gzipSync(whole))).toMatch(/^a\.gz: tệp gz nằm trong tệp gz/);
  });
});

describe('a file that would fill the memory is refused', () => {
  test('a line, or a record of a list, longer than 8 MiB', async () => {
    expect(await fault('a.gz', packed('{"code":1}\n{"a":"', 'x', 9))).toBe('a.gz: dòng 2 dài hơn 8 MiB. Hãy xuất lại tệp.');
    expect(await fault('a.gz', packed('[{},{"a":"', 'x', 9))).toMatch(/^a\.gz: phần tử 2: một bản ghi lớn hơn 8 MiB/);
    expect(await fault('a.gz', packed('{\n"a":"', 'x', 9))).toMatch(/^a\.gz: dòng 2 dài hơn 8 MiB/);
  });

  test('more than 50,000 rows', async () => {
    expect(await fault('a.jsonl', '{}\n'.repeat(50_001))).toBe('a.jsonl: dòng 50001: tệp có hơn 50000 hàng.');
    expect(await fault('a.json', `[${'1,'.repeat(50_000)}1]`)).toBe('a.json: phần tử 50001: tệp có hơn 50000 hàng.');
  });

  test('brackets that nest thousands deep, and records of a million values', async () => {
    const deep = '['.repeat(100_000);
    const wide = `{"a":[${'{},'.repeat(300_000)}1]}`;
    expect(await fault('a.json', `{"a":${deep}`)).toMatch(/^a\.json: dòng 1: JSON lồng nhau hơn 64 lớp/);
    expect(await fault('a.json', deep)).toMatch(/^a\.json: phần tử 1: JSON lồng nhau hơn 64 lớp/);
    expect(await fault('a.jsonl', `{}\n${wide}\n`)).toMatch(/^a\.jsonl: dòng 2: một bản ghi có hơn 200000 giá trị/);
    expect(await fault('a.json', `[{},${wide}]`)).toMatch(/^a\.json: phần tử 2: một bản ghi có hơn 200000 giá trị/);
  });

  test('but not a list whose records are many only together', async () => {
    const record = `[${'1,'.repeat(90_000)}1]`;
    expect((await readAll(put('a.json', `[${record},${record},${record}]`))).rows).toHaveLength(3);
  });

  test.each([
    ['zeros', '', '\0', /không nhận ra tệp này/],
    ['blanks after a record', '{"code":"1.000001"}', ' ', /dài hơn 8 MiB/],
    ['blank lines after a record', '{"code":"1.000001"}\n', '\n', /hơn 1000000 dòng/],
    ['blanks after a list', '[{"code":"1.000001"}]', ' ', /giải nén ra hơn 256 MiB/],
  ])('a gigabyte of %s in a small gz file needs little memory', (_, before, byte, said) => {
    const file = put('bom.gz', packed(before, byte, 1024));
    const script = `
      import { readImportFile } from '#procedures/import-files/import-file.ts';
      const fault = await readImportFile(process.argv[1]).then((file) => Array.fromAsync(file.rows)).then(() => 'no fault', String);
      console.log(JSON.stringify({ fault, mebibytes: process.resourceUsage().maxRSS / 1024 }));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script, '--', file], { cwd: projectRoot });
    const { fault: told, mebibytes } = JSON.parse(output.toString()) as { fault: string; mebibytes: number };
    expect(told).toMatch(said);
    expect(mebibytes).toBeLessThan(200);
  });
});
