import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { type Role, roles } from '#accounts/model/role.ts';
import type { App } from '#platform/app.ts';
import { verifyAudit } from '#platform/audit.ts';
import type { Log } from '#platform/log.ts';
import { codeOf } from '#survey/model/receipt.ts';
import { submitResponse } from '#survey/service.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { openWave } from '#survey/wave-service.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';
import { type Answer, addStaff, password, StaffBrowser } from '../support/staff.ts';
import { storeResponse } from '../support/stored.ts';
import { addSurveyWork } from '../support/survey-work.ts';
import { ordinaryTime } from '../support/template.ts';

const root = '/quan-tri/khao-sat';
const reason = 'Một thiết bị gửi hàng loạt phiếu giống nhau';

/** Somebody of the staff, signed in. */
async function person(portal: TestPortal, userName: string, name: string, ...roles: readonly Role[]): Promise<StaffBrowser> {
  await addStaff(portal.app, { userName, name, roles, agency: roles.includes('agency_officer') ? '00004' : null });
  const browser = new StaffBrowser(portal.url);
  await browser.signIn(userName);
  return browser;
}

/** A portal with a survey manager. */
async function managed(given?: App) {
  const portal = await startTestPortal(given ?? (await openTestApp()));
  return { ...portal, manager: await person(portal, 'lan.nguyen', 'Nguyễn Thị Lan', 'survey_manager') };
}

const newWave: readonly [string, string][] = [
  ['id', 'cuoi-nam'],
  ['title', ' Khảo sát cuối năm '],
  ['instrument', 'HN-WARD-9-2026'],
  ['opens', '2026-11-20'],
  ['closes', '2026-12-10'],
  ['modes', 'online'],
  ['modes', 'ticket'],
  ['minimum_n', '100'],
  ['display', 'embargo'],
  ['scope', 'some'],
  ['agencies', '00004'],
  ['agencies', '00008'],
];
const waveWith = (changes: Readonly<Record<string, string>>) =>
  newWave.map(([name, value]): [string, string] => [name, changes[name] ?? value]);

const codesIn = ({ html }: Answer) => html.match(/\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b/g) ?? [];
const auditOf = (app: App) => app.reader.selectFrom('audit').selectAll().orderBy('id').execute();
const waveActs = async (app: App) => (await auditOf(app)).filter(({ act }) => !act.startsWith('staff.') && !act.startsWith('session'));

test('from an open wave to a figure without what two people left out', async () => {
  const portal = await managed();
  const { app, manager } = portal;
  const opened = await manager.post(`${root}/mo-dot`, [...newWave]);
  expect([opened.status, opened.location]).toEqual([303, `${root}/dot/cuoi-nam?xong=mo`]);
  const before = await manager.get(`${root}/dot/cuoi-nam?xong=mo`);
  expect(before.html).toContain('Đã mở đợt khảo sát.');
  expect(before.html).toContain('Chưa có phiếu nào.');

  const order = { agency: '00004', count: '30', mode: 'ticket', procedure: '', month: '', outcome: '', file: 'csv' };
  const issued = await manager.post(`${root}/dot/cuoi-nam/ma-moi`, order);
  expect(issued.headers.get('content-disposition')).toMatch(/^attachment; filename="ma-moi-2026-11-22-[0-9a-f]{6}\.csv"$/);
  expect(issued.headers.get('cache-control')).toBe('no-store');
  expect(issued.headers.get('x-robots-tag')).toBe('noindex');
  const codes = issued.html
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');
  expect(new Set(codes).size).toBe(30);
  expect(issued.html).toContain(`/khao-sat/HN-WARD-9-2026?co-quan=00004&dot=cuoi-nam&ma=${codes[0]}`);

  const answer = (ticket: string, value: number) =>
    submitResponse(app, { ...wardResponse({ wave: 'cuoi-nam', ticket }, value) }, { sender: null, collectedBy: null });
  for (const [i, code] of codes.slice(0, 12).entries()) expect((await answer(code, i < 4 ? 1 : 5)).kind).toBe('accepted');
  const wavePage = await manager.get(`${root}/dot/cuoi-nam`);
  expect(wavePage.html).toContain('Đã nhận 12 phiếu, bị loại 0, được tính 12.');
  const agencies = wavePage.html.slice(wavePage.html.indexOf('Theo cơ quan'));
  expect(agencies).toMatch(/Ngọc Hà<.*>100<.*Ba Đình<.*>88</s);
  expect((await manager.get(`${root}/dot/cuoi-nam/ma-moi`)).html).toContain('Đã phát 30 · đã dùng 12 (40,0 %)');

  // What comes alike is flagged; the page says how many and never which.
  const flags = await manager.get(`${root}/dau-hieu?dot=cuoi-nam`);
  expect(flags.html).toMatch(/Ba Đình: Mọi câu cùng một mức<\/h2>\s*<p>12 phiếu, 0 đã bị loại\.</);
  expect(codesIn(flags)).toEqual([]);
  const about = `${root}/loai-tru/de-nghi?dot=cuoi-nam&co-quan=00004&dau=same-answers`;
  expect(flags.html.replaceAll('&amp;', '&').replaceAll('&#38;', '&')).toContain(`href="${about}"`);
  const proposed = await manager.post(about, { reason });
  expect([proposed.status, proposed.location]).toEqual([303, `${root}/loai-tru/1?xong=de-nghi`]);

  // Whoever proposed it is told that somebody else decides, and is refused by the service, not by a missing button.
  expect((await manager.get(`${root}/loai-tru/1`)).html).toContain('do chính bạn gửi');
  for (const path of [`${root}/loai-tru/1/dong-y`, `${root}/loai-tru/1`]) {
    const own = await manager.post(path);
    expect([own.status, own.html.includes('Người quyết định phải khác người đề nghị.')], path).toEqual([422, true]);
  }
  // Another person who bears the same name is another person.
  const other = await person(portal, 'lan.nguyen2', 'Nguyễn Thị Lan', 'appraiser');
  const page = await other.get(`${root}/loai-tru/1`);
  expect(page.html).toMatch(/Ba Đình <span class="meta">cuoi-nam<\/span><\/th>\s*<td>12<\/td>\s*<td>12<\/td><td>0<\/td>/);
  expect(codesIn(page)).toEqual([]);
  expect((await other.get(`${root}/loai-tru/1/dong-y`)).html).toContain('từ 12 còn 0 phiếu được tính');
  expect((await other.post(`${root}/loai-tru/1/dong-y`)).location).toBe(`${root}/loai-tru/1?xong=dong-y`);
  expect((await talliesNow(app.reader, { wave: 'cuoi-nam' })).flatMap(({ modes }) => modes)).toEqual([
    { mode: 'ticket', n: 12, excluded: 12 },
  ]);
  expect((await manager.get(`${root}/dot/cuoi-nam`)).html).toContain('Đã nhận 12 phiếu, bị loại 12, được tính 0.');
  const again = await other.post(`${root}/loai-tru/1/dong-y`);
  expect([again.status, again.html.includes('đã được đồng ý từ trước')]).toEqual([422, true]);

  // Brought back the same way.
  expect((await manager.post(`${root}/loai-tru/de-nghi?tu=1`, { reason: 'Đã kiểm tra, phiếu của một lớp học' })).location).toContain(
    'loai-tru/2',
  );
  await other.post(`${root}/loai-tru/2/dong-y`);
  expect((await talliesNow(app.reader, { wave: 'cuoi-nam' })).flatMap(({ modes }) => modes)).toEqual([
    { mode: 'ticket', n: 12, excluded: 0 },
  ]);

  const acts = await waveActs(app);
  expect(acts.map(({ act, person, object }) => [act, person, object.replace(/-[0-9a-f]{6}$/, '')])).toEqual([
    ['wave.create', 'Nguyễn Thị Lan', 'cuoi-nam'],
    ['ticket.issue', 'Nguyễn Thị Lan', '2026-11-22'],
    ['exclusion.propose', 'Nguyễn Thị Lan', '1'],
    ['exclusion.confirm', 'Nguyễn Thị Lan', '1'],
    ['exclusion.propose', 'Nguyễn Thị Lan', '2'],
    ['exclusion.confirm', 'Nguyễn Thị Lan', '2'],
  ]);
  expect(acts.every(({ staff }) => staff !== null)).toBe(true);
  expect(new Set(acts.map(({ staff }) => staff)).size).toBe(2);
  expect((await verifyAudit(app.reader)).broken).toBeNull();
});

test('codes of tickets stand in the file alone: not in the database, the audit, the log, a page or the cache', async () => {
  const said: unknown[] = [];
  const log: Log = { info: (...all) => said.push(all), error: (...all) => said.push(all) };
  const app = await openTestApp();
  const { url, manager } = await managed({ ...app, log });
  await manager.post(`${root}/mo-dot`, [...newWave]);
  const order = { agency: '00004', count: '22', mode: 'ticket', file: 'print' };
  const sheet = await manager.post(`${root}/dot/cuoi-nam/ma-moi`, order);
  expect(sheet.headers.get('content-disposition')).toMatch(/^attachment; filename="ma-moi-.*\.html"$/);
  expect(sheet.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(sheet.html).toContain('22 mã mời, 2 tờ A4.');
  const codes = [...new Set(codesIn(sheet))];
  expect(codes).toHaveLength(22);
  const stored = JSON.stringify([await auditOf(app), await app.reader.selectFrom('ticket_batches').selectAll().execute()]);
  const pages = [
    await manager.get(`${root}/dot/cuoi-nam/ma-moi`),
    await manager.get(`${root}/dot/cuoi-nam`),
    await manager.get('/quan-tri'),
  ];
  const kept = JSON.stringify([...pages.map(({ html }) => html), said, await app.reader.selectFrom('tickets').selectAll().execute()]);
  for (const code of codes) for (const place of [stored, kept]) expect(place).not.toContain(code);
  expect(app.cache.get(`${root}/dot/cuoi-nam/ma-moi`)).toBeUndefined();
  expect((await fetch(`${url}${root}/dot/cuoi-nam/ma-moi`, { redirect: 'manual' })).status).toBe(303);
});

test('nobody but survey managers and appraisers gets anything of the survey, whatever they post', async () => {
  const portal = await managed();
  const { app } = portal;
  await addSurveyWork(app, { id: null, name: 'Ai đó', permit: () => null });
  await storeResponse(app, { wave: 'dot-cu', agency: '00004' });
  const paths = [
    root,
    `${root}/mo-dot`,
    `${root}/dot/dot-thu`,
    `${root}/dot/dot-thu/ma-moi`,
    `${root}/dot/dot-thu/dong`,
    `${root}/dot/dot-cu/du-lieu`,
    `${root}/diem`,
    `${root}/diem/QUAY-THU1`,
    `${root}/dau-hieu`,
    `${root}/loai-tru`,
    `${root}/loai-tru/de-nghi`,
    `${root}/loai-tru/1`,
    `${root}/loai-tru/1/dong-y`,
    `${root}/gop-y`,
  ];
  const audit = async () => (await waveActs(app)).length;
  const acts = await audit();
  const strangers = roles.filter((role) => role !== 'survey_manager' && role !== 'appraiser');
  for (const role of strangers) {
    const browser = await person(portal, `vai-${role.replace('_', '-')}`, 'Người thử', role);
    expect((await browser.get('/quan-tri')).html, role).not.toContain(`href="${root}"`);
    for (const path of paths) {
      for (const answer of [
        await browser.get(path),
        await browser.post(path, { viec: 'dong', reason, dot: 'dot-thu', agency: '00004', count: '5' }),
      ]) {
        expect([answer.status, answer.html.includes('chưa được làm việc này')], `${role} ${path}`).toEqual([403, true]);
        expect(answer.html).not.toContain('Ba Đình');
      }
    }
  }
  // Appraisers look and decide; they open, issue, read and export nothing.
  const appraiser = await person(portal, 'tham.dinh', 'Phạm Văn Thẩm', 'appraiser');
  const open = [root, `${root}/dot/dot-thu`, `${root}/dau-hieu`, `${root}/loai-tru`, `${root}/loai-tru/1`, `${root}/loai-tru/1/dong-y`];
  for (const path of paths) expect((await appraiser.get(path)).status, path).toBe(open.includes(path) ? 200 : 403);
  for (const path of paths.filter((one) => !open.includes(one))) expect((await appraiser.post(path, { reason })).status, path).toBe(403);
  expect((await appraiser.post(`${root}/dot/dot-thu`, { closes: '2026-12-30', title: 'X', reason })).status).toBe(403);
  expect(await audit()).toBe(acts);
}, 120_000);

test('a wave that cannot be is refused at its field, and all that was typed stays', async () => {
  const { app, manager } = await managed();
  const wrong: readonly [changes: Readonly<Record<string, string>>, field: string, words: string][] = [
    [{ id: 'Đợt 1' }, 'id', 'chữ thường không dấu'],
    [{ title: '  ' }, 'title', 'Tên đợt phải có'],
    [{ instrument: 'KHONG-CO' }, 'instrument', 'Không có bộ câu hỏi'],
    [{ opens: '2026-02-30' }, 'opens', 'Ngày mở và ngày kết thúc'],
    [{ closes: '2026-11-19' }, 'closes', 'ngày kết thúc không trước ngày mở'],
    [{ opens: '2026-11-01', closes: '2026-11-21' }, 'closes', 'thì đã qua'],
    [{ closes: 'mai' }, 'closes', 'Ngày mở và ngày kết thúc'],
    [{ modes: 'thu-tay' }, 'modes', 'ít nhất một cách trả lời'],
    [{ minimum_n: '0' }, 'minimum_n', 'số nguyên từ 1 đến 1.000.000'],
    [{ minimum_n: '1.000' }, 'minimum_n', 'số nguyên từ 1 đến 1.000.000'],
    [{ minimum_n: '99999999999' }, 'minimum_n', 'số nguyên từ 1 đến 1.000.000'],
    [{ agencies: 'SNV' }, 'agencies', 'không thuộc diện được đánh giá'],
    [{ agencies: '<script>' }, 'agencies', 'không thuộc diện được đánh giá'],
  ];
  for (const [changes, field, words] of wrong) {
    const { status, html } = await manager.post(`${root}/mo-dot`, waveWith(changes));
    const label = JSON.stringify(changes);
    expect(status, label).toBe(422);
    expect(html, label).toContain(words);
    expect(html, label).toContain(`href="#${field}"`);
    expect(html, label).toContain(`id="${field}-loi"`);
    expect(html, label).toContain('value="2026-12-10"'.replace('2026-12-10', changes.closes ?? '2026-12-10'));
    expect(html).not.toContain('<script>"');
  }
  const nobody = await manager.post(
    `${root}/mo-dot`,
    newWave.filter(([name]) => name !== 'agencies'),
  );
  expect([nobody.status, nobody.html.includes('Hãy chọn ít nhất một cơ quan')]).toEqual([422, true]);
  expect(await waveActs(app)).toEqual([]);
  await manager.post(`${root}/mo-dot`, [...newWave]);
  expect((await manager.post(`${root}/mo-dot`, [...newWave])).html).toContain('Đợt cuoi-nam đã có.');
});

test('title and last day change for a reason; what another has changed meanwhile is not overwritten; the end comes with a fresh password', async () => {
  const clock = clockAt(ordinaryTime);
  const { app, manager } = await managed(await openTestApp({ clock }));
  await manager.post(`${root}/mo-dot`, [...newWave]);
  const here = `${root}/dot/cuoi-nam`;
  const seen = { seen_title: 'Khảo sát cuối năm', seen_closes: '2026-12-10' };
  const change = { ...seen, title: 'Khảo sát cuối năm 2026', closes: '2026-12-20', reason: 'Bão, mất điện nhiều nơi' };
  expect((await manager.post(here, { ...change, reason: ' ' })).html).toContain('Phải nêu lý do');
  expect((await manager.post(here, { ...change, closes: '2026-11-19' })).status).toBe(422);
  expect((await manager.post(here, change)).location).toBe(`${here}?xong=sua`);
  const late = await manager.post(here, { ...change, closes: '2026-12-24' });
  expect([late.status, late.html.includes('Người khác vừa đổi đợt này'), late.html.includes('value="2026-12-24"')]).toEqual([
    422,
    true,
    true,
  ]);
  for (const path of [
    `${root}/diem/KHONG-CO`,
    `${root}/dot/khong-co`,
    `${root}/dot/khong-co/dong`,
    `${root}/dot/khong-co/ma-moi`,
    `${root}/dot/khong-co/du-lieu`,
  ]) {
    expect([(await manager.get(path)).status, (await manager.post(path, change)).status], path).toEqual([404, 404]);
  }
  await storeResponse(app);
  const standing = await manager.post(`${root}/dot/HN-WARD-9-2026.2026`, change);
  expect([standing.status, standing.html.includes('Đợt thường xuyên của năm không đổi ngày.')]).toEqual([422, true]);

  // A page that was opened in time may be sent five minutes longer; after that it may not.
  clock.set(new Date(Date.parse(ordinaryTime) + 900_000).toISOString());
  const now = { seen_title: change.title, seen_closes: change.closes };
  const ended = await manager.post(here, { ...change, ...now, closes: '2026-11-22' });
  expect([ended.status, ended.html.includes('hãy vào trang “Kết thúc đợt sớm”')]).toEqual([422, true]);
  const led = `/quan-tri/dang-nhap?tiep=${encodeURIComponent(`${here}/dong`)}`;
  for (const answer of [await manager.get(`${here}/dong`), await manager.post(`${here}/dong`, { reason })])
    expect(answer.location).toBe(led);
  await manager.post(led, { ten: 'lan.nguyen', 'mat-khau': password });
  expect((await manager.get(`${here}/dong`)).html).toContain('không làm lại được sau nửa đêm');
  expect((await manager.post(`${here}/dong`, { reason: '' })).html).toContain('Phải nêu lý do');
  expect((await manager.post(`${here}/dong`, { reason })).location).toBe(`${here}?xong=dong`);
  const twice = await manager.post(`${here}/dong`, { reason });
  expect([twice.status, twice.html.includes('Hôm nay đã là ngày cuối')]).toEqual([422, true]);
  expect(await app.reader.selectFrom('waves').select(['title', 'closes']).where('id', '=', 'cuoi-nam').execute()).toEqual([
    { title: 'Khảo sát cuối năm 2026', closes: '2026-11-22' },
  ]);

  clock.set('2026-11-23T03:00:00Z');
  await manager.signIn('lan.nguyen');
  const over = await manager.post(here, { ...change, seen_title: 'Khảo sát cuối năm 2026', seen_closes: '2026-11-22' });
  expect([over.status, over.html.includes('đã kết thúc ngày 22/11/2026')]).toEqual([422, true]);
  const tickets = await manager.post(`${here}/ma-moi`, { agency: '00004', count: '20', mode: 'ticket', file: 'csv' });
  expect([tickets.status, tickets.html.includes('đã kết thúc ngày')]).toEqual([422, true]);
  expect((await waveActs(app)).map(({ act, detail, before, after }) => [act, detail, before, after]).slice(1)).toEqual([
    [
      'wave.change',
      '{"reason":"Bão, mất điện nhiều nơi"}',
      '{"title":"Khảo sát cuối năm","closes":"2026-12-10"}',
      '{"title":"Khảo sát cuối năm 2026","closes":"2026-12-20"}',
    ],
    ['wave.close', `{"reason":"${reason}"}`, expect.stringContaining('2026-12-20'), expect.stringContaining('2026-11-22')],
  ]);
});

test('tickets: none, one, a million, another’s agency are refused; of small batches of a command it is not told how many are used', async () => {
  const { app, manager } = await managed();
  await manager.post(`${root}/mo-dot`, [...newWave]);
  const order = { agency: '00004', count: '20', mode: 'ticket', procedure: '', month: '', outcome: '', file: 'csv' };
  const wrong: readonly [changes: Readonly<Record<string, string>>, words: string][] = [
    ...['', '0', '-5', '1.5', '1e3', '2001', '1000000', '99999999999999'].map((count): [changes: { count: string }, words: string] => [
      { count },
      'Số mã phải là số nguyên từ 10 đến 2.000.',
    ]),
    [{ agency: '' }, 'Không thể mời đánh giá'],
    [{ agency: '00025' }, 'Không thể mời đánh giá'],
    [{ mode: 'paper' }, 'không nhận phiếu theo cách này'],
    [{ procedure: '9.999999', count: '20' }, 'Không có thủ tục mang mã'],
    // Whoever watches the counts of the wave would see one of them used.
    ...['1', '9'].map((count): [changes: { count: string }, words: string] => [{ count }, 'chỉ cần nhìn số phiếu tăng là biết']),
    [{ month: '2026-13' }, 'Tháng phải có dạng'],
  ];
  for (const [changes, words] of wrong) {
    const { status, html } = await manager.post(`${root}/dot/cuoi-nam/ma-moi`, { ...order, ...changes });
    expect([status, html.includes(words)], JSON.stringify(changes)).toEqual([422, true]);
  }
  expect(await app.reader.selectFrom('tickets').select('batch').execute()).toEqual([]);
  const few = await makeTickets(
    app,
    { instrument: 'HN-WARD-9-2026', wave: 'cuoi-nam', agency: '00004', count: 5 },
    atCommand('Nguyễn Thị Lan'),
  );
  const [code = ''] = few.kind === 'made' ? few.codes : [];
  await submitResponse(app, wardResponse({ wave: 'cuoi-nam', ticket: code }, 4));
  const { html } = await manager.get(`${root}/dot/cuoi-nam/ma-moi`);
  expect(html).toContain('không nêu số đã dùng');
  expect(html).not.toContain('20,0 %');
});

test('points are added, called otherwise, closed and opened again; the poster follows', async () => {
  const { app, url, manager } = await managed();
  const point = { agency: '00004', label: ' Quầy 3 ', mode: 'qr', procedure: '' };
  for (const [changes, words] of [
    [{ agency: 'khong-co' }, 'Hãy chọn cơ quan'],
    [{ label: ' ' }, 'từ 1 đến 80 ký tự'],
    [{ label: 'x'.repeat(81) }, 'từ 1 đến 80 ký tự'],
    [{ procedure: 'xyz' }, 'Không có thủ tục mang mã “xyz”'],
  ] as const) {
    const { status, html } = await manager.post(`${root}/diem`, { ...point, ...changes });
    expect([status, html.includes(words)], words).toEqual([422, true]);
  }
  const added = await manager.post(`${root}/diem`, point);
  const [, code = ''] = /\/diem\/([^?]+)\?xong=moi$/.exec(added.location ?? '') ?? [];
  const here = `${root}/diem/${code}`;
  expect((await manager.get(here)).html).toContain(`href="/co-quan/00004/ma-qr?diem=${code}"`);
  expect((await manager.post(here, { viec: 'ten', label: 'Quầy 4' })).location).toBe(`${here}?xong=ten`);
  expect((await manager.post(here, { viec: 'ten', label: '' })).status).toBe(422);
  expect((await manager.post(here, { viec: 'xoa' })).status).toBe(422);
  expect((await manager.post(here, { viec: 'dong' })).location).toBe(`${here}?xong=dong`);
  expect(await (await fetch(`${url}/co-quan/00004/ma-qr?diem=${code}`)).text()).toContain('Điểm lấy ý kiến này đã đóng');
  expect((await manager.post(here, { viec: 'mo' })).location).toBe(`${here}?xong=mo`);
  expect((await manager.get(`${root}/diem/KHONG-CO`)).status).toBe(404);
  expect((await waveActs(app)).map(({ act, before, after }) => [act, before, act === 'point.add' ? null : after])).toEqual([
    ['point.add', null, null],
    ['point.change', '{"label":"Quầy 3"}', '{"label":"Quầy 4"}'],
    ['point.change', '{"active":1}', '{"active":0}'],
    ['point.change', '{"active":0}', '{"active":1}'],
  ]);
});

test('receipts that are typed are proposed, or named and kept in the form; they stand in no audit row', async () => {
  const { app, manager } = await managed();
  const receipts = [await storeResponse(app), await storeResponse(app)];
  const path = `${root}/loai-tru/de-nghi`;
  const unknown = codeOf(new Uint8Array(10));
  for (const [fields, words] of [
    [{ receipts: '', reason }, 'Hãy nhập từ 1 đến 2.000 mã biên nhận'],
    [{ receipts: 'ABC', reason }, '“ABC” không phải mã biên nhận'],
    [{ receipts: `${receipts[0]}\n${unknown}`, reason }, `Không có phiếu nào mang mã ${unknown}`],
    [{ receipts: receipts.join('\n'), reason: 'sai' }, 'Lý do phải có từ 10 đến 300 ký tự'],
    [{ receipts: receipts.join('\n'), reason: 'Người gửi là 0912 345 678' }, 'không được chứa số điện thoại'],
    [{ act: 'restore', receipts: receipts.join('\n'), reason }, 'Mọi phiếu này đang được tính'],
    [{ receipts: Array.from({ length: 2001 }, () => 'A').join(','), reason }, 'Hãy nhập từ 1 đến 2.000 mã biên nhận'],
  ] as const) {
    const { status, html } = await manager.post(path, { act: 'exclude', ...fields });
    expect([status, html.includes(words), html.includes(fields.receipts)], words).toEqual([422, true, true]);
  }
  expect(await waveActs(app)).toEqual([]);
  expect((await manager.post(path, { act: 'exclude', receipts: ` ${receipts.join(', ').toLowerCase()} `, reason })).location).toBe(
    `${root}/loai-tru/1?xong=de-nghi`,
  );
  const twice = await manager.post(path, { act: 'exclude', receipts: receipts.join('\n'), reason });
  expect([twice.status, twice.html.includes('đang có đề nghị chờ quyết định')]).toEqual([422, true]);
  for (const receipt of receipts) expect(JSON.stringify(await auditOf(app))).not.toContain(receipt);
  for (const query of [
    '?dot=khong-co&co-quan=00004&dau=burst',
    '?dot=HN-WARD-9-2026.2026&co-quan=x&dau=burst',
    '?dau=burst',
    '?tu=1',
    '?tu=99',
  ]) {
    expect([(await manager.get(path + query)).status, (await manager.post(path + query, { reason })).status], query).toEqual([404, 404]);
  }
  for (const number of ['0', '99', '1e1', '-1', '999999999999']) {
    expect((await manager.get(`${root}/loai-tru/${number}`)).status, number).toBe(404);
    expect((await manager.post(`${root}/loai-tru/${number}/dong-y`)).status, number).toBe(404);
  }
});

test('comments are read by a form, and each reading is written down; opening the page reads nothing', async () => {
  const { app, manager } = await managed();
  for (let i = 0; i < 120; i += 1) await submitResponse(app, wardResponse({ comment: `Ý kiến <b>${i}</b>\ndòng hai` }));
  expect((await manager.get(`${root}/gop-y?dot=HN-WARD-9-2026.2026`)).html).not.toContain('dòng hai');
  expect(await waveActs(app)).toEqual([]);
  const fields = { dot: 'HN-WARD-9-2026.2026', 'co-quan': '00004' };
  const first = await manager.post(`${root}/gop-y`, fields);
  expect(first.html).toContain('120 ý kiến');
  expect(first.html.match(/dòng hai/g)).toHaveLength(100);
  expect(first.html).not.toMatch(/<b>\d/);
  expect((await manager.post(`${root}/gop-y`, { ...fields, tu: '100' })).html.match(/dòng hai/g)).toHaveLength(20);
  expect((await manager.post(`${root}/gop-y`, { ...fields, 'co-quan': '00008' })).html).toContain('Không có ý kiến nào ở đây');
  const unknown = await manager.post(`${root}/gop-y`, { dot: 'khong-co' });
  expect([unknown.status, unknown.html.includes('Không có đợt khảo sát khong-co.')]).toEqual([422, true]);
  expect((await waveActs(app)).map(({ act, person, detail }) => [act, person, detail])).toEqual([
    ['comment.read', 'Nguyễn Thị Lan', '{"agency":"00004","comments":100}'],
    ['comment.read', 'Nguyễn Thị Lan', '{"agency":"00004","comments":20}'],
    ['comment.read', 'Nguyễn Thị Lan', '{"agency":"00008","comments":0}'],
  ]);
});

test('microdata is a file of a wave that is over, with a fresh password, and written down', async () => {
  const clock = clockAt(ordinaryTime);
  const { app, manager } = await managed(await openTestApp({ clock }));
  const order = { id: 'ngan', instrument: 'HN-WARD-9-2026', title: 'Đợt ngắn', opens: '2026-11-20', closes: '2026-11-22', minimum_n: 30 };
  await openWave(app, { ...order, modes: ['online'], agencies: [], display: 'live' }, { id: null, name: 'Ai đó', permit: () => null });
  for (const answers of ['555555555', '111111111']) await storeResponse(app, { wave: 'ngan', answers });
  const path = `${root}/dot/ngan/du-lieu`;
  const early = await manager.post(path);
  expect([early.status, early.html.includes('Việc này không làm được ở tình trạng hiện nay')]).toEqual([422, true]);
  clock.set('2026-11-23T03:00:00Z');
  expect((await manager.post(path)).location).toContain('/quan-tri/dang-nhap');
  await manager.signIn('lan.nguyen');
  expect((await manager.get(path)).html).toContain('Tệp này không được công bố');
  const file = await manager.post(path);
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="phieu-ngan.csv"');
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.html.trim().split(/\r?\n/)).toHaveLength(3);
  expect(codesIn(file)).toEqual([]);
  expect(
    (await waveActs(app)).filter(({ act }) => act === 'microdata.export').map(({ person, object, detail }) => [person, object, detail]),
  ).toEqual([['Nguyễn Thị Lan', 'ngan', '{"responses":2}']]);
});
