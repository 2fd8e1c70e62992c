import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { changeImprovement, type ImprovementOutcome, publishImprovement, withdrawImprovement } from '#par-index/improvement-service.ts';
import type { ImprovementDraft } from '#par-index/model/improvement.ts';
import { changesAfter, newestChange } from '#platform/changes.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { addImprovement, improvementOfBaDinh } from '../support/improvements.ts';
import { runCommand } from '../support/process.ts';
import { startTestPortal } from '../support/server.ts';
import { ordinaryTime } from '../support/template.ts';

const said = (outcome: ImprovementOutcome) => (outcome.kind === 'refused' ? translatorFor('vi').say(outcome.message) : outcome.kind);
const aboutBirths = { instrument: null, factor: null, procedure: '1.001193' };
const list = '/chi-so/viec-da-lam';
const texts = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('what an agency did stands on its page under the satisfaction, with what people said, the factor, the day and the evidence', async () => {
  const { app, url } = await startTestPortal();
  const page = async (path: string) => (await fetch(`${url}${path}`)).text();
  expect(await page('/co-quan/00004')).not.toContain('id="viec-da-lam"');
  expect(await page('/thu-tuc/1.001193')).not.toContain('id="viec-da-lam"');
  const { id } = await addImprovement(app, { evidence_url: 'https://www.hanoi.gov.vn/quay-moi' });
  await expect.poll(() => page('/co-quan/00004')).toContain('id="viec-da-lam"');
  const html = await page('/co-quan/00004');
  expect(html).toContain(`<li id="viec-${id}"`);
  expect(texts(html)).toContain('Công chức trực tiếp giải quyết công việc Yếu tố được hỏi trong Phiếu ngắn tại xã, phường (2026)');
  expect(texts(html)).toMatch(
    /Người dân nói Sáng thứ hai chờ lâu, không biết còn bao nhiêu người ở trước\. .*Cơ quan đã làm Mở thêm một quầy vào sáng thứ hai\. Lắp bảng .* Làm xong ngày 12\/11\/2026 · Xem chứng cứ ở hanoi\.gov\.vn/,
  );
  expect(html.indexOf('id="viec-da-lam"')).toBeGreaterThan(html.indexOf('Mức độ hài lòng'));
  expect(html).toContain('href="https://www.hanoi.gov.vn/quay-moi"');
  expect(html).not.toContain('Biên tập A');
  expect(await page('/co-quan/00008')).not.toContain('id="viec-da-lam"');
  const english = await page('/en/co-quan/00004');
  expect(texts(english)).toContain('You said, we did');
  expect(english).toMatch(/<dd lang="vi"[^>]*>Sáng thứ hai/);
});

test('what an agency did about a procedure stands on the page of the procedure too, and goes with it to another', async () => {
  const { app, url } = await startTestPortal();
  const page = async (path: string) => (await fetch(`${url}${path}`)).text();
  const shows = async (code: string) => (await page(`/thu-tuc/${code}`)).includes('Sáng thứ hai chờ lâu');
  for (const code of ['1.001193', '2.000986']) expect(await shows(code)).toBe(false);
  const { id } = await addImprovement(app, aboutBirths);
  await expect.poll(() => shows('1.001193')).toBe(true);
  expect(texts(await page('/thu-tuc/1.001193'))).toMatch(
    /Người dân nói, cơ quan đã làm Cơ quan tự ghi những việc dưới đây; không tính vào điểm\. Phường Ba Đình\s+Người dân nói/,
  );
  expect(texts(await page('/co-quan/00004'))).toContain('Đăng ký khai sinh Thủ tục mã 1.001193');
  expect((await changeImprovement(app, id, { procedure: '2.000986' }, atCommand('Biên tập B'))).kind).toBe('done');
  await expect.poll(() => shows('2.000986')).toBe(true);
  await expect.poll(() => shows('1.001193')).toBe(false);
});

test('an agency’s page shows the three newest and leads to all of them, ten on a page', async () => {
  const { app, url } = await startTestPortal();
  for (let n = 1; n <= 12; n += 1)
    await addImprovement(app, { done_on: `2026-10-${String(n).padStart(2, '0')}`, done_text: `Việc số ${n} nay đã làm xong.` });
  await addImprovement(app, { agency: '00008', done_on: '2026-10-31', done_text: 'Việc của phường Ngọc Hà đã xong.' });
  const numbers = async (path: string) =>
    [...(await (await fetch(`${url}${path}`)).text()).matchAll(/Việc số (\d+) nay/g)].map((match) => Number(match[1]));
  expect(await numbers('/co-quan/00004')).toEqual([12, 11, 10]);
  const agency = await (await fetch(`${url}/co-quan/00004`)).text();
  expect(agency).toMatch(/<a href="\/chi-so\/viec-da-lam\?co-quan=00004"[^>]*>Xem cả 12 việc<\/a>/);
  expect(await numbers(`${list}?co-quan=00004`)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  expect(await numbers(`${list}?co-quan=00004&trang=2`)).toEqual([2, 1]);
  expect((await fetch(`${url}${list}?co-quan=00004&trang=3`)).status).toBe(404);
  const first = await (await fetch(`${url}${list}`)).text();
  expect(texts(first)).toContain('13 việc, việc mới làm xong đứng trước');
  expect(first.indexOf('Việc của phường Ngọc Hà')).toBeLessThan(first.indexOf('Việc số 12'));
});

test('the list is narrowed by plain links: by agency, by field of the factor, by procedure', async () => {
  const { app, url } = await startTestPortal();
  const ids = [
    (await addImprovement(app)).id,
    (await addImprovement(app, { instrument: 'SIPAS-G2-2023-2', factor: 'I.A' })).id,
    (await addImprovement(app, { agency: 'SXD', instrument: 'SIPAS-G1-2017', factor: '2' })).id,
    (await addImprovement(app, { agency: '00008', ...aboutBirths })).id,
  ];
  const listed = async (query: string) => {
    const html = await (await fetch(`${url}${list}${query}`)).text();
    return [...html.matchAll(/<li id="viec-(\d+)"/g)].map((match) => ids.indexOf(Number(match[1]))).sort();
  };
  expect(await listed('')).toEqual([0, 1, 2, 3]);
  expect(await listed('?co-quan=00004')).toEqual([0, 1]);
  expect(await listed('?linh-vuc=I')).toEqual([1]);
  expect(await listed('?linh-vuc=II')).toEqual([0, 2]);
  expect(await listed('?linh-vuc=thu-tuc')).toEqual([3]);
  expect(await listed('?thu-tuc=1.001193')).toEqual([3]);
  expect(await listed('?co-quan=00004&linh-vuc=II')).toEqual([0]);
  const html = await (await fetch(`${url}${list}`)).text();
  const links = [...html.matchAll(/<a href="([^"]*)"[^>]*>\s*<span[^>]*>([^<]*)<\/span> <span class="n"[^>]*>(\d+)</g)].map(
    ([, href, label, n]) => [href, label, n],
  );
  expect(links).toEqual([
    [`${list}?linh-vuc=I`, 'Xây dựng, tổ chức thực hiện chính sách', '1'],
    [`${list}?linh-vuc=II`, 'Cung ứng dịch vụ hành chính công', '2'],
    [`${list}?linh-vuc=thu-tuc`, 'Một thủ tục cụ thể', '1'],
    [`${list}?co-quan=00004`, 'Phường Ba Đình', '2'],
    [`${list}?co-quan=00008`, 'Phường Ngọc Hà', '1'],
    [`${list}?co-quan=SXD`, 'Sở Xây dựng', '1'],
  ]);
});

test('where there is nothing the page says so and shows a way on; what is only typed is not kept', async () => {
  const { app, url } = await startTestPortal();
  const empty = await (await fetch(`${url}${list}`)).text();
  expect(texts(empty)).toContain('Chưa cơ quan nào ghi việc đã làm');
  expect(empty).toContain('href="/khao-sat"');
  await addImprovement(app);
  for (const query of ['?co-quan=00008', '?co-quan=%3Cb%3E', '?linh-vuc=IX', '?thu-tuc=9.999999', '?co-quan=00004&linh-vuc=I']) {
    const answer = await fetch(`${url}${list}${query}`);
    const html = await answer.text();
    expect(texts(html), query).toContain('Chưa có việc nào theo lựa chọn này');
    expect(html, query).toMatch(/<a href="\/chi-so\/viec-da-lam"[^>]*>Xem mọi việc các cơ quan đã làm<\/a>/);
    expect(html, query).toContain('noindex');
    expect(html, query).not.toContain('<b>:');
    expect(answer.headers.get('cache-control'), query).toContain('no-store');
  }
});

test('tags that an editor types are shown as typed, on pages and in the feed', async () => {
  const { app, url } = await startTestPortal();
  await addImprovement(app, {
    said: 'Biểu mẫu <script>alert(1)</script> khó hiểu & dài',
    done_text: 'Đã rút gọn <b>biểu mẫu</b> còn một trang.',
  });
  for (const path of ['/co-quan/00004', list]) {
    const html = await (await fetch(`${url}${path}`)).text();
    expect(html).toContain('Biểu mẫu &lt;script&gt;alert(1)&lt;/script&gt; khó hiểu &amp; dài');
    expect(html).not.toContain('<b>biểu mẫu</b>');
  }
  expect(await (await fetch(`${url}${list}.xml`)).text()).toContain('Đã rút gọn &lt;b&gt;biểu mẫu&lt;/b&gt;');
});

test('all entries can be taken away as a table and as JSON, and followed as a feed, the last published first', async () => {
  const clock = clockAt(ordinaryTime);
  const { app, url } = await startTestPortal(await openTestApp({ clock }));
  const empty = await (await fetch(`${url}${list}.xml`)).text();
  expect(empty).toContain('<updated>2026-11-21T17:00:00.000Z</updated>');
  const first = await addImprovement(app, { said: '=HYPERLINK("http://a") là câu người dân nói', evidence_url: 'https://hanoi.gov.vn/a' });
  clock.set('2026-11-23T03:00:00Z');
  const second = await addImprovement(app, { ...aboutBirths, done_on: '2026-10-01' });
  const csv = async () => Buffer.from(await (await fetch(`${url}${list}.csv`)).arrayBuffer());
  const rowsOf = async (): Promise<Record<string, string>[]> => parse(await csv(), { bom: true, columns: true });
  await expect.poll(async () => (await rowsOf()).length).toBe(2);
  expect((await csv()).subarray(0, 3).toString('hex')).toBe('efbbbf');
  const rows = await rowsOf();
  expect(rows[0]).toEqual({
    id: String(first.id),
    agency: '00004',
    agency_name: 'Phường Ba Đình',
    instrument: 'HN-WARD-9-2026',
    factor: '3',
    factor_title: 'Công chức trực tiếp giải quyết công việc',
    field: 'II',
    field_title: 'Cung ứng dịch vụ hành chính công',
    procedure: '',
    procedure_name: '',
    said: `'=HYPERLINK("http://a") là câu người dân nói`,
    done_text: improvementOfBaDinh.done_text,
    done_on: '2026-11-12',
    evidence_url: 'https://hanoi.gov.vn/a',
    published_at: '2026-11-22T03:00:00.000Z',
    updated_at: '2026-11-22T03:00:00.000Z',
  });
  expect(rows[1]).toMatchObject({ id: String(second.id), factor: '', procedure: '1.001193', procedure_name: 'Đăng ký khai sinh' });
  const json = (await (await fetch(`${url}${list}.json`)).json()) as { improvements: Record<string, unknown>[] };
  expect(json).toMatchObject({ simulated: false, count: 2 });
  expect(json.improvements.map((one) => Object.values(one).map((value) => String(value ?? '').replace(/^=/, "'=")))).toEqual(
    rows.map((row) => Object.values(row)),
  );

  const feed = async () => (await fetch(`${url}${list}.xml`)).text();
  const entriesOf = async () => (await feed()).split('<entry>').slice(1);
  await expect.poll(async () => (await entriesOf()).length).toBe(2);
  const entries = await entriesOf();
  expect(entries[0]).toContain(`<id>https://cchc.example.vn/chi-so/viec-da-lam#viec-${second.id}</id>`);
  expect(entries[0]).toContain('Phường Ba Đình: Đăng ký khai sinh');
  expect(entries[0]).toContain('<published>2026-11-23T03:00:00.000Z</published>');
  expect(entries[1]).toContain('Cơ quan đã làm: Mở thêm một quầy vào sáng thứ hai.<br/>Lắp bảng');
  expect(await (await fetch(`${url}/chi-so`)).text()).toMatch(
    /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="\/chi-so\/viec-da-lam\.xml"/,
  );
  expect((await fetch(`${url}${list}.csv`)).headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect((await fetch(`${url}${list}.xml`)).headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');

  clock.set('2026-11-24T03:00:00Z');
  await withdrawImprovement(app, second.id, 'Ghi nhầm sang phường khác', atCommand('Biên tập A'));
  await expect.poll(async () => (await entriesOf()).length).toBe(1);
  expect((await rowsOf()).map(({ id }) => id)).toEqual([String(first.id)]);
});

test('a withdrawn entry is on no page and in no file; its words, the reason and who did it stay in the audit', async () => {
  const { app, url } = await startTestPortal();
  const { id } = await addImprovement(app, aboutBirths);
  await changeImprovement(app, id, { done_text: 'Nay đã mở thêm hai quầy vào sáng thứ hai.' }, atCommand('Biên tập B'));
  expect(said(await withdrawImprovement(app, id, 'ngắn', atCommand('Biên tập C')))).toBe('Lý do phải dài từ 10 đến 300 ký tự; đang có 4.');
  expect(said(await withdrawImprovement(app, id, 'Việc này chưa làm xong.', atCommand('Biên tập C')))).toBe('done');
  for (const path of ['/co-quan/00004', '/thu-tuc/1.001193', list, `${list}.csv`, `${list}.json`, `${list}.xml`])
    await expect.poll(async () => (await fetch(`${url}${path}`)).text(), { message: path }).not.toContain('Sáng thứ hai chờ lâu');
  const rows = await app.reader.selectFrom('audit').select(['person', 'act', 'object', 'before', 'after']).orderBy('id').execute();
  expect(rows.map(({ person, act, object }) => [person, act, object])).toEqual([
    ['Biên tập A', 'improvement.publish', String(id)],
    ['Biên tập B', 'improvement.change', String(id)],
    ['Biên tập C', 'improvement.withdraw', String(id)],
  ]);
  const [published, changed, withdrawn] = rows.map(({ before, after }) => ({
    before: JSON.parse(before ?? 'null') as unknown,
    after: JSON.parse(after ?? 'null') as unknown,
  }));
  expect(published).toMatchObject({ before: null, after: { done_text: improvementOfBaDinh.done_text, state: 'published' } });
  expect(changed).toMatchObject({
    before: { done_text: improvementOfBaDinh.done_text },
    after: { done_text: 'Nay đã mở thêm hai quầy vào sáng thứ hai.', author: 'Biên tập A' },
  });
  expect(withdrawn).toMatchObject({
    before: { state: 'published' },
    after: { state: 'withdrawn', withdrawn_reason: 'Việc này chưa làm xong.' },
  });
  expect(said(await withdrawImprovement(app, id, 'Việc này chưa làm xong.', atCommand('C')))).toContain(`Việc số ${id} đã rút khỏi cổng`);
  expect(said(await changeImprovement(app, id, { done_on: '2026-11-01' }, atCommand('C')))).toContain(`Việc số ${id} đã rút khỏi cổng`);
  await expect(app.writer.deleteFrom('improvements').execute()).rejects.toThrow('improvements are kept');
});

test('what cannot be is refused in plain words, and then nothing is written', async () => {
  const app = await openTestApp();
  const refusal = async (change: Partial<ImprovementDraft>) =>
    said(await publishImprovement(app, { ...improvementOfBaDinh, ...change }, atCommand('A')));
  expect(await refusal({ agency: '99999' })).toBe('Không có cơ quan mang mã “99999”.');
  expect(await refusal({ agency: '00004-truoc-2025' })).toContain('hiện không thuộc diện được đánh giá');
  expect(await refusal({ agency: '001' })).toContain('hiện không thuộc diện được đánh giá');
  expect(await refusal({ factor: '1' })).toBe('Bộ câu hỏi HN-WARD-9-2026 không có yếu tố “1”. Các yếu tố: 3, 4, 5.');
  // A question is no factor.
  expect(await refusal({ factor: 'W1' })).toContain('không có yếu tố “W1”');
  expect(await refusal({ instrument: 'KHONG-CO' })).toBe('Không có bộ câu hỏi “KHONG-CO”.');
  expect(await refusal({ agency: 'SXD' })).toBe('Bộ câu hỏi HN-WARD-9-2026 không dùng để đánh giá Sở Xây dựng.');
  expect(await refusal({ ...aboutBirths, procedure: '9.999999' })).toBe('Không có thủ tục mang mã “9.999999”.');
  expect(await refusal({ done_on: '2026-11-23' })).toBe('Ngày làm xong 23/11/2026 chưa tới. Chỉ ghi việc đã làm xong.');
  expect(await refusal({ done_on: '2025-06-30' })).toBe('Phường Ba Đình hoạt động từ 01/07/2025, không thể làm xong việc trước ngày ấy.');
  expect(await refusal({ said: 'Chờ lâu.' })).toBe('Lời người dân nói phải dài từ 20 đến 600 ký tự; đang có 8.');
  expect(await refusal({ done_text: 'a'.repeat(1501) })).toBe('Việc cơ quan đã làm phải dài từ 20 đến 1.500 ký tự; đang có 1.501.');
  expect(await refusal({ said: 'Ông An ở 0912345678 chờ lâu quá' })).toMatch(
    /^Lời người dân nói có số điện thoại.* gạch chéo, ví dụ 20\/11\/2026\.$/,
  );
  expect(await refusal({ evidence_url: 'http://hanoi.gov.vn' })).toContain('https://');
  expect(said(await changeImprovement(app, 1, {}, atCommand('A')))).toBe('Không có việc số 1.');
  expect(await app.reader.selectFrom('improvements').select('id').execute()).toEqual([]);
  expect(await app.reader.selectFrom('audit').select('id').execute()).toEqual([]);

  const { id } = await addImprovement(app);
  const version = await newestChange(app.reader);
  expect(said(await changeImprovement(app, id, {}, atCommand('A')))).toBe(`Việc số ${id} đã đúng như vậy, không có gì thay đổi.`);
  expect(said(await changeImprovement(app, id, { said: `  ${improvementOfBaDinh.said} ` }, atCommand('A')))).toContain(
    'không có gì thay đổi',
  );
  expect(said(await changeImprovement(app, id, { factor: '9' }, atCommand('A')))).toContain('không có yếu tố “9”');
  expect(await changesAfter(app.reader, version)).toEqual([]);
  expect(await app.reader.selectFrom('audit').select('id').execute()).toHaveLength(1);
});

test('an agency that has ended can still correct and withdraw what it wrote', async () => {
  const app = await openTestApp();
  const { id } = await addImprovement(app);
  await app.writer.updateTable('agencies').set({ valid_to: '2026-11-21' }).where('code', '=', '00004').execute();
  expect(said(await publishImprovement(app, improvementOfBaDinh, atCommand('A')))).toContain('hiện không thuộc diện được đánh giá');
  expect(said(await changeImprovement(app, id, { done_on: '2026-11-13' }, atCommand('A')))).toBe('done');
  expect(said(await withdrawImprovement(app, id, 'Việc này chưa làm xong.', atCommand('A')))).toBe('done');
});

test('staff publish, correct, withdraw and list entries by command', { timeout: 240_000 }, async () => {
  const app = await openTestApp();
  const run = async (...args: string[]) => {
    const { code, output } = await runCommand('improvements', args, { DATA_DIR: app.config.dataDir }).ended;
    return { code, said: output };
  };
  const order = ['--agency', '00004', '--said', improvementOfBaDinh.said, '--done', improvementOfBaDinh.done_text, '--day', '2026-11-12'];
  const person = ['--person', 'Lê An'];
  expect((await run('list')).said).toBe('Chưa có việc nào.\n');
  expect(await run('add', ...order, '--instrument', 'HN-WARD-9-2026', '--factor', '3')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^Thiếu --person/),
  });
  expect(await run('add', ...order, ...person)).toMatchObject({ code: 1, said: expect.stringMatching(/^Mỗi việc gắn với đúng một điều/) });
  const line = '1\t00004\tHN-WARD-9-2026 3\t12/11/2026\tSáng thứ hai chờ lâu, không biết còn bao nhiêu người ở trước';
  expect(
    await run('add', ...order, '--instrument', 'HN-WARD-9-2026', '--factor', '3', '--evidence', 'https://hanoi.gov.vn/a', ...person),
  ).toMatchObject({
    code: 0,
    said: expect.stringMatching(`^Đã công bố việc ${line}`),
  });
  expect(await run('change', '1', ...person)).toMatchObject({ code: 1, said: expect.stringMatching(/^Hãy nêu điều cần sửa/) });
  expect(await run('change', 'một', '--day', '2026-11-13', ...person)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^“một” không phải số của một việc/),
  });
  expect(await run('change', '1', '--procedure', '1.001193', '--evidence', '', '--day', '2026-11-13', ...person)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Đã sửa việc 1\t00004\t1\.001193\t13\/11\/2026/),
  });
  expect(await app.reader.selectFrom('improvements').select(['instrument', 'procedure', 'evidence_url']).execute()).toEqual([
    { instrument: null, procedure: '1.001193', evidence_url: null },
  ]);
  expect((await run('withdraw', '1', '--reason', 'Việc này chưa làm xong.', ...person)).code).toBe(0);
  expect((await run('list', '--agency', '00004')).said).toMatch(/^1\t00004\t1\.001193\t.*\tđã rút: Việc này chưa làm xong\.\tLê An\n$/);
  expect((await run('list', '--agency', '00008')).said).toBe('Chưa có việc nào.\n');
});
