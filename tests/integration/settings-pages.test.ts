import { expect, test, vi } from 'vitest';
import type { Role } from '#accounts/model/role.ts';
import { verifyAudit } from '#platform/audit.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { hiddenField, withoutValues } from '../support/form-fields.ts';
import { hostileWords } from '../support/hostile-words.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, type StaffBrowser as Browser, password, StaffBrowser, startStaffPortal } from '../support/staff.ts';
import { ordinaryTime } from '../support/template.ts';

const contactPath = '/quan-tri/cai-dat/lien-he';
const newBanner = '/quan-tri/cai-dat/thong-bao/moi';
const soon = { timeout: 5000 };
const contact = {
  agency: 'Sở Nội vụ thành phố Hà Nội',
  agency_en: 'Hà Nội Department of Home Affairs',
  responsible: 'Nguyễn Thị Hoa',
  address: '18B Lê Lợi, phường Hà Đông',
  phone: '024 1234 5678',
  email: 'lienhe@hanoi.gov.vn',
};
const incident = {
  viec: 'luu',
  kind: 'incident',
  text_vi: 'Tìm kiếm đang chậm.',
  text_en: 'The search is slow.',
  shown_from: '',
  stops_at: '',
  until: '2026-11-22T12:00',
};

async function signedInAs(portal: { app: Parameters<typeof addStaff>[0]; url: string }, role: Role): Promise<Browser> {
  await addStaff(portal.app, { userName: `vai.${role.replace('_', '')}`, name: `Người ${role}`, roles: [role] });
  const browser = new StaffBrowser(portal.url);
  await browser.signIn(`vai.${role.replace('_', '')}`, password);
  return browser;
}

test('the contact stands in the footer of every kept page at once, in both languages, and the audit says what it was', async () => {
  const { app, url, browser } = await startStaffPortal();
  const footer = async (path: string) => (await (await fetch(`${url}${path}`)).text()).replace(/[\s\S]*<footer/, '');
  expect(await footer('/')).toContain('đang cập nhật');
  const seen = hiddenField((await browser.get(contactPath)).html, 'seen');
  expect((await browser.post(contactPath, { ...contact, seen })).location).toBe(`${contactPath}?xong=luu`);
  await expect.poll(() => footer('/'), soon).toContain('href="tel:02412345678"');
  expect(await footer('/')).toContain('18B Lê Lợi, phường Hà Đông');
  expect(await footer('/en')).toContain('Hà Nội Department of Home Affairs');
  expect(await footer('/en')).toContain('<span lang="vi">18B Lê Lợi, phường Hà Đông</span>');
  expect((await browser.get('/quan-tri/cai-dat')).html).toContain('Nguyễn Thị Hoa');
  const row = await app.reader.selectFrom('audit').selectAll().where('act', '=', 'settings.change_contact').executeTakeFirstOrThrow();
  expect(row).toMatchObject({ person: 'Nguyễn Thị Lan', object: 'contact', after: JSON.stringify(contact) });
  expect(JSON.parse(row.before ?? '')).toMatchObject({ phone: '', agency: 'Sở Nội vụ thành phố Hà Nội' });
  expect((await verifyAudit(app.reader)).broken).toBeNull();
  const again = await openTestApp({ dataDir: app.config.dataDir });
  expect(again.site.email).toBe('lienhe@hanoi.gov.vn');
});

test('a process that fails once to read a new contact reads it again, and its kept pages follow', async () => {
  const { app, browser } = await startStaffPortal();
  const other = await startTestPortal(await openTestApp({ dataDir: app.config.dataDir }));
  const page = async () => (await fetch(`${other.url}/van-ban`)).text();
  await page();
  vi.spyOn(other.app.settings, 'reload').mockRejectedValueOnce(new Error('disk I/O error'));
  const seen = hiddenField((await browser.get(contactPath)).html, 'seen');
  await browser.post(contactPath, { ...contact, seen });
  await expect.poll(page, soon).toContain('18B Lê Lợi, phường Hà Đông');
});

test('a contact that is wrong, or that somebody else changed meanwhile, is refused with all that was typed', async () => {
  const { app, browser } = await startStaffPortal();
  const seen = hiddenField((await browser.get(contactPath)).html, 'seen');
  const wrong: [field: string, value: string, said: string][] = [
    ['agency', ' ', 'Hãy ghi tên cơ quan'],
    ['phone', 'gọi cho tôi', 'Số điện thoại chỉ gồm chữ số'],
    ['email', 'khong-phai-thu', 'Thư điện tử chưa đúng'],
    ['address', 'a'.repeat(201), 'Địa chỉ dài quá'],
  ];
  for (const [field, value, said] of wrong) {
    const answer = await browser.post(contactPath, { ...contact, [field]: value, seen });
    expect([answer.status, answer.html.includes(said), answer.html.includes(`id="${field}-loi"`)], field).toEqual([422, true, true]);
    expect(answer.html, field).toContain('Nguyễn Thị Hoa');
  }
  await browser.post(contactPath, { ...contact, seen });
  const late = await browser.post(contactPath, { ...contact, responsible: 'Trần Minh', seen });
  expect([late.status, late.html.includes('Người khác vừa thay đổi'), late.html.includes('value="Trần Minh"')]).toEqual([422, true, true]);
  expect(app.site.responsible).toBe('Nguyễn Thị Hoa');
  // Told once, with what stands now beside it; saved again, theirs holds.
  expect(late.html.slice(late.html.indexOf('Bản đang được lưu'))).toContain('Nguyễn Thị Hoa');
  const again = await browser.post(contactPath, { ...contact, responsible: 'Trần Minh', seen: hiddenField(late.html, 'seen') });
  expect([again.status, app.site.responsible]).toEqual([303, 'Trần Minh']);
});

test('holidays and a banner that somebody else changed are refused once, with what stands now, and saved then', async () => {
  const { app, browser } = await startStaffPortal();
  const holidays = '/quan-tri/cai-dat/ngay-nghi';
  const seen = hiddenField((await browser.get(holidays)).html, 'seen');
  await browser.post(holidays, { days: '24/11/2026', source: 'Của đồng nghiệp', seen });
  const late = await browser.post(holidays, { days: '25/11/2026', source: 'Của tôi', seen });
  expect(late.html.slice(late.html.indexOf('Bản đang được lưu'))).toContain('Của đồng nghiệp');
  const again = { days: '25/11/2026', source: 'Của tôi', seen: hiddenField(late.html, 'seen') };
  // A mistake goes back with what was seen, not with what stands.
  const wrong = await browser.post(holidays, { ...again, days: 'mùng 1', seen });
  expect(hiddenField(wrong.html, 'seen')).toBe(seen);
  expect((await browser.post(holidays, again)).status).toBe(303);
  expect(app.settings.holidays()).toEqual({ days: ['2026-11-25'], source: 'Của tôi' });
  await browser.post(newBanner, incident);
  const one = '/quan-tri/cai-dat/thong-bao/1';
  await browser.post(one, { ...incident, version: '1', text_vi: 'Lời của đồng nghiệp' });
  const stale = await browser.post(one, { ...incident, version: '1', text_vi: 'Lời của tôi' });
  expect(stale.html.slice(stale.html.indexOf('Bản đang được lưu'))).toContain('Lời của đồng nghiệp');
  expect(hiddenField(stale.html, 'version')).toBe('2');
  expect(hiddenField((await browser.post(one, { ...incident, version: '1', viec: 'go' })).html, 'version')).toBe('2');
  expect((await browser.post(one, { ...incident, version: '2', text_vi: 'Lời của tôi' })).status).toBe(303);
  expect(app.settings.banners()[0]?.text_vi).toBe('Lời của tôi');
});

test('a banner that is taken away while somebody writes keeps what they wrote, for another one', async () => {
  const { app, browser } = await startStaffPortal();
  await browser.post(newBanner, incident);
  const one = '/quan-tri/cai-dat/thong-bao/1';
  await browser.post(one, { viec: 'go', version: '1' });
  const typed = { ...incident, version: '1', text_vi: 'Lời viết dở', text_en: 'Half written' };
  const late = await browser.post(one, typed);
  expect([late.status, late.html.includes('Thông báo này đã hết nên không sửa được nữa')]).toEqual([422, true]);
  for (const text of ['Lời viết dở</textarea>', 'Half written</textarea>', `action="${newBanner}"`])
    expect(late.html, text).toContain(text);
  expect((await browser.post(newBanner, { ...typed, version: hiddenField(late.html, 'version') })).status).toBe(303);
  expect(app.settings.banners().map(({ text_vi }) => text_vi)).toEqual(['Lời viết dở']);
});

test('an incident stands above every public page, in its language, until it is taken away; staff pages and files do not bear it', async () => {
  const { app, url, browser } = await startStaffPortal();
  const shows = async (path: string, text: string) => (await (await fetch(`${url}${path}`)).text()).includes(text);
  for (const path of ['/', '/van-ban', '/en/van-ban', '/thu-tuc/1.001193'])
    expect(await shows(path, 'class="wrap outages"'), path).toBe(false);
  expect((await browser.post(newBanner, incident)).location).toBe('/quan-tri/cai-dat?xong=luu');
  for (const path of ['/', '/van-ban', '/thu-tuc/1.001193', '/khong-co-trang-nay'])
    await expect.poll(() => shows(path, 'Tìm kiếm đang chậm.'), soon).toBe(true);
  await expect.poll(() => shows('/en/van-ban', 'The search is slow.'), soon).toBe(true);
  expect(await shows('/en/van-ban', 'expected to work normally again at 12:00 on 22 November 2026')).toBe(true);
  expect(await shows('/van-ban.csv', 'Tìm kiếm đang chậm.')).toBe(false);
  const list = await browser.get('/quan-tri/cai-dat');
  expect(list.html).toContain('Đang hiện');
  expect(list.html).not.toContain('class="wrap outages"');
  expect((await browser.post('/quan-tri/cai-dat/thong-bao/1', { viec: 'go', version: '1' })).location).toBe('/quan-tri/cai-dat?xong=go');
  await expect.poll(() => shows('/', 'Tìm kiếm đang chậm.'), soon).toBe(false);
  expect((await browser.get('/quan-tri/cai-dat/thong-bao/1')).html).toContain('Thông báo này đã hết');
  const rows = await app.reader.selectFrom('audit').select(['before', 'after']).where('object', '=', 'banner:1').orderBy('id').execute();
  expect(rows[0]).toMatchObject({ before: null, after: expect.stringContaining('The search is slow.') });
  expect(rows[1]).toEqual({ before: '{"ended_at":null}', after: '{"ended_at":"2026-11-22T03:00:00.000Z"}' });
});

test('a banner appears and goes by the clock on kept pages of two processes, without anybody doing anything', async () => {
  const clock = clockAt(ordinaryTime);
  const first = await startStaffPortal(await openTestApp({ clock }));
  const second = await startTestPortal(await openTestApp({ clock, dataDir: first.app.config.dataDir }));
  await first.browser.signIn('lan.nguyen');
  const shown = (url: string) => async () => (await (await fetch(`${url}/van-ban`)).text()).includes('Tìm kiếm đang chậm.');
  const times = { shown_from: '2026-11-22T11:00', until: '2026-11-22T11:30' };
  expect((await first.browser.post(newBanner, { ...incident, ...times })).status).toBe(303);
  await expect.poll(() => second.app.settings.banners().length + first.app.settings.banners().length, soon).toBe(0);
  for (const { url } of [first, second]) expect(await shown(url)()).toBe(false);
  // The other process has learnt of it before its time comes.
  await new Promise((resolve) => setTimeout(resolve, 600));
  for (const { app, url } of [first, second]) {
    await shown(url)();
    expect(app.cache.get('/van-ban')).toBeDefined();
  }
  clock.set('2026-11-22T03:59:59Z');
  for (const { url } of [first, second]) expect(await shown(url)()).toBe(false);
  clock.set('2026-11-22T04:00:00Z');
  for (const { url } of [first, second]) await expect.poll(shown(url), soon).toBe(true);
  for (const { app } of [first, second]) expect(app.cache.get('/van-ban')).toBeDefined();
  clock.set('2026-11-22T04:30:00Z');
  for (const { url } of [first, second]) await expect.poll(shown(url), soon).toBe(false);
});

test('a planned stop that is announced too late is posted only by who has read that it is', async () => {
  const { app, browser } = await startStaffPortal();
  const planned = { ...incident, kind: 'planned', stops_at: '2026-11-27T22:00', until: '2026-11-28T05:00' };
  const warned = await browser.post(newBanner, planned);
  expect(warned.status).toBe(422);
  expect(warned.html).toContain('Chỉ báo trước 4 ngày làm việc');
  // Sunday 22 November: from Monday 23 to Tuesday 1 December there are seven working days.
  expect(warned.html).toContain('ngừng sớm nhất vào 02/12/2026');
  expect(warned.html).toContain('Tìm kiếm đang chậm.');
  expect((await browser.post(newBanner, { ...planned, short: '1' })).status).toBe(303);
  expect((await browser.get('/quan-tri/cai-dat')).html).toContain('Chỉ báo trước 4 ngày làm việc, ít hơn 7 ngày theo quy định.');
  const row = await app.reader.selectFrom('audit').select('detail').where('object', '=', 'banner:1').executeTakeFirstOrThrow();
  expect(row.detail).toBe('{"working_days_before":4}');
  const inTime = { ...planned, stops_at: '2026-12-02T08:00', until: '2026-12-02T09:00' };
  expect((await browser.post(newBanner, inTime)).status).toBe(303);
  expect((await browser.get('/quan-tri/cai-dat')).html).toContain('Báo trước đủ 7 ngày làm việc.');
  // A beginning before today told nobody then.
  const backdated = { ...planned, shown_from: '2026-11-01T08:00' };
  expect((await browser.post(newBanner, backdated)).status).toBe(422);
  expect((await browser.post(newBanner, { ...backdated, short: '1' })).status).toBe(303);
  const shown = (await browser.get('/quan-tri/cai-dat')).html;
  expect(shown.match(/Chỉ báo trước 4 ngày làm việc/g)).toHaveLength(2);
  expect(shown).not.toContain('01/11/2026');
  // A holiday in between, and the same stop is too early.
  const holidays = '/quan-tri/cai-dat/ngay-nghi';
  const seen = hiddenField((await browser.get(holidays)).html, 'seen');
  expect((await browser.get(holidays)).html).toContain('là giả định, chờ đối chiếu văn bản');
  expect((await browser.post(holidays, { days: '24/11/2026\nmùng 1', source: '', seen })).html).toContain(
    '“mùng 1” không phải là một ngày',
  );
  expect((await browser.post(holidays, { days: '24/11/2026', source: 'Thông báo 1/TB-SNV', seen })).status).toBe(303);
  expect((await browser.post(newBanner, inTime)).html).toContain('Chỉ báo trước 6 ngày làm việc');
  expect((await browser.post(holidays, { days: '', source: '', seen })).html).toContain('Người khác vừa thay đổi');
});

test('forged ids, versions that are old, and more banners than anybody reads are refused', async () => {
  const { browser } = await startStaffPortal();
  for (const id of ['99', '0', '-1', 'moi2', '1e3']) expect((await browser.get(`/quan-tri/cai-dat/thong-bao/${id}`)).status, id).toBe(404);
  expect((await browser.post('/quan-tri/cai-dat/thong-bao/99', { ...incident, version: '1' })).status).toBe(404);
  for (let i = 0; i < 5; i++) expect((await browser.post(newBanner, incident)).status).toBe(303);
  expect((await browser.post(newBanner, incident)).html).toContain('Đã có 5 thông báo');
  const one = '/quan-tri/cai-dat/thong-bao/1';
  expect((await browser.post(one, { ...incident, version: '1', text_vi: 'Đã sửa' })).status).toBe(303);
  const stale = await browser.post(one, { ...incident, version: '1', text_vi: 'Sửa từ bản cũ' });
  expect([stale.status, stale.html.includes('Người khác vừa thay đổi'), stale.html.includes('Sửa từ bản cũ')]).toEqual([422, true, true]);
  expect((await browser.post(one, { viec: 'go', version: '1' })).status).toBe(422);
});

test('publishers announce stops but change no contact; other roles are let in nowhere', async () => {
  const portal = await startStaffPortal();
  const publisher = await signedInAs(portal, 'publisher');
  expect((await publisher.post(newBanner, incident)).status).toBe(303);
  expect((await publisher.get('/quan-tri/cai-dat')).html).not.toContain('Sửa thông tin liên hệ');
  for (const path of [contactPath, '/quan-tri/cai-dat/ngay-nghi']) {
    expect((await publisher.get(path)).status).toBe(403);
    expect((await publisher.post(path, contact)).status).toBe(403);
  }
  const editor = await signedInAs(portal, 'editor');
  for (const path of ['/quan-tri/cai-dat', newBanner, '/quan-tri/cai-dat/thong-bao/1']) {
    expect((await editor.get(path)).status, path).toBe(403);
    expect((await editor.post(path, { ...incident, viec: 'go', version: '1' })).status, path).toBe(403);
  }
  expect(portal.app.settings.banners()).toHaveLength(1);
});

test('script in any field comes out as words, on the staff’s pages and on the public ones', async () => {
  const { url, browser } = await startStaffPortal();
  const words = hostileWords.filter((one) => one.length <= 200);
  for (const [i, text] of words.entries()) {
    const answer = await browser.post(newBanner, { ...incident, text_vi: text, text_en: text, until: text, shown_from: text });
    expect(withoutValues(answer.html), text).not.toMatch(/<script>alert|<img src=x|<svg[^>]*onload|<iframe srcdoc/i);
    if (i > 3) continue;
    expect((await browser.post(newBanner, { ...incident, text_vi: text, text_en: text })).status, text).toBe(303);
  }
  const seen = hiddenField((await browser.get(contactPath)).html, 'seen');
  const hostile = {
    ...contact,
    agency: '<script>alert(1)</script>',
    responsible: '"><img src=x onerror=alert(1)>',
    address: '<svg onload=alert(1)>',
  };
  expect((await browser.post(contactPath, { ...hostile, seen })).status).toBe(303);
  await expect.poll(async () => (await (await fetch(`${url}/`)).text()).includes('&lt;svg onload=alert(1)&gt;'), soon).toBe(true);
  for (const path of ['/', '/en', '/tin-tuc']) {
    const html = await (await fetch(`${url}${path}`)).text();
    expect(html, path).not.toMatch(/<script>alert|<img src=x|<svg onload/i);
  }
  expect((await browser.get('/quan-tri/cai-dat')).html).not.toMatch(/<script>alert|<img src=x|<svg onload/i);
});
