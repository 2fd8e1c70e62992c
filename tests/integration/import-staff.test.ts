import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { verifyAudit } from '#platform/audit.ts';
import { applyUploaded, dropExpiredImports, uploadImport } from '#procedures/import-desk.ts';
import { applyImport, readFiles } from '#procedures/import-service.ts';
import { countProcedures, findProcedure } from '#procedures/store.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { detailFile, nationalJson } from '../support/national-json.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, password, StaffBrowser } from '../support/staff.ts';
import { ordinaryTime } from '../support/template.ts';
import { list, sheetPart, withParts } from '../unit/import-examples.ts';

const here = '/quan-tri/nhap-thu-tuc';
const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');
const mixed = lines(
  ...Array.from({ length: 60 }, (_, i) => nationalJson({ code: `9.${String(i + 1).padStart(6, '0')}`, name: `Thủ tục thử số ${i + 1}` })),
  nationalJson({ code: '1.001193', name: 'Thủ tục đăng ký khai sinh' }),
  nationalJson({ code: '1.0133611' }),
  nationalJson({ code: '9.000099', name: 'Một tên' }),
  nationalJson({ code: '9.000099', name: 'Tên <script>alert(1)</script> khác' }),
);

type Given = readonly (readonly [name: string, bytes: string | Uint8Array<ArrayBuffer>])[];
const formOf = (files: Given) => {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('files', new File([bytes], name));
  return form;
};

async function portal() {
  const clock = clockAt(ordinaryTime);
  const { app, url } = await startTestPortal(await openTestApp({ clock }));
  const signedIn = async (userName: string, name: string, role: 'editor' | 'publisher') => {
    await addStaff(app, { userName, name, roles: [role] });
    const browser = new StaffBrowser(url);
    await browser.signIn(userName);
    return browser;
  };
  const editor = await signedIn('ha.nguyen', 'Nguyễn Thị Hà', 'editor');
  const publisher = await signedIn('minh', 'Trần Minh', 'publisher');
  const upload = async (...files: Given) => (await editor.upload(here, formOf(files))).location ?? '';
  return { app, url, clock, editor, publisher, upload, dir: app.config.importsDir };
}

/** What a page of a plan counts, by the word beside each number. */
function counts(html: string): Record<string, number> {
  const rows = html.matchAll(/<dt[^>]*>([^<]+)<\/dt><dd[^>]*>(?:<a [^>]+>)?([\d.]+)/g);
  return Object.fromEntries([...rows].map(([, what = '', n = '']) => [what, Number(n.replace('.', ''))]));
}

/** The page of a plan once its files are read: on a busy machine later than the answer to the form. */
async function readPage(browser: StaffBrowser, at: string) {
  for (;;) {
    const answer = await browser.get(at);
    if (!answer.html.includes('Đang đọc tệp')) return answer;
    await sleep(500);
  }
}

test('an editor uploads, sees row by row what would change, and nothing is written; a publisher writes exactly that', async () => {
  const { app, url, editor, publisher, upload, dir } = await portal();
  const before = await countProcedures(app.reader);
  const at = await upload(['xuat ban.jsonl.gz', gzipSync(mixed)]);
  expect(at).toMatch(/^\/quan-tri\/nhap-thu-tuc\/[0-9a-f-]{36}$/);
  const { html } = await readPage(editor, at);
  expect(counts(html)).toMatchObject({ Mới: 60, 'Thay đổi': 1, 'Giữ lại chờ xem': 3, 'Không đổi': 0, 'Cũ hơn bản đang có': 0 });
  for (const text of [
    'mã không đúng dạng N.NNNNNN',
    'trùng mã, khác nội dung',
    'xuat ban.jsonl.gz, dòng 62',
    'Người duyệt đăng ghi được kế hoạch này',
  ])
    expect(html, text).toContain(text);
  expect((await editor.get(`${at}?phan=added&trang=2`)).html).toContain('Thử số 60');
  expect((await editor.get(`${at}?phan=changed`)).html).toContain('có bản ghi đầy đủ');
  expect(await countProcedures(app.reader)).toBe(before);
  // Kept for nobody but the portal itself.
  const kept = path.join(dir, path.basename(at));
  expect([statSync(kept).mode & 0o777, statSync(path.join(kept, '0')).mode & 0o777]).toEqual([0o700, 0o600]);

  expect((await editor.get(`${at}/ghi`)).status).toBe(403);
  expect((await editor.post(`${at}/ghi`)).status).toBe(403);
  expect((await publisher.get(`${at}/ghi`)).html).toContain('Sẽ thêm 60 thủ tục và thay đổi 1 thủ tục');
  expect((await publisher.post(`${at}/ghi`)).location).toBe(at);
  expect(await countProcedures(app.reader)).toBe(before + 60);
  expect((await editor.get(at)).html).toContain('Đã ghi vào danh mục đúng như dưới đây');
  expect(await (await fetch(`${url}/thu-tuc/9.000060`)).text()).toContain('Thử số 60');
  expect(await (await fetch(`${url}/tim-kiem?q=thu+so+60`)).text()).toContain('9.000060');
  expect(existsSync(kept)).toBe(false);
  const written = await app.reader.selectFrom('procedure_history').select(['person', 'source_file']).distinct().execute();
  expect(written).toEqual([{ person: 'Trần Minh', source_file: 'xuat ban.jsonl.gz' }]);
  const audit = await app.reader.selectFrom('audit').select(['person', 'staff', 'detail']).where('act', '=', 'import.apply').execute();
  expect(audit).toMatchObject([
    { person: 'Trần Minh', staff: expect.stringMatching(/-/), detail: expect.stringContaining('"added":60,"changed":1') },
  ]);
  expect((await verifyAudit(app.reader)).broken).toBeNull();
  // Once is once.
  expect((await publisher.post(`${at}/ghi`)).html).toContain('Lần nhập này đã được ghi');
  expect(await app.reader.selectFrom('procedure_history').select('procedure').execute()).toHaveLength(61);
}, 120_000);

test('a plan is not carried out once the catalogue has changed; read again, it tells the new plan', async () => {
  const { app, editor, publisher, upload } = await portal();
  const at = await upload(['tep.jsonl', mixed]);
  await applyImport(
    app,
    atCommand('Người khác'),
    await readFiles(app, [detailFile('khac.jsonl', [nationalJson({ code: '9.000001', name: 'Có trước' })])]),
  );
  const before = await countProcedures(app.reader);
  const answer = await publisher.post(`${at}/ghi`);
  expect([answer.status, answer.html.includes('Danh mục hoặc tệp đã khác lúc xem trước')]).toEqual([422, true]);
  expect(await countProcedures(app.reader)).toBe(before);
  expect((await editor.post(at)).location).toBe(at);
  expect(counts((await readPage(editor, at)).html)).toMatchObject({ Mới: 59, 'Thay đổi': 2 });
  expect((await publisher.post(`${at}/ghi`)).location).toBe(at);
  expect((await findProcedure(app.reader, '9.000001'))?.listing.name).toBe('Thủ tục thử số 1');
}, 120_000);

test('a plan is not carried out where a file on the disk is another one', async () => {
  const { app, publisher, upload, dir } = await portal();
  const at = await upload(['tep.jsonl', mixed]);
  writeFileSync(path.join(dir, path.basename(at), '0'), lines(nationalJson({ code: '9.000077' })));
  const before = await countProcedures(app.reader);
  expect(await publisher.post(`${at}/ghi`)).toMatchObject({ status: 422, html: expect.stringContaining('đã khác lúc xem trước') });
  expect(await countProcedures(app.reader)).toBe(before);
}, 120_000);

test.each([
  [
    'a zip bomb',
    'ds.xlsx',
    () => new Uint8Array(withParts(list, { 'xl/media/image1.png': new Uint8Array(65 * 1024 * 1024) })),
    /giải nén ra quá lớn/,
  ],
  [
    'a gzip bomb',
    'ds.jsonl.gz',
    () =>
      new Uint8Array(
        gzipSync(
          Buffer.alloc(
            257 * 1024 * 1024,
            `${JSON.stringify(nationalJson())}
${' '.repeat(1024 * 1024)}
`,
          ),
          { level: 1 },
        ),
      ),
    /giải nén ra hơn 256 MiB/,
  ],
  [
    'a sheet that lies about its size',
    'ds.xlsx',
    () => new Uint8Array(withParts(list, { [sheetPart]: (xml: string) => xml + ' '.repeat(70 * 1024 * 1024) })),
    /giải nén ra quá lớn/,
  ],
  ['a PDF', 'ds.xlsx', () => '%PDF-1.7', /tệp PDF chỉ để đọc/],
  ['half a record', 'a<b>.jsonl', () => '{"code": "9.00', /a&lt;b&gt;\.jsonl: dòng 1/],
])(
  '%s is refused with the reason and the name of the file, and its bytes are gone',
  async (_, name, bytes, told) => {
    const { app, editor, upload, dir } = await portal();
    const before = await countProcedures(app.reader);
    const { status, html } = await readPage(editor, await upload(['tot.jsonl', lines(nationalJson())], [name, bytes()]));
    expect([status, html.includes('Danh mục không thay đổi gì')]).toEqual([200, true]);
    expect(html).toMatch(told);
    expect(readdirSync(dir)).toEqual([]);
    expect(await countProcedures(app.reader)).toBe(before);
  },
  120_000,
);

test('no file, too many files, a form that is none and a body that is too large are refused', async () => {
  const { editor } = await portal();
  expect(await editor.upload(here, formOf([['', '']]))).toMatchObject({ status: 422, html: expect.stringContaining('Chưa chọn tệp nào') });
  const many = Array.from({ length: 11 }, (_, i) => [`${i}.json`, '{}'] as const);
  expect(await editor.upload(here, formOf(many))).toMatchObject({ status: 422, html: expect.stringContaining('Tối đa 10 tệp') });
  expect(await editor.post(here, { files: 'chữ' })).toMatchObject({ status: 422 });
  expect((await editor.upload(here, formOf([['lon.json', new Uint8Array(41 * 1024 * 1024)]])).catch(() => ({ status: 413 }))).status).toBe(
    413,
  );
}, 60_000);

test('a writing that lasts longer than anybody waits is not told as done; how it failed stands on its page', async () => {
  const { app, editor, upload, dir } = await portal();
  const at = await upload(['tep.jsonl', mixed]);
  await readPage(editor, at);
  const id = path.basename(at);
  writeFileSync(path.join(dir, id, '0'), lines(nationalJson({ code: '9.000077' })));
  expect(await applyUploaded(app, atCommand('Trần Minh'), id, 0)).toEqual({ kind: 'writing' });
  const { html } = await editor.get(`${at}?xong=dang-ghi`);
  expect([html.includes('Đang ghi vào danh mục'), html.includes('chưa ghi gì.')]).toEqual([true, false]);
  await expect
    .poll(async () => (await editor.get(`${at}?xong=dang-ghi`)).html, { timeout: 30_000 })
    .toContain('Danh mục hoặc tệp đã khác lúc xem trước');
  expect((await editor.get(at)).html).toContain('Lần ghi vừa rồi không xong');
}, 60_000);

test('whoever lost the role or the account while the files were read writes nothing', async () => {
  const { app, editor, upload } = await portal();
  const at = await upload(['tep.jsonl', lines(nationalJson({ code: '9.000078' }))]);
  await readPage(editor, at);
  const { id } = await app.reader.selectFrom('staff').select('id').where('user_name', '=', 'minh').executeTakeFirstOrThrow();
  // As they were when they pressed the button.
  const publisher = { id, name: 'Trần Minh', permit: () => null };
  const change = (row: { roles?: string; disabled_at?: null | '2026-11-22T03:00:00.000Z' }) =>
    app.writer.updateTable('staff').set(row).where('id', '=', id).execute();
  await change({ roles: '["editor"]' });
  expect(await applyUploaded(app, publisher, path.basename(at))).toMatchObject({ message: { key: 'accounts.denied.role' } });
  await change({ roles: '["publisher"]', disabled_at: '2026-11-22T03:00:00.000Z' });
  expect(await applyUploaded(app, publisher, path.basename(at))).toMatchObject({ message: { key: 'accounts.denied.nobody' } });
  expect(await findProcedure(app.reader, '9.000078')).toBeUndefined();
  await change({ disabled_at: null });
  expect(await applyUploaded(app, publisher, path.basename(at))).toEqual({ kind: 'done' });
}, 90_000);

test('an upload that the disk refuses, or that a process left behind, has failed and leaves no file', async () => {
  const { app, clock, editor, upload, dir } = await portal();
  const full = Object.assign(new File(['{}'], 'day.json'), {
    stream: () => {
      throw new Error('ENOSPC: no space left on device');
    },
  });
  await expect(uploadImport(app, atCommand('Nguyễn Thị Hà'), [full])).rejects.toThrow('ENOSPC');
  expect(readdirSync(dir)).toEqual([]);
  expect((await editor.get(here)).html).toContain('không đọc được');
  const at = await upload(['tep.jsonl', lines(nationalJson())]);
  await readPage(editor, at);
  const id = path.basename(at);
  // As a process that stops while it reads leaves it.
  await app.writer.updateTable('procedure_imports').set({ state: 'reading', report: null }).where('id', '=', id).execute();
  await app.writer.updateTable('leases').set({ until: '2026-11-22T03:06:00.000Z' }).where('name', '=', 'procedures.import').execute();
  await dropExpiredImports(app);
  expect([(await editor.get(at)).html.includes('Đang đọc tệp'), existsSync(path.join(dir, id))]).toEqual([true, true]);
  clock.set('2026-11-22T03:06:01Z');
  await dropExpiredImports(app);
  const { html } = await editor.get(at);
  expect([html.includes('Không đọc được tệp'), html.includes('máy chủ vừa gặp sự cố')]).toEqual([true, true]);
  expect(readdirSync(dir)).toEqual([]);
}, 60_000);

test('uploaded files are forgotten after an hour, and so are folders that belong to nothing', async () => {
  const { app, clock, editor, publisher, upload, dir } = await portal();
  const at = await upload(['tep.jsonl', lines(nationalJson())]);
  expect((await editor.get(here)).html).toContain('tep.jsonl');
  expect(readdirSync(dir)).toHaveLength(1);
  clock.set(new Date(Date.parse(ordinaryTime) + 61 * 60_000).toISOString());
  await dropExpiredImports(app);
  expect(readdirSync(dir)).toEqual([]);
  for (const [browser, name] of [
    [editor, 'ha.nguyen'],
    [publisher, 'minh'],
  ] as const)
    await browser.signIn(name);
  for (const answer of [await editor.get(at), await publisher.post(`${at}/ghi`)]) expect(answer.location).toBe(`${here}?xong=het-han`);
  expect((await editor.get(`${here}?xong=het-han`)).html).toContain('đã hết hạn');
}, 60_000);

test('writing wants a password given in the last ten minutes; looking does not', async () => {
  const { clock, publisher, upload } = await portal();
  const at = await upload(['tep.jsonl', lines(nationalJson())]);
  clock.set(new Date(Date.parse(ordinaryTime) + 11 * 60_000).toISOString());
  expect((await publisher.get(at)).status).toBe(200);
  const led = `/quan-tri/dang-nhap?tiep=${encodeURIComponent(`${at}/ghi`)}`;
  expect((await publisher.get(`${at}/ghi`)).location).toBe(led);
  // A page that was opened in time may be sent five minutes longer; after that it may not.
  clock.set(new Date(Date.parse(ordinaryTime) + 15 * 60_000).toISOString());
  expect((await publisher.post(`${at}/ghi`)).location).toBe(led);
  expect((await publisher.post(led, { ten: 'minh', 'mat-khau': password })).location).toBe(`${at}/ghi`);
}, 60_000);
