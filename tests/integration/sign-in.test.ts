import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { disableAccount } from '#accounts/staff-service.ts';
import type { App } from '#platform/app.ts';
import { clockAt, openTestApp, type TestClock } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, codeOf, password, StaffBrowser } from '../support/staff.ts';
import { ordinaryTime } from '../support/template.ts';

const sessionCookie = '__Host-can-bo';
const deviceCookie = '__Host-can-bo-may';
const home = '/quan-tri';
const start = Date.parse(ordinaryTime);

interface Portal {
  readonly app: App;
  readonly url: string;
  readonly clock: TestClock;
  /** Lets time pass. */
  pass(seconds: number): void;
}

async function portal(): Promise<Portal> {
  const clock = clockAt(ordinaryTime);
  const app = await openTestApp({ clock, env: { TRUSTED_PROXIES: '1' } });
  const { url } = await startTestPortal(app);
  return { app, url, clock, pass: (seconds) => clock.set(new Date(clock.now().getTime() + seconds * 1000).toISOString()) };
}

/** A browser on a network of its own. */
const browserAt = (url: string, address = '203.0.113.7') => new StaffBrowser(url, { 'x-forwarded-for': address });

/** Turns the second factor on, as the page asks for it; gives the key and the recovery codes. */
async function turnOn(browser: StaffBrowser, clock: TestClock): Promise<{ key: string; codes: readonly string[] }> {
  const setup = await browser.post('/quan-tri/bao-mat', { viec: 'bat' });
  const key = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(setup.html)?.[1] ?? '';
  const sealed = /name="khoa" value="([^"]+)"/.exec(setup.html)?.[1] ?? '';
  const done = await browser.post('/quan-tri/bao-mat', { viec: 'xac-nhan', khoa: sealed, ma: codeOf(key, clock.now()) });
  return { key, codes: [...done.html.matchAll(/<code[^>]*>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((match) => match[1] ?? '') };
}

test('who is not signed in is led to sign in, and from there to where they wanted to go', async () => {
  const { app, url } = await portal();
  await addStaff(app, { roles: ['administrator'] });
  const browser = browserAt(url);
  const asked = await browser.get('/quan-tri/nhat-ky?nguoi=Lan');
  expect([asked.status, asked.location]).toEqual([303, '/quan-tri/dang-nhap?tiep=%2Fquan-tri%2Fnhat-ky%3Fnguoi%3DLan']);
  expect((await browser.get(asked.location ?? '')).html).toContain('Tên đăng nhập');
  const signed = await browser.post(asked.location ?? '', { ten: ' LAN.Nguyen ', 'mat-khau': password });
  expect([signed.status, signed.location]).toEqual([303, '/quan-tri/nhat-ky?nguoi=Lan']);
  expect((await browser.get(home)).html).toContain('Chào Nguyễn Thị Lan');
});

test('the cookie of a session is bound to the portal, out of reach of scripts and of other sites', async () => {
  const { app, url } = await portal();
  await addStaff(app);
  const lines = (await browserAt(url).signIn('lan.nguyen')).headers.getSetCookie();
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).toMatch(/^__Host-/);
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/Secure/i);
    expect(line).toMatch(/SameSite=Lax/i);
    expect(line).toMatch(/Path=\/(;|$)/i);
    expect(line).not.toMatch(/Domain/i);
  }
});

test('a wrong password, an unknown name and a disabled account are refused in the same words and about the same time', async () => {
  const { app, url } = await portal();
  const lan = await addStaff(app);
  await addStaff(app, { userName: 'minh.tran', name: 'Trần Minh' });
  await disableAccount(app, atCommand('Thử nghiệm'), lan.id);
  await browserAt(url).signIn('khoi.dong', 'máy băm cho nóng');
  const answers: { name: string; html: string; ms: number }[] = [];
  for (const [i, name] of ['minh.tran', 'lan.nguyen', 'khong.co', 'minh.tran', 'lan.nguyen', 'khong.co'].entries()) {
    const begun = performance.now();
    const answer = await browserAt(url, `203.0.113.${10 + i}`).signIn(name, name === 'lan.nguyen' ? password : 'sai mật khẩu rồi');
    expect(answer.status).toBe(422);
    answers.push({ name, html: answer.html.replaceAll(name, ''), ms: performance.now() - begun });
  }
  expect(new Set(answers.map(({ html }) => html)).size).toBe(1);
  expect(answers[0]?.html).toContain('Tên đăng nhập hoặc mật khẩu không đúng');
  const fastest = (name: string) => Math.min(...answers.filter((one) => one.name === name).map(({ ms }) => ms));
  for (const name of ['lan.nguyen', 'khong.co']) expect(fastest(name)).toBeGreaterThan(fastest('minh.tran') / 3);
});

test('guessing gets slower, never stops the owner for more than a minute, and does not touch a browser that is known', async () => {
  const { app, url, pass } = await portal();
  await addStaff(app);
  const known = browserAt(url);
  await known.signIn('lan.nguyen');
  await known.post('/quan-tri/dang-xuat');
  for (let i = 0; i < 40; i += 1) {
    await browserAt(url, `198.51.100.${i}`).signIn('lan.nguyen', `thử lần thứ ${i}`);
    pass(61);
  }
  const guesser = browserAt(url, '198.51.100.99');
  await guesser.signIn('lan.nguyen', 'thử thêm lần nữa');
  const waiting = await guesser.signIn('lan.nguyen');
  expect(waiting.html).toContain('Hãy chờ 60 giây');
  expect(guesser.cookies.size).toBe(0);
  // Who signed in here before need not wait at all; and elsewhere a minute is enough.
  expect((await known.signIn('lan.nguyen')).status).toBe(303);
  pass(60);
  expect((await browserAt(url, '198.51.100.100').signIn('lan.nguyen')).status).toBe(303);
});

test('many guesses at the same moment are as many failures', async () => {
  const { app, url } = await portal();
  await addStaff(app);
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => browserAt(url, `198.51.100.${i}`).signIn('lan.nguyen', `thử lần thứ ${i}`)),
  );
  expect(answers.filter(({ html }) => html.includes('không đúng'))).toHaveLength(5);
  expect(answers.filter(({ html }) => html.includes('Hãy chờ'))).toHaveLength(7);
});

test('one address that tries many names is slowed too', async () => {
  const { url } = await portal();
  const browser = browserAt(url);
  for (let i = 0; i < 21; i += 1) expect((await browser.signIn(`ten.${i}`, 'một mật khẩu hay gặp')).html).toContain('không đúng');
  expect((await browser.signIn('ten.khac', 'một mật khẩu hay gặp')).html).toContain('Hãy chờ 1 giây');
});

test('a known browser is known for the name that signed in there, and not by a cookie that somebody made up', async () => {
  const { app, url } = await portal();
  await addStaff(app);
  await addStaff(app, { userName: 'minh.tran', name: 'Trần Minh' });
  const minh = browserAt(url);
  await minh.signIn('minh.tran');
  for (let i = 0; i < 5; i += 1) await browserAt(url, `198.51.100.${i}`).signIn('lan.nguyen', `thử lần thứ ${i}`);
  expect((await minh.signIn('lan.nguyen')).html).toContain('Hãy chờ');
  const forged = browserAt(url, '198.51.100.77');
  forged.cookies.set(deviceCookie, `${'A'.repeat(16)}.${'B'.repeat(43)}`);
  expect((await forged.signIn('lan.nguyen')).html).toContain('Hãy chờ');
});

test('a session id from before signing in is worth nothing afterwards, whoever put it there', async () => {
  const { app, url } = await portal();
  await addStaff(app);
  const victim = browserAt(url);
  victim.cookies.set(sessionCookie, 'a'.repeat(40));
  await victim.signIn('lan.nguyen');
  expect(victim.cookies.get(sessionCookie)).not.toBe('a'.repeat(40));
  const attacker = browserAt(url);
  attacker.cookies.set(sessionCookie, 'a'.repeat(40));
  expect((await attacker.get(home)).status).toBe(303);
  // Signing in again ends the session that the browser had.
  const before = victim.copy();
  await victim.signIn('lan.nguyen');
  expect((await before.get(home)).status).toBe(303);
  expect((await victim.get(home)).status).toBe(200);
});

test('a stolen cookie opens nothing after signing out; what the database holds is no cookie', async () => {
  const { app, url } = await portal();
  await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  const thief = browser.copy();
  expect((await thief.get(home)).status).toBe(200);
  const stored = await app.reader.selectFrom('staff_sessions').select('handle').executeTakeFirstOrThrow();
  expect(stored.handle).not.toBe(browser.cookies.get(sessionCookie));
  const reader = browserAt(url);
  reader.cookies.set(sessionCookie, stored.handle);
  expect((await reader.get(home)).status).toBe(303);

  const left = await browser.post('/quan-tri/dang-xuat');
  expect(left.location).toBe('/quan-tri/dang-nhap?roi=1');
  expect(browser.cookies.has(sessionCookie)).toBe(false);
  expect((await browser.get(left.location ?? '')).html).toContain('Bạn đã đăng xuất');
  expect((await thief.get(home)).status).toBe(303);
});

test('a session ends after half an hour without a request, and after twelve hours in any case', async () => {
  const { app, url, clock, pass } = await portal();
  await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  pass(29 * 60);
  expect((await browser.get(home)).status).toBe(200);
  pass(29 * 60);
  expect((await browser.get(home)).status).toBe(200);
  pass(30 * 60);
  expect((await browser.get(home)).status).toBe(303);

  clock.set(new Date(start).toISOString());
  await browser.signIn('lan.nguyen');
  let hours = 0;
  while ((await browser.get(home)).status === 200 && hours < 20) {
    pass(15 * 60);
    hours += 0.25;
  }
  expect(hours).toBe(12);
  expect(await app.reader.selectFrom('staff_sessions').selectAll().execute()).toEqual([]);
});

test('a disabled account loses its sessions at once', async () => {
  const { app, url } = await portal();
  const lan = await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  await disableAccount(app, atCommand('Thử nghiệm'), lan.id);
  expect((await browser.get(home)).status).toBe(303);
  expect((await browser.signIn('lan.nguyen')).status).toBe(422);
});

test('a first password opens nothing but the page that changes it; the change ends every other session', async () => {
  const { app, url } = await portal();
  const lan = await addStaff(app, { first: true });
  const [browser, other] = [browserAt(url), browserAt(url)];
  await browser.signIn('lan.nguyen', lan.password);
  await other.signIn('lan.nguyen', lan.password);
  expect((await browser.get('/quan-tri/bao-mat')).location).toBe('/quan-tri/doi-mat-khau');
  const change = (typed: Readonly<Record<string, string>>) =>
    browser.post('/quan-tri/doi-mat-khau', { 'hien-nay': lan.password, moi: password, 'nhap-lai': password, ...typed });
  for (const [typed, words] of [
    [{ 'hien-nay': 'không phải' }, 'Mật khẩu hiện nay không đúng'],
    [{ moi: 'ngắn', 'nhap-lai': 'ngắn' }, 'ít nhất 12 ký tự'],
    [{ 'nhap-lai': 'bốn con trâu xám' }, 'không giống nhau'],
    [{ moi: lan.password, 'nhap-lai': lan.password }, 'phải khác mật khẩu hiện nay'],
    [{ moi: 'Nguyễn Thị Lan 1', 'nhap-lai': 'Nguyễn Thị Lan 1' }, 'không được là tên của bạn'],
  ] as const) {
    const refused = await change(typed);
    expect([refused.status, refused.html.includes(words)], words).toEqual([422, true]);
  }
  const before = browser.copy();
  expect((await change({})).location).toBe(home);
  expect((await browser.get(home)).status).toBe(200);
  for (const ended of [before, other]) expect((await ended.get(home)).location).toBe('/quan-tri/dang-nhap');
  expect((await browserAt(url).signIn('lan.nguyen', lan.password)).status).toBe(422);
});

test('with the second factor, the password alone opens nothing; each code opens one session', async () => {
  const { app, url, clock, pass } = await portal();
  await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  const { key, codes } = await turnOn(browser, clock);
  expect(codes).toHaveLength(10);
  // Neither the key nor a code can be read from the tables.
  const row = JSON.stringify(await app.reader.selectFrom('staff').selectAll().execute());
  for (const secret of [key.replaceAll(' ', ''), ...codes]) expect(row).not.toContain(secret);

  const half = browserAt(url);
  expect((await half.signIn('lan.nguyen')).location).toBe('/quan-tri/ma-xac-thuc');
  for (const path of [home, '/quan-tri/bao-mat', '/quan-tri/doi-mat-khau'])
    expect((await half.get(path)).location, path).toBe('/quan-tri/ma-xac-thuc');
  // The code that turned it on is spent.
  expect((await half.post('/quan-tri/ma-xac-thuc', { ma: codeOf(key, clock.now()) })).html).toContain('vừa được dùng');
  pass(30);
  const pending = half.copy();
  const code = codeOf(key, clock.now());
  expect((await half.post('/quan-tri/ma-xac-thuc', { ma: `${code.slice(0, 3)} ${code.slice(3)}` })).location).toBe(home);
  expect((await half.get(home)).status).toBe(200);
  expect((await pending.get('/quan-tri/ma-xac-thuc')).status).toBe(303);
  const again = browserAt(url);
  await again.signIn('lan.nguyen');
  expect((await again.post('/quan-tri/ma-xac-thuc', { ma: code })).html).toContain('vừa được dùng');
  expect((await again.post('/quan-tri/ma-xac-thuc', { ma: '000000' })).html).toContain('Mã không đúng');
});

test('a recovery code opens one session, and no second one; guessing codes gets slower', async () => {
  const { app, url, clock } = await portal();
  await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  const { codes } = await turnOn(browser, clock);
  const one = browserAt(url);
  await one.signIn('lan.nguyen');
  expect((await one.post('/quan-tri/ma-xac-thuc', { ma: ` ${codes[3]?.toUpperCase()} ` })).location).toBe(home);
  const two = browserAt(url);
  await two.signIn('lan.nguyen');
  for (let i = 0; i < 5; i += 1) expect((await two.post('/quan-tri/ma-xac-thuc', { ma: codes[3] ?? '' })).html).toContain('Mã không đúng');
  expect((await two.post('/quan-tri/ma-xac-thuc', { ma: codes[4] ?? '' })).html).toContain('Hãy chờ');
});

test('two sessions that give one code at the same moment: one gets in', async () => {
  const { app, url, clock, pass } = await portal();
  await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  const { key } = await turnOn(browser, clock);
  pass(60);
  const both = [browserAt(url), browserAt(url)];
  for (const one of both) await one.signIn('lan.nguyen');
  const code = codeOf(key, clock.now());
  const answers = await Promise.all(both.map((one) => one.post('/quan-tri/ma-xac-thuc', { ma: code })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
});

test('one sees one’s own sessions and ends them; another’s are not found, whatever is sent', async () => {
  const { app, url } = await portal();
  await addStaff(app);
  await addStaff(app, { userName: 'minh.tran', name: 'Trần Minh' });
  const [here, there, minh] = [browserAt(url), browserAt(url), browserAt(url)];
  await here.signIn('lan.nguyen');
  await there.signIn('lan.nguyen');
  await minh.signIn('minh.tran');
  const handles = [...(await here.get('/quan-tri/bao-mat')).html.matchAll(/name="phien" value="([0-9a-f]{64})"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(handles).toHaveLength(1);
  const forged = await minh.post('/quan-tri/bao-mat', { viec: 'phien', phien: handles[0] ?? '' });
  expect([forged.status, forged.html.includes('Không có phiên đăng nhập này')]).toEqual([422, true]);
  expect((await there.get(home)).status).toBe(200);
  expect((await here.post('/quan-tri/bao-mat', { viec: 'phien', phien: handles[0] ?? '' })).location).toBe('/quan-tri/bao-mat?xong=phien');
  expect((await there.get(home)).status).toBe(303);
  expect((await here.get(home)).status).toBe(200);
});

test('the second factor is turned off, and recovery codes made anew, only with a password given a moment ago', async () => {
  const { app, url, clock, pass } = await portal();
  await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  await turnOn(browser, clock);
  pass(600);
  for (const viec of ['tat', 'ma-moi']) {
    const refused = await browser.post('/quan-tri/bao-mat', { viec });
    expect([refused.status, refused.html.includes('Hãy nhập lại mật khẩu')], viec).toEqual([422, true]);
  }
  expect((await browser.get('/quan-tri/bao-mat')).html).toContain('/quan-tri/dang-nhap?tiep=%2Fquan-tri%2Fbao-mat');
});

test('another person’s sealed key cannot be made one’s own second factor', async () => {
  const { app, url, clock } = await portal();
  await addStaff(app);
  await addStaff(app, { userName: 'minh.tran', name: 'Trần Minh' });
  const [lan, minh] = [browserAt(url), browserAt(url)];
  await lan.signIn('lan.nguyen');
  await minh.signIn('minh.tran');
  const setup = await lan.post('/quan-tri/bao-mat', { viec: 'bat' });
  const sealed = /name="khoa" value="([^"]+)"/.exec(setup.html)?.[1] ?? '';
  const key = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(setup.html)?.[1] ?? '';
  const stolen = await minh.post('/quan-tri/bao-mat', { viec: 'xac-nhan', khoa: sealed, ma: codeOf(key, clock.now()) });
  expect(stolen.status).toBe(422);
  expect(await app.reader.selectFrom('staff').select('totp_secret').execute()).toEqual([{ totp_secret: null }, { totp_secret: null }]);
});

test('every sign-in and change of one’s own security is in the audit, without any secret', async () => {
  const { app, url, clock } = await portal();
  const lan = await addStaff(app);
  const browser = browserAt(url);
  await browser.signIn('lan.nguyen');
  const { codes } = await turnOn(browser, clock);
  const rows = await app.reader.selectFrom('audit').selectAll().where('staff', '=', lan.id).execute();
  expect(rows.map(({ act, object }) => `${act} ${object}`)).toEqual(['staff.sign_in lan.nguyen', 'staff.turn_on_second_factor lan.nguyen']);
  for (const secret of [password, ...codes, browser.cookies.get(sessionCookie) ?? '']) expect(JSON.stringify(rows)).not.toContain(secret);
});
