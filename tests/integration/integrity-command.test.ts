import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { submitResponse } from '#survey/service.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { wardResponse } from '../support/responses.ts';
import { changeCells, storeResponse } from '../support/stored.ts';

const wave = 'HN-WARD-9-2026.2026';

// Each command is a process of its own, which takes seconds on a busy machine.
const patient = { timeout: 240_000 };

test('staff look at flags, propose, decide and take back by command, each step in plain words', patient, async () => {
  const app = await openTestApp();
  const { dataDir } = app.config;
  const flagged = [
    await storeResponse(app, { flags: ['one-device'] }),
    await storeResponse(app, { flags: ['one-device', 'same-answers'] }),
  ];
  const other = await storeResponse(app);
  const integrity = async (...args: string[]) => {
    const { code, output } = await runCommand('integrity', args, { DATA_DIR: dataDir }).ended;
    return { code, said: output };
  };
  const reason = ['--reason', 'Một máy gửi nhiều phiếu liền nhau'];
  expect(await integrity('flags')).toEqual({
    code: 0,
    said: expect.stringMatching(/00004\tone-device\t2 phiếu nhiều phiếu từ một thiết bị\t0 đã loại\n.*same-answers\t1 phiếu/s),
  });
  const listed = await integrity('flags', '--wave', wave, '--agency', '00004', '--flag', 'same-answers');
  expect(listed.said).toBe(`${flagged[1]}\t2026-11-22\tonline\tone-device, same-answers\tđang tính\n`);
  expect(await integrity('propose', '--flag', 'one-device', '--wave', wave, '--agency', '00004', ...reason, '--person', 'Lê An')).toEqual({
    code: 0,
    said: expect.stringContaining('Đề nghị số 1: loại 2 phiếu.'),
  });
  expect((await integrity('list')).said).toMatch(
    /^1\tloại 2 phiếu\tLê An, \d{4}-\d\d-\d\d\tchờ người thứ hai\tMột máy gửi nhiều phiếu liền nhau\n$/,
  );
  expect((await integrity('confirm', '1', '--person', 'Vũ Bình')).said).toContain('Đã loại 2 phiếu theo đề nghị số 1.');
  const file = path.join(temporaryDir(), 'phieu.txt');
  writeFileSync(file, `\uFEFF${flagged[0]?.toLowerCase()}\r\n\r\n${other}\r\n`);
  expect((await integrity('propose', '--file', file, ...reason, '--person', 'Lê An')).said).toMatch(
    /Đề nghị số 2: loại 1 phiếu\. Bỏ qua 1 phiếu/,
  );
  expect((await integrity('decline', '2', '--person', 'Vũ Bình')).said).toBe('Đã bác đề nghị số 2. Không có gì thay đổi.\n');
  expect((await integrity('restore', '--proposal', '1', ...reason, '--person', 'Vũ Bình')).said).toContain(
    'Đề nghị số 3: đưa trở lại 2 phiếu.',
  );
  expect((await integrity('confirm', '3', '--person', 'Lê An')).said).toContain('Đã đưa trở lại 2 phiếu');
  expect((await integrity('list', '--all')).said.split('\n')).toHaveLength(4);
  expect(await app.reader.selectFrom('excluded_responses').selectAll().execute()).toEqual([]);
});

test('a command that lacks something, or asks for what there is not, says so and changes nothing', patient, async () => {
  const app = await openTestApp();
  const receipt = await storeResponse(app);
  const said = async (...args: string[]) => {
    const { code, output } = await runCommand('integrity', args, { DATA_DIR: app.config.dataDir }).ended;
    expect(code).toBe(1);
    return output;
  };
  expect(await said()).toMatch(/^Cách dùng: npm run integrity/);
  expect(await said('confirm')).toMatch(/^Cách dùng/);
  expect(await said('confirm', 'x', '--person', 'A')).toContain('"x" không phải số của một đề nghị.');
  expect(await said('flags', '--flag', 'xau')).toContain('--flag phải là một trong: same-answers');
  expect(await said('propose', '--receipt', receipt, '--person', 'A')).toContain('Thiếu --reason');
  expect(await said('propose', '--reason', 'Một lý do đủ dài', '--person', 'A')).toContain('đúng một cách');
  expect(await said('propose', '--file', '/khong/co', '--reason', 'Một lý do đủ dài', '--person', 'A')).toContain(
    'Không đọc được /khong/co',
  );
  expect(await said('restore', '--proposal', '9', '--reason', 'Một lý do đủ dài', '--person', 'A')).toContain('Không có đề nghị số 9.');
  expect(await app.reader.selectFrom('exclusion_proposals').selectAll().execute()).toEqual([]);
});

test('a recount by command ends well where all agrees, and with 1 and the names of the cells where not', patient, async () => {
  const app = await openTestApp();
  await storeResponse(app, { answers: '-44444444' });
  const recount = () => runCommand('recount', [], { DATA_DIR: app.config.dataDir }).ended;
  expect(await recount()).toMatchObject({ code: 0, output: `${wave}: 1 phiếu, khớp\n` });
  await changeCells(app, 'cells', [[0, 2]]);
  const { code, output } = await recount();
  expect(code).toBe(1);
  expect(output).toContain('00004, online, câu W1, để trống: bảng ghi 2 (loại 0), đếm lại 1 (loại 0)');
  expect(output).toContain('Bảng đếm không khớp');
});

test('comments are read by command, with a name', patient, async () => {
  const app = await openTestApp();
  await submitResponse(app, wardResponse({ comment: 'Dòng một\nDòng hai' }));
  const comments = async (...args: string[]) => (await runCommand('comments', args, { DATA_DIR: app.config.dataDir }).ended).output;
  expect(await comments('list', '--wave', wave, '--person', 'Cán bộ A')).toBe('00004  2026-11\n    Dòng một\n    Dòng hai\n');
  expect(await comments('list', '--wave', wave, '--agency', '00008', '--person', 'Cán bộ A')).toBe('Không có ý kiến nào.\n');
  expect(await comments('list', '--wave', wave)).toContain('Thiếu --person');
  expect(await comments('list', '--wave', 'x', '--person', 'A')).toBe('Không có đợt khảo sát x.\n');
  expect(await comments()).toMatch(/^Cách dùng/);
});
