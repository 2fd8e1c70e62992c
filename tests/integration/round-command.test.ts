import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';

vi.setConfig({ testTimeout: 120_000 });

test('from the command line a round is planned, opened, scored with evidence, and told how it stands', async () => {
  const app = await openTestApp();
  const run = (...args: readonly string[]) => runCommand('round', args, { DATA_DIR: app.config.dataDir }).ended;
  const person = ['--person', 'Sở Nội vụ'];
  const order = ['--title', 'Kỳ 2026: sở', '--year', '2026', '--list', 'department', '--instrument', 'SIPAS-G1-2017'];
  expect(await run('open', 'so-2026', ...order, '--due', 'appraisal=2027-02-15', ...person)).toMatchObject({
    code: 0,
    output: expect.stringContaining('Đã lập kỳ so-2026 cho 16 cơ quan.'),
  });
  expect(await run('step', 'so-2026', 'guidance', ...person)).toMatchObject({ code: 0 });

  const file = path.join(temporaryDir(), 'diem.csv');
  writeFileSync(file, 'agency,criterion,score,reason\nSNV,1.1,9.25,\nSTC,1.1,11,\n');
  const wrong = await run('scores', 'so-2026', file, '--as', 'self', ...person);
  expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('dòng 3: Điểm 11 vượt mức tối đa 10') });
  writeFileSync(file, 'agency,criterion,score,reason\nSNV,1.1,9.25,\nSTC,1.1,,"Không được giao, theo kế hoạch"\n');
  expect(await run('scores', 'so-2026', file, '--as', 'self', ...person)).toMatchObject({
    code: 0,
    output: expect.stringContaining('Đã ghi 2 điểm tự chấm vào kỳ so-2026.'),
  });
  const link = ['--agency', 'SNV', '--criterion', '1.1', '--title', 'Kế hoạch năm', '--link', 'https://snv.hanoi.gov.vn/kh.pdf'];
  expect(await run('evidence', 'so-2026', ...link, ...person)).toMatchObject({
    code: 0,
    output: expect.stringContaining('tài liệu kiểm chứng số 1'),
  });
  const status = await run('status', 'so-2026');
  expect(status.output).toContain('Kỳ 2026: sở: các cơ quan đang tự chấm điểm; 16 cơ quan.');
  expect(status.output).toMatch(/Hội đồng thẩm định chốt điểm, hạn 15\/02\/2027: chưa đến hạn/);
  expect(status.output).toContain('Còn thiếu 110 điểm tự chấm');
  expect(await run('release', 'so-2026', ...person)).toMatchObject({ code: 1, output: expect.stringContaining('trước') });
});
