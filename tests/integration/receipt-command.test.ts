import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { provenPortal, tamper } from '../support/proofs.ts';
import { startTestPortal } from '../support/server.ts';

const names = ['goc.json', '2026-11-20.csv', '2026-11-21.csv'];
const nothing = { DATA_DIR: '/nonexistent/data' };

/** Runs the command with a data directory that it could not even open: published files alone must do. */
const verify = async (...args: readonly string[]) => {
  const { code, output } = await runCommand('receipt-verify', args, nothing).ended;
  return { code, output };
};

/** What the portal publishes, as somebody downloads it. */
async function downloaded() {
  const { app, receipts } = await provenPortal();
  const { url } = await startTestPortal(app);
  const folder = temporaryDir();
  for (const name of names) writeFileSync(path.join(folder, name), await (await fetch(`${url}/khao-sat/bang-chung/${name}`)).text());
  return { app, receipts, url, folder };
}

describe('npm run receipt:verify', () => {
  test('finds every receipt in the downloaded files and at the portal’s address, and says what that proves', async () => {
    const { receipts, url, folder } = await downloaded();
    const [receipt = ''] = receipts.yesterday;
    const there = await verify(receipt.toLowerCase().replaceAll('-', ' '), '--files', folder);
    expect(there).toMatchObject({ code: 0, output: expect.stringContaining(`Biên nhận ${receipt}: có trong bản ghi ngày 21/11/2026`) });
    expect(there.output).toContain('Chuỗi của 2 ngày, từ 20/11/2026 đến 21/11/2026: tính lại đúng.');
    expect(there.output).toContain('Tệp công bố không cho biết phiếu trả lời gì.');
    expect(await verify(receipt, '--url', url)).toEqual(there);
    expect(await verify(receipts.older[1] ?? '', '--url', `${url}/khao-sat/bang-chung/`)).toMatchObject({
      code: 0,
      output: expect.stringContaining('bản ghi ngày 20/11/2026'),
    });
    expect(await verify(receipt, '--url', url, '--earlier', path.join(folder, 'goc.json'))).toMatchObject({
      code: 0,
      output: expect.stringContaining('vẫn khớp, không ngày nào bị viết lại'),
    });
  }, 60_000);

  test('says of today’s receipt that it is not in the files', async () => {
    const { receipts, folder } = await downloaded();
    expect(await verify(receipts.today[0] ?? '', '--files', folder)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/Không có phiếu nào mang biên nhận .*từ sáng mai/),
    });
  });

  test('names what does not fit in files that were changed, exit 1', async () => {
    const { receipts, folder } = await downloaded();
    const [receipt = ''] = receipts.yesterday;
    const file = path.join(folder, '2026-11-21.csv');
    writeFileSync(file, 'receipt_hash,content_hash\nx\n');
    writeFileSync(
      path.join(folder, 'goc.json'),
      `{"format":"bien-nhan-1","days":[{"day":"2026-11-21","n":5,"root":"${'a'.repeat(64)}","chain":"${'b'.repeat(64)}"}]}`,
    );
    const { code, output } = await verify(receipt, '--files', folder);
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      expect.stringContaining('KHÔNG KHỚP: goc.json: ngày 21/11/2026 không nối tiếp những ngày trước.'),
      expect.stringContaining('KHÔNG KHỚP: 2026-11-21.csv: dòng 2 không đúng khuôn dạng.'),
      expect.stringContaining('2 chỗ không khớp'),
    ]);
  });

  test('is one clear line of what it cannot use', async () => {
    const folder = temporaryDir();
    const receipt = 'ABCD-2345-EFGH-6789';
    const strange = createServer((_, answer) => answer.writeHead(503).end());
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void strange.close());
    const address = `http://127.0.0.1:${(strange.address() as AddressInfo).port}`;
    for (const [args, said] of [
      [[], /^Cách dùng/],
      [['ABCD', '--files', folder], /"ABCD" không phải mã biên nhận/],
      [[receipt], /Cần đúng một trong --files và --url/],
      [[receipt, '--files', folder, '--url', address], /Cần đúng một trong --files và --url/],
      [[receipt, '--files', folder], /KHÔNG KHỚP: không có tệp goc.json/],
      [[receipt, '--files', folder, '--earlier', path.join(folder, 'x.json')], /x\.json: không có tệp này/],
      [[receipt, '--url', 'cchc.hanoi.gov.vn'], /--url phải là địa chỉ đầy đủ/],
      [[receipt, '--url', 'http://127.0.0.1:1'], /Không tải được http:\/\/127\.0\.0\.1:1\/khao-sat\/bang-chung\/goc\.json/],
      [[receipt, '--url', address], /máy chủ trả lời 503/],
    ] as const) {
      const { code, output } = await verify(...args);
      expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(said) });
      expect(output).not.toContain('    at ');
    }
  }, 60_000);
});

describe('npm run proofs -- audit', () => {
  test('says that all is as it was published, and what is not once the database was tampered with', async () => {
    const { app, receipts } = await provenPortal();
    const audit = async () => {
      const { code, output } = await runCommand('proofs', ['audit'], { DATA_DIR: app.config.dataDir }).ended;
      return { code, output };
    };
    expect(await audit()).toEqual({ code: 0, output: '2 ngày, 8 phiếu: tính lại đúng như đã công bố.\n' });
    tamper(app, 'update responses set answers = ? where receipt = ?', '555555555', receipts.older[0] ?? '');
    const { code, output } = await audit();
    expect(code).toBe(1);
    expect(output).toContain('KHÔNG KHỚP: ngày 20/11/2026: phiếu đã bị sửa hoặc bị xóa.');
    expect(await runCommand('proofs', [], { DATA_DIR: app.config.dataDir }).ended).toMatchObject({
      code: 1,
      output: expect.stringContaining('Cách dùng'),
    });
  }, 60_000);
});
