import { expect, test } from 'vitest';
import { roles } from '#accounts/model/role.ts';
import { verifyAudit, writeAudit } from '#platform/audit.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { staffAddresses } from '../support/routes.ts';
import { addStaff, password, StaffBrowser, startFilledStaffPortal, startStaffPortal } from '../support/staff.ts';
import { ordinaryTime } from '../support/template.ts';

test('every page of the staff is Vietnamese, private and unlisted, with the security headers, a title and one h1', async () => {
  const { app, browser, other } = await startFilledStaffPortal();
  for (const path of staffAddresses(other)) {
    const { status, headers, html } = await browser.get(path);
    expect(status, path).toBe(path === '/quan-tri/khong-duoc' ? 403 : 200);
    expect(headers.get('cache-control'), path).toBe('no-store');
    expect(headers.get('x-robots-tag'), path).toBe('noindex');
    expect(headers.get('etag'), path).toBeNull();
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(html).toContain('<html lang="vi">');
    expect(html.match(/<h1/g), path).toHaveLength(1);
    expect(html, path).not.toMatch(/undefined|\[object Object\]|NaN/);
    expect(app.cache.get(path), path).toBeUndefined();
  }
});

test('a public page is the same, kept and without a name, whoever asks for it', async () => {
  const { app, url, browser } = await startStaffPortal();
  for (const path of ['/', '/van-ban', '/co-quan/00004', '/en/gioi-thieu']) {
    const signedIn = await browser.get(path);
    const anybody = await new StaffBrowser(url).get(path);
    expect(signedIn.html, path).toBe(anybody.html);
    expect(signedIn.html).not.toContain('Nguyễn Thị Lan');
    expect(signedIn.headers.get('etag'), path).toBe(anybody.headers.get('etag'));
    expect(signedIn.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(signedIn.headers.getSetCookie()).toEqual([]);
    expect(app.cache.get(path), path).toBeDefined();
  }
});

test('the staff’s pages have one language and one spelling, and say nothing to who is not signed in', async () => {
  const { url, browser } = await startStaffPortal();
  const stranger = new StaffBrowser(url);
  expect((await browser.get('/en/quan-tri/tai-khoan')).location).toBe('/quan-tri/tai-khoan');
  expect((await browser.get('/quan-tri/')).location).toBe('/quan-tri');
  for (const path of ['/quan-tri', '/quan-tri/khong-co-trang-nay', '/quan-tr%69', '/%71uan-tri/tai-khoan', '//quan-tri/nhat-ky']) {
    const answer = await stranger.get(path);
    expect([answer.status, answer.location?.startsWith('/quan-tri/dang-nhap')], path).toEqual([303, true]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  expect((await browser.get('/quan-tri/khong-co-trang-nay')).status).toBe(404);
});

test('a form that another site’s page posts is refused before anything is read', async () => {
  const { url, browser } = await startStaffPortal();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as const) {
    const answer = await fetch(`${url}/quan-tri/dang-xuat`, {
      method: 'POST',
      headers: { cookie, ...headers },
      body: new URLSearchParams(),
      redirect: 'manual',
    });
    expect(answer.status).toBe(403);
  }
  expect((await browser.get('/quan-tri')).status).toBe(200);
});

test('each role is shown what it may do, and the pages of others say that they are for others', async () => {
  const { app, url } = await startStaffPortal();
  for (const role of roles) {
    const userName = `vai-${role.replace('_', '-')}`;
    await addStaff(app, { userName, name: 'Người thử', roles: [role], agency: role === 'agency_officer' ? '00004' : null });
    const browser = new StaffBrowser(url);
    await browser.signIn(userName);
    const administrates = role === 'administrator';
    for (const path of ['/quan-tri/tai-khoan', '/quan-tri/nhat-ky']) {
      expect((await browser.get('/quan-tri')).html.includes(`href="${path}"`), `${role} ${path}`).toBe(administrates);
      expect((await browser.get(path)).status, `${role} ${path}`).toBe(administrates ? 200 : 403);
    }
    if (administrates) continue;
    const forged = await browser.post('/quan-tri/tai-khoan', { user_name: 'ke.gian', name: 'Kẻ Gian', roles: 'administrator', agency: '' });
    expect([forged.status, forged.html.includes('chưa được làm việc này')], role).toEqual([403, true]);
  }
  expect(await app.reader.selectFrom('staff').select('id').where('user_name', '=', 'ke.gian').execute()).toEqual([]);
});

test('an administrator gives an account: its password is shown once, works once, and must be changed', async () => {
  const { app, url, browser } = await startStaffPortal();
  const given = await browser.post('/quan-tri/tai-khoan', [
    ['user_name', ' Hoa.Le '],
    ['name', 'Lê  Thị Hoa'],
    ['roles', 'editor'],
    ['roles', 'publisher'],
    ['agency', ''],
  ]);
  expect(given.status).toBe(200);
  const first = /<code[^>]*>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})<\/code>/.exec(given.html)?.[1] ?? '';
  expect(given.html).toContain('Mật khẩu lần đầu của Lê Thị Hoa (hoa.le)');
  expect((await browser.get('/quan-tri/tai-khoan')).html).not.toContain(first);
  expect(JSON.stringify(await app.reader.selectFrom('staff').selectAll().execute())).not.toContain(first);
  const hoa = new StaffBrowser(url);
  await hoa.signIn('hoa.le', first);
  expect((await hoa.get('/quan-tri')).location).toBe('/quan-tri/doi-mat-khau');
  expect(
    await app.reader.selectFrom('audit').select(['person', 'act', 'object', 'after']).where('object', '=', 'hoa.le').execute(),
  ).toEqual([
    {
      person: 'Nguyễn Thị Lan',
      act: 'staff.add',
      object: 'hoa.le',
      after: '{"name":"Lê Thị Hoa","roles":["editor","publisher"],"agency":null}',
    },
    expect.objectContaining({ person: 'Lê Thị Hoa', act: 'staff.sign_in' }),
  ]);
});

test.each([
  [{ user_name: 'minh.tran' }, 'đã có người dùng'],
  [{ user_name: 'Có Dấu' }, 'Tên đăng nhập có 3 đến 32 ký tự'],
  [{ name: ' ' }, 'Họ và tên có 2 đến 100 ký tự'],
  [{ roles: 'root' }, 'chọn ít nhất một vai trò'],
  [{ roles: 'agency_officer' }, 'Cán bộ cơ quan phải có cơ quan'],
  [{ agency: '00004' }, 'Cán bộ cơ quan phải có cơ quan'],
  [{ roles: 'agency_officer', agency: 'khong-co' }, 'Cán bộ cơ quan phải có cơ quan'],
])('an account that cannot be is refused with what was typed kept (%#)', async (typed, words) => {
  const { app, browser } = await startStaffPortal();
  const answer = await browser.post('/quan-tri/tai-khoan', {
    user_name: 'hoa.le',
    name: 'Lê "><b>Hoa',
    roles: 'editor',
    agency: '',
    ...typed,
  });
  expect([answer.status, answer.html.includes(words)]).toEqual([422, true]);
  // As text in its field, never as markup.
  if (!('name' in typed)) expect(/value="Lê &(#34|#x22|quot);><b>Hoa"/.test(answer.html)).toBe(true);
  expect(await app.reader.selectFrom('staff').select('id').execute()).toHaveLength(2);
});

test('an administrator changes, disables and resets another’s account, and it is all in the audit', async () => {
  const { app, url, browser, other } = await startStaffPortal();
  const path = `/quan-tri/tai-khoan/${other}`;
  const minh = new StaffBrowser(url);
  await minh.signIn('minh.tran');
  expect((await browser.post(path, { viec: 'sua', name: 'Trần Văn Minh', roles: 'editor', agency: '' })).location).toBe(`${path}?xong=sua`);
  expect((await minh.get('/quan-tri')).html).toContain('Chào Trần Văn Minh');
  expect((await browser.post(path, { viec: 'mat-khau' })).html).toContain('Mật khẩu lần đầu của Trần Văn Minh');
  expect((await minh.get('/quan-tri')).status).toBe(303);
  expect((await browser.post(path, { viec: 'khoa' })).location).toBe(`${path}?xong=khoa`);
  expect((await browser.post(path, { viec: 'khoa' })).html).toContain('không làm được ở tình trạng hiện nay');
  expect((await browser.post(path, { viec: 'mo' })).location).toBe(`${path}?xong=mo`);
  const rows = await app.reader
    .selectFrom('audit')
    .select(['act', 'before', 'after'])
    .where('object', '=', 'minh.tran')
    .orderBy('id')
    .execute();
  expect(rows.map(({ act }) => act)).toEqual([
    'staff.add',
    'staff.sign_in',
    'staff.change',
    'staff.reset_password',
    'staff.disable',
    'staff.enable',
  ]);
  expect(rows[2]).toMatchObject({
    before: '{"name":"Trần Minh","roles":["agency_officer"],"agency":"00004"}',
    after: '{"name":"Trần Văn Minh","roles":["editor"],"agency":null}',
  });
  expect((await verifyAudit(app.reader)).broken).toBeNull();
});

test('nobody takes away, or gives themselves, roles of their own account', async () => {
  const { app, browser } = await startStaffPortal();
  const own = (await app.reader.selectFrom('staff').select('id').where('user_name', '=', 'lan.nguyen').executeTakeFirstOrThrow()).id;
  for (const viec of ['sua', 'khoa', 'mat-khau', 'bo-ma']) {
    const answer = await browser.post(`/quan-tri/tai-khoan/${own}`, { viec, name: 'Lan', roles: 'publisher', agency: '' });
    expect([answer.status, answer.html.includes('do chính bạn làm')], viec).toEqual([422, true]);
  }
  expect((await browser.get('/quan-tri/tai-khoan/khong-co')).status).toBe(404);
  expect((await browser.post('/quan-tri/tai-khoan/khong-co', { viec: 'khoa' })).status).toBe(404);
});

test('accounts are changed only with a password given in the last ten minutes', async () => {
  const clock = clockAt(ordinaryTime);
  const { browser, other } = await startStaffPortal(await openTestApp({ clock }));
  clock.set(new Date(Date.parse(ordinaryTime) + 600_000).toISOString());
  const path = `/quan-tri/tai-khoan/${other}`;
  const led = `/quan-tri/dang-nhap?tiep=${encodeURIComponent(path)}`;
  expect((await browser.get(path)).location).toBe(led);
  // A page that was opened in time may be sent five minutes longer; after that it may not.
  clock.set(new Date(Date.parse(ordinaryTime) + 900_000).toISOString());
  expect((await browser.post(path, { viec: 'khoa' })).location).toBe(led);
  expect((await browser.get(led)).html).toContain('Nhập lại mật khẩu');
  expect((await browser.post(led, { ten: 'lan.nguyen', 'mat-khau': password })).location).toBe(path);
  expect((await browser.get(path)).status).toBe(200);
});

test('the audit is read by person, act, object and day of Hà Nội, fifty rows a page', async () => {
  const clock = clockAt('2026-11-21T16:59:00Z');
  const { app, browser } = await startStaffPortal(await openTestApp({ clock }));
  const write = (person: string, act: string, object: string, detail?: string) =>
    app.writer.transaction().execute((tx) => writeAudit(tx, app, { person, act, object, detail }));
  await write('Đêm hôm trước', 'wave.open', 'dot-1');
  clock.set('2026-11-21T17:00:00Z');
  for (let i = 0; i < 60; i += 1) await write('Lê Thị Hoa', 'article.edit', `bai-${i}`, '<script>alert(1)</script>');
  await browser.signIn('lan.nguyen');
  const rowsOf = async (query: string) => {
    const { html } = await browser.get(`/quan-tri/nhat-ky${query}`);
    expect(html).not.toContain('<script>alert(1)');
    return { n: html.split('<tr').length - 2, html };
  };
  expect((await rowsOf('?viec=article')).n).toBe(50);
  const [, older = ''] = /href="([^"]+)" rel="next"/.exec((await rowsOf('?viec=article')).html) ?? [];
  expect((await rowsOf(older.replaceAll('&amp;', '&').replaceAll('&#38;', '&').replace('/quan-tri/nhat-ky', ''))).n).toBe(10);
  expect((await rowsOf('?nguoi=Hoa&doi-tuong=bai-7')).n).toBe(1);
  expect((await rowsOf('?viec=wave&ngay=2026-11-21')).n).toBe(1);
  expect((await rowsOf('?viec=wave&ngay=2026-11-22')).html).toContain('Không có dòng nào như vậy');
  expect((await rowsOf('?ngay=2026-02-30')).html).toContain('Ngày không đúng');
});

test('npm run staff gives the first account, whose password is printed once; lists, disables and resets', async () => {
  const app = await openTestApp();
  const env = { DATA_DIR: app.config.dataDir };
  const run = (...args: readonly string[]) => runCommand('staff', args, env).ended;
  expect((await run('list')).output).toBe('Chưa có tài khoản nào.\n');
  const added = await run('add', 'lan.nguyen', '--name', 'Nguyễn Thị Lan', '--roles', 'administrator', '--person', 'Phòng CNTT');
  expect(added).toMatchObject({
    code: 0,
    output: expect.stringMatching(
      /^Đã cấp tài khoản lan\.nguyen \(Nguyễn Thị Lan\)\.\nMật khẩu lần đầu, chỉ hiện một lần này: [a-z0-9-]{19}\n$/,
    ),
  });
  expect(await run('add', 'lan.nguyen', '--name', 'Lan', '--roles', 'editor', '--person', 'Phòng CNTT')).toMatchObject({
    code: 1,
    output: 'Tên đăng nhập lan.nguyen đã có người dùng.\n',
  });
  expect(await run('add', 'hoa.le', '--name', 'Hoa', '--roles', 'root', '--person', 'Phòng CNTT')).toMatchObject({
    code: 1,
    output: expect.stringContaining('--roles phải là một trong'),
  });
  expect(await run('disable', 'khong.co', '--person', 'Phòng CNTT')).toMatchObject({
    code: 1,
    output: expect.stringContaining('Không có tài khoản “khong.co”'),
  });
  expect((await run('reset-password', 'lan.nguyen', '--person', 'Phòng CNTT')).output).toContain('chỉ hiện một lần này');
  expect((await run('disable', 'lan.nguyen', '--person', 'Phòng CNTT')).code).toBe(0);
  expect((await run('list')).output).toMatch(/^lan\.nguyen\tNguyễn Thị Lan\tadministrator\t\tkhóa từ \d{4}-\d\d-\d\d\n$/);
  expect(await app.reader.selectFrom('audit').select(['person', 'staff', 'act']).execute()).toEqual(
    ['staff.add', 'staff.reset_password', 'staff.disable'].map((act) => ({ person: 'Phòng CNTT', staff: null, act })),
  );
}, 120_000);
