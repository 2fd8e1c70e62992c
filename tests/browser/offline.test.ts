import type { BrowserContext, Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { openTestApp } from '../support/app.ts';
import { awake, openBrowser } from '../support/chromium.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';
import { showAll } from '../support/survey-form.ts';

// Each worker is brought, started and fed anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 });

const procedure = { path: '/thu-tuc/1.004194', title: 'Đăng ký tạm trú' };

/** A reader who has opened some pages of the portal and then has no network; the worker has come to rest. */
async function readThenGoOffline(paths: readonly string[]): Promise<{ portal: TestPortal; browser: BrowserContext; page: Page }> {
  const portal = await startTestPortal();
  const browser = await openBrowser({ width: 360 });
  const page = browser.pages()[0] ?? (await browser.newPage());
  // Sooner than the test's own end, so that it is said what was waited for.
  page.setDefaultTimeout(25_000);
  for (const path of paths) {
    await page.goto(`${portal.url}${path}`);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await kept(page, path);
  }
  await browser.setOffline(true);
  return { portal, browser, page };
}

/** Waits until a page, with its styles and fonts, is kept on the device. */
async function kept(page: Page, path: string): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    const files = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet], link[rel=preload]')].map((link) => link.href);
    return (await Promise.all([wanted, ...files].map((url) => caches.match(url)))).every((answer) => answer !== undefined);
  }, path);
}

/** Every address that any cache of the page's device holds. */
function everythingKept(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  });
}

test('a procedure that was read once is read again without a network: papers, style, and the word that it is a kept copy', async () => {
  const { portal, page } = await readThenGoOffline([procedure.path]);
  const papers = await page.locator('.answers li').first().textContent();
  await page.goto(`${portal.url}${procedure.path}?from=message`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(procedure.title);
  expect(await page.getByRole('heading', { name: 'Cần giấy tờ gì' }).isVisible()).toBe(true);
  expect(await page.locator('.answers li').first().textContent()).toBe(papers);
  expect(await page.locator('main > [role=status]').textContent()).toMatch(/^Đang xem bản đã lưu khi mất mạng \(lưu lúc .+\)$/);
  const look = await page.evaluate(async () => {
    await document.fonts.ready;
    return [getComputedStyle(document.body).backgroundColor, document.fonts.check('16px "Inter Variable"', 'ộ')];
  });
  expect(look).toEqual(['rgb(251, 250, 246)', true]);
});

test('an English address gives way to the English offline page, where what is kept can be deleted', async () => {
  const { portal, page } = await readThenGoOffline(['/gioi-thieu', procedure.path]);
  await page.goto(`${portal.url}/en/thu-tuc/1.001193`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You are offline');
  await page.locator('[data-group=procedures]').getByRole('link').first().waitFor();
  await page.getByRole('button', { name: 'Delete the saved pages' }).click();
  await page.getByText('Nothing is saved on this device yet').waitFor();
  await page.goto(`${portal.url}${procedure.path}`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Đang mất mạng');
});

test('a page never opened gives way to the offline page, which names what is kept and leads there', async () => {
  const { portal, browser, page } = await readThenGoOffline(['/gioi-thieu', procedure.path]);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${portal.url}/thu-tuc/1.001193`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Đang mất mạng');
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(251, 250, 246)');
  await page.getByRole('link', { name: 'Giới thiệu' }).first().waitFor();
  await page.locator('[data-group=procedures]').getByRole('link', { name: procedure.title }).click();
  await page.waitForURL(`**${procedure.path}`);
  expect(await page.getByRole('heading', { name: 'Cần giấy tờ gì' }).isVisible()).toBe(true);

  await page.goto(`${portal.url}/thu-tuc/1.001193`);
  await browser.setOffline(false);
  await page.getByRole('heading', { name: 'Cần giấy tờ gì' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/thu-tuc/1.001193');
  expect(await page.locator('main > [role=status]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('with nothing kept the offline page says how to keep something', async () => {
  const { portal, page } = await readThenGoOffline([]);
  await page.context().setOffline(false);
  await page.goto(`${portal.url}/khao-sat`);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await page.context().setOffline(true);
  await page.goto(`${portal.url}/co-quan`);
  expect(await page.getByText('Chưa có trang nào được lưu trên máy này').isVisible()).toBe(true);
});

test('surveys, receipts, the index and the API are never kept, and the survey form is not shown without a network', async () => {
  const { portal, browser, page } = await readThenGoOffline([procedure.path]);
  const form = `${portal.url}/khao-sat/HN-WARD-9-2026?co-quan=00004`;
  await browser.setOffline(false);
  for (const path of ['/khao-sat', '/khao-sat/bien-nhan', '/chi-so', '/tim-kiem?q=khai+sinh', '/khong-co-trang-nay', '/co-quan/00004']) {
    await page.goto(`${portal.url}${path}`);
  }
  await page.goto(form);
  await awake(page);
  await showAll(page);
  await page.getByRole('group', { name: 'Công chức giao tiếp lịch sự' }).getByLabel('Hài lòng', { exact: true }).check();
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect((await everythingKept(page)).filter((path) => !path.startsWith('/_astro/')).sort()).toEqual([
    '/en/ngoai-tuyen',
    '/ngoai-tuyen',
    procedure.path,
  ]);
  await browser.setOffline(true);
  await page.goto(form);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Đang mất mạng');
  expect(await page.locator('form fieldset').count()).toBe(0);
});

test('an error of the portal is shown as it is, not hidden behind the kept copy, and does not replace it', async () => {
  const { portal, browser, page } = await readThenGoOffline(['/gioi-thieu', procedure.path]);
  await browser.setOffline(false);
  portal.app.cache.drop(['content']);
  await portal.app.writer.schema.dropTable('procedures').execute();
  expect((await page.goto(`${portal.url}${procedure.path}`))?.status()).toBe(500);
  expect(await page.getByText('Cổng gặp sự cố').first().isVisible()).toBe(true);
  await browser.setOffline(true);
  await page.goto(`${portal.url}${procedure.path}`);
  expect(await page.getByRole('heading', { name: 'Cần giấy tờ gì' }).isVisible()).toBe(true);
});

test('where the portal does not answer within some seconds the kept copy is shown', async () => {
  const { portal, browser, page } = await readThenGoOffline([procedure.path]);
  await browser.setOffline(false);
  await browser.route('**/thu-tuc/*', () => {});
  const begun = Date.now();
  await page.goto(`${portal.url}${procedure.path}`);
  expect(Date.now() - begun).toBeGreaterThan(3500);
  expect(await page.locator('main > [role=status]').textContent()).toContain('Đang xem bản đã lưu');
});

test('a page kept by an older worker goes with its cache, what this one keeps stays when it starts again', async () => {
  const portal = await startTestPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${portal.url}/robots.txt`);
  await page.evaluate(async () => {
    await (await caches.open('cong-trang-0')).put('/x', new Response('x'));
    await (await caches.open('cong-trang-1')).put('/gioi-thieu', new Response('x'));
  });
  await page.goto(`${portal.url}/van-ban`);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  expect(await page.evaluate(async () => [await caches.has('cong-trang-0'), (await caches.match('/gioi-thieu')) !== undefined])).toEqual([
    false,
    true,
  ]);
});

test('the gallery brings no service worker', async () => {
  const { url } = await startTestPortal(await openTestApp({ gallery: true }));
  expect(await (await fetch(`${url}/thu-vien-giao-dien`)).text()).not.toContain('RegisterOffline');
  expect(await (await fetch(url)).text()).not.toContain('RegisterOffline');
});
