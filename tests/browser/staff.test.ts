import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openTestApp } from '../support/app.ts';
import { barriers, barriersIn, type Setting } from '../support/axe.ts';
import { openBrowser } from '../support/chromium.ts';
import { nationalJson } from '../support/national-json.ts';
import { staffAddresses } from '../support/routes.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, codeOf, password, startFilledStaffPortal, startStaffPortal } from '../support/staff.ts';

// A browser keeps a `__Host-` cookie for https alone: as on a developer's machine, the portal is called by http here.
const overHttp = { SITE_URL: 'http://localhost:4321' };

async function signIn(page: Page, url: string, typed: string = password): Promise<void> {
  await page.goto(`${url}/quan-tri`);
  await page.getByLabel('Tên đăng nhập').fill('lan.nguyen');
  await page.getByLabel('Mật khẩu').fill(typed);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

test.each([{ script: true }, { script: false }])(
  'a first password is changed, the second factor turned on, and the next sign-in asks for its code (script: $script)',
  async ({ script }) => {
    // The authenticator and the portal go by the same clock, which a person cannot set.
    const app = await openTestApp({ env: overHttp, clock: { now: () => new Date() } });
    const { url } = await startTestPortal(app);
    const lan = await addStaff(app, { first: true, roles: ['editor', 'publisher'] });
    const page = await (await openBrowser({ script, width: 360 })).newPage();
    await signIn(page, url, lan.password);
    await page.getByLabel('Mật khẩu hiện nay').fill(lan.password);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('ngắn quá');
    await page.getByLabel('Nhập lại mật khẩu mới').fill('ngắn quá');
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('ít nhất 12 ký tự');
    await page.getByLabel('Mật khẩu hiện nay').fill(lan.password);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(password);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Chào Nguyễn Thị Lan');

    await page.getByRole('link', { name: 'Bật mã xác thực' }).click();
    await page.getByRole('button', { name: 'Bật mã xác thực' }).click();
    await page.getByRole('img', { name: 'Mã QR cho ứng dụng xác thực' }).waitFor();
    const key = (await page.locator('main code').textContent()) ?? '';
    const used = codeOf(key, new Date());
    await page.getByLabel('2. Nhập 6 chữ số').fill(used);
    await page.getByRole('button', { name: 'Bật', exact: true }).click();
    const recovery = page.getByRole('status').locator('code');
    expect(await recovery.count()).toBe(10);
    const spare = (await recovery.first().textContent()) ?? '';
    await page.getByRole('link', { name: 'Tôi đã cất các mã' }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).first().click();
    expect(await page.getByText('Bạn đã đăng xuất.').isVisible()).toBe(true);

    await signIn(page, url);
    await page.getByLabel('Mã 6 chữ số').fill('000000');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    expect(await page.getByRole('alert').textContent()).toMatch(/Mã không đúng|vừa được dùng/);
    // axe needs script itself.
    if (script) expect(await barriers(page)).toEqual([]);
    // The code of the next half minute is one ahead, which a clock may be; nobody waits here.
    await page.getByLabel('Mã 6 chữ số').fill(codeOf(key, new Date(Date.now() + 30_000)));
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Chào Nguyễn Thị Lan');

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await signIn(page, url);
    await page.getByLabel('Mã 6 chữ số').fill(spare);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('link', { name: 'Bảo mật của tôi' }).first().click();
    expect(await page.locator('main').textContent()).toContain('Còn 9 mã dự phòng');
  },
);

const settings: readonly [Setting, ...Setting[]] = [
  { name: 'on a desktop', width: 1280 },
  { name: 'with forced colours', width: 768, media: { forcedColors: 'active' } },
  { name: 'on a phone in the dark', width: 360, media: { colorScheme: 'dark' } },
  { name: 'with letters and lines further apart', width: 320, apart: true },
];

test('no page of the staff has a barrier that axe finds (WCAG 2.2 AA), and none scrolls sideways, however somebody looks at it', async () => {
  const { url, other } = await startFilledStaffPortal(await openTestApp({ env: overHttp }));
  const page = await (await openBrowser({ width: settings[0].width })).newPage();
  const found: string[] = [];
  const look = async (name: string) => found.push(...(await barriersIn(page, settings, name)));
  await page.goto(`${url}/quan-tri/dang-nhap`);
  await look('before signing in');
  await signIn(page, url, 'sai mật khẩu rồi');
  await look('a refused sign-in');
  await signIn(page, url);
  for (const path of staffAddresses(other)) {
    await page.goto(`${url}${path}`);
    await look(path);
  }
  await page.goto(`${url}/quan-tri/nhap-thu-tuc`);
  const records = [nationalJson(), nationalJson({ code: 'sai' }), nationalJson({ code: '1.001193' })];
  const buffer = Buffer.from(records.map((record) => JSON.stringify(record)).join('\n'));
  await page.getByLabel('Tệp').setInputFiles({ name: `${'ten-rat-dai-'.repeat(8)}.jsonl`, mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: 'Đọc và xem trước' }).click();
  await page.getByRole('heading', { name: 'Sẽ thay đổi gì' }).waitFor();
  await look('the plan of an import');
  await page.getByRole('link', { name: 'Thay đổi' }).last().click();
  await look('what an import would change');
  await page.goto(`${page.url().replace(/\?.*$/, '')}/ghi`);
  await page.getByRole('button', { name: 'Ghi đúng như đã xem' }).waitFor();
  await look('before an import is carried out');
  await page.goto(`${url}/quan-tri/tai-khoan/${other}`);
  await page.getByRole('button', { name: 'Cấp mật khẩu mới' }).click();
  await look('a new password');
  await page.goto(`${url}/quan-tri/bao-mat`);
  await page.getByRole('button', { name: 'Bật mã xác thực' }).click();
  await look('setting up the second factor');
  await page.getByLabel('2. Nhập 6 chữ số').fill('000000');
  await page.getByRole('button', { name: 'Bật', exact: true }).click();
  await look('a wrong first code');
  expect(found).toEqual([]);
}, 600_000);

test('the service worker keeps no page of the staff, also not for a network that is gone', async () => {
  const { url } = await startStaffPortal(await openTestApp({ env: overHttp }));
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto(`${url}/gioi-thieu`);
  await page.goto(`${url}/quan-tri`);
  const kept = await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) for (const { url: one } of await (await caches.open(name)).keys()) urls.push(one);
    return urls;
  });
  expect(kept.filter((one) => one.includes('/quan-tri'))).toEqual([]);
  await context.setOffline(true);
  await page.goto(`${url}/quan-tri`);
  expect(await page.locator('body').textContent()).not.toContain('Nguyễn Thị Lan');
});
