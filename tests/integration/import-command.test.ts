import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openTestApp, temporaryDir } from '#tests/support/app.ts';
import { nationalJson } from '#tests/support/national-json.ts';
import { runCommand } from '#tests/support/process.ts';
import { startTestPortal } from '#tests/support/server.ts';

const many = Array.from({ length: 30 }, (_, i) =>
  nationalJson({ code: `9.${String(i + 1).padStart(6, '0')}`, name: `Thủ tục thử số ${i + 1}` }),
);
const lines = (records: readonly unknown[]) => `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;

function file(name: string, bytes: string | Buffer): string {
  const at = path.join(temporaryDir(), name);
  writeFileSync(at, bytes);
  return at;
}

/** A data directory that holds content/, and what its files are: for seeing that nothing of the catalogue changed. */
async function catalogue() {
  const dataDir = path.join(temporaryDir(), 'data');
  const app = await openTestApp({ dataDir });
  const rows = async () =>
    createHash('sha256')
      .update(
        JSON.stringify([
          await app.reader.selectFrom('procedures').selectAll().orderBy('code').execute(),
          await app.reader.selectFrom('procedure_history').selectAll().execute(),
          await app.reader.selectFrom('procedure_quarantine').selectAll().execute(),
          await app.reader.selectFrom('audit').selectAll().execute(),
        ]),
      )
      .digest('hex');
  return { app, dataDir, rows, run: (...args: string[]) => runCommand('import', args, { DATA_DIR: dataDir }).ended };
}

test('a dry run tells row by row what would change, and writes nothing', async () => {
  const { run, rows } = await catalogue();
  const before = await rows();
  const changed = nationalJson({ code: '1.001193', name: 'Thủ tục đăng ký khai sinh' });
  const { code, output } = await run(
    file('khong-noi-len-gi.bin', gzipSync(lines([...many, changed, nationalJson({ code: '1.0133611' })]))),
  );
  expect(code, output).toBe(0);
  expect(output).toMatch(/30\s+mới/);
  expect(output).toMatch(/1\s+thay đổi/);
  expect(output).toMatch(/dòng 32: 1\.0133611: mã không đúng dạng N\.NNNNNN/);
  expect(output).toContain('1.001193  có bản ghi đầy đủ');
  expect(output).toContain('9.000001  Thủ tục thử số 1');
  expect(output).toContain('… và 10 dòng nữa (xem đủ: --all)');
  expect(output).toContain('Đây là chạy thử, chưa ghi gì.');
  expect(await rows()).toBe(before);
});

test('--apply writes, names the person, and the second time there is nothing to write', async () => {
  const { run, rows, app } = await catalogue();
  const tep = file('tep.jsonl', lines(many));
  const first = await run(tep, '--apply', '--person', 'Trần Thị Kiểm');
  expect(first.code, first.output).toBe(0);
  expect(first.output).toContain('Ghi: xong 30 dòng');
  expect(await app.reader.selectFrom('procedure_history').select('person').distinct().execute()).toEqual([{ person: 'Trần Thị Kiểm' }]);
  const once = await rows();
  const second = await run(tep, '--apply', '--person', 'Trần Thị Kiểm');
  expect(second.output).toMatch(/30\s+không đổi/);
  expect(await rows()).toBe(once);
});

test('--apply without a person, or no file at all, is told how to be used', async () => {
  const { run } = await catalogue();
  expect(await run(file('tep.jsonl', lines(many)), '--apply')).toMatchObject({
    code: 1,
    output: expect.stringContaining('Thiếu --person'),
  });
  expect(await run()).toMatchObject({ code: 1, output: expect.stringContaining('Cách dùng') });
});

test.each([
  ['a packed file that was cut off', 'cut.jsonl.gz', gzipSync(lines(many)).subarray(0, 300)],
  ['half a line of JSON', 'half.jsonl', `${lines(many.slice(0, 3))}{"code": "9.00`],
  ['an empty file', 'empty.json', ''],
  ['a picture', 'photo.xlsx', readFileSync(path.join(import.meta.dirname, '../../src/ui/public/icon-192.png'))],
])('%s stops the import with one clear line that names it, and nothing is written', async (_, name, bytes) => {
  const { run, rows } = await catalogue();
  const before = await rows();
  // A good file before it must not be written either.
  const { code, output } = await run(file('tot.jsonl', lines(many.slice(0, 2))), file(name, bytes), '--apply', '--person', 'A');
  expect(code, output).toBe(1);
  expect(output).toContain(name);
  expect(output).not.toMatch(/\n\s+at /);
  expect(await rows()).toBe(before);
});

test('the pages and the search of a portal that runs follow an import from another process', async () => {
  const { url, app } = await startTestPortal();
  const page = async (at: string) => (await fetch(`${url}${at}`)).text();
  expect(await page('/tim-kiem?q=giấy+phép+mẫu+duy+nhất')).not.toContain('9.000001');
  const tep = file('tep.json', JSON.stringify([nationalJson({ name: 'Cấp giấy phép mẫu duy nhất' })]));
  const { code, output } = await runCommand('import', [tep, '--apply', '--person', 'A'], { DATA_DIR: app.config.dataDir }).ended;
  expect(code, output).toBe(0);
  await expect.poll(() => page('/tim-kiem?q=giấy+phép+mẫu+duy+nhất'), { timeout: 10_000 }).toContain('9.000001');
  expect(await page('/thu-tuc/9.000001')).toContain('Cấp giấy phép mẫu duy nhất');
  expect(readdirSync(app.config.dataDir)).not.toContain('tep.json');
});
