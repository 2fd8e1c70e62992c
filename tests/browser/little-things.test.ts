import { expect, test } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { startTestPortal } from '../support/server.ts';

test('a larger text is chosen once and stays on the next pages, from their first moment', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ width: 360 })).newPage();
  await page.goto(`${url}/thu-tuc/1.001193`);
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await page.getByRole('button', { name: 'Cỡ chữ: Rất lớn' }).click();
  expect((await size()) / before).toBeCloseTo(1.375, 2);
  // With no script of the page itself, only what stands in its head.
  await page.route('**/_astro/*.js', (route) => route.abort());
  await page.goto(`${url}/tin-tuc`);
  expect((await size()) / before).toBeCloseTo(1.375, 2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('the ward that someone saved is offered on the home page, and can be forgotten', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/co-quan/00004`);
  await page.getByRole('button', { name: 'Lưu làm nơi tôi ở' }).click();
  await page.goto(url);
  await page.getByRole('link', { name: 'Nơi ông/bà đã lưu trên máy này: Phường Ba Đình' }).click();
  await page.waitForURL('**/co-quan/00004');
  await page.getByRole('button', { name: 'Bỏ lưu nơi này' }).click();
  await page.goto(url);
  expect(await page.getByText('Nơi ông/bà đã lưu').isVisible()).toBe(false);
});

test('papers that were ticked are ticked again at the next visit, and nothing of it is sent', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/thu-tuc/1.001193`);
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await page.getByLabel('Tờ khai khai sinh').check();
  await page.getByLabel('Giấy tờ tùy thân').check();
  expect(await page.getByText('Đã có 2/5.').isVisible()).toBe(true);
  await page.reload();
  expect(await page.getByLabel('Tờ khai khai sinh').isChecked()).toBe(true);
  expect(await page.getByLabel('Ủy quyền nếu nhờ người khác').isChecked()).toBe(false);
  expect(sent).toEqual([]);
});

test('from a result there is a way back to the results as they were left', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ width: 360, height: 640 })).newPage();
  await page.goto(`${url}/tim-kiem?q=khai+sinh`);
  await page.evaluate(() => window.scrollTo({ top: 900, behavior: 'instant' }));
  await page
    .getByRole('link', { name: /khai sinh/i })
    .nth(5)
    .click();
  await page.waitForURL('**/thu-tuc/*');
  await page.getByRole('link', { name: 'Quay lại kết quả' }).click();
  await page.waitForURL('**/tim-kiem?q=khai+sinh');
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(400);

  await page.goto(`${url}/thu-tuc/1.001193`);
  expect(await page.getByRole('link', { name: 'Quay lại kết quả' }).isVisible()).toBe(false);
});

test('a page can be shared: its link is copied, its code opens without script and is printed', async () => {
  const { url } = await startTestPortal();
  const browser = await openBrowser();
  await browser.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await browser.newPage();
  await page.goto(`${url}/thu-tuc/1.001193`);
  await page.getByRole('button', { name: 'Chép liên kết' }).click();
  await page.getByText('Đã chép liên kết.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://cchc.example.vn/thu-tuc/1.001193');

  const plain = await (await openBrowser({ script: false })).newPage();
  await plain.goto(`${url}/thu-tuc/1.001193`);
  expect(await plain.getByRole('button', { name: 'Chép liên kết' }).isVisible()).toBe(false);
  await plain.getByRole('button', { name: 'Mã QR' }).click();
  expect(await plain.getByRole('img', { name: 'Mã QR' }).isVisible()).toBe(true);
  await plain.getByRole('button', { name: 'Đóng' }).click();
  expect(await plain.getByRole('img', { name: 'Mã QR' }).isVisible()).toBe(false);
  await plain.emulateMedia({ media: 'print' });
  expect(await plain.getByRole('img', { name: 'Mã QR' }).isVisible()).toBe(true);
  expect(await plain.getByRole('button', { name: 'Mã QR' }).isVisible()).toBe(false);
});

test('paper shows the answers, the papers and the source of a procedure, and neither menu nor search', async () => {
  const { url } = await startFilledPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/thu-tuc/1.001193`);
  await page.emulateMedia({ media: 'print' });
  for (const words of ['Tờ khai khai sinh', 'Mất bao lâu', 'thủ tục hành chính (tháng 7/2026)']) {
    expect(await page.getByText(words).first().isVisible(), words).toBe(true);
  }
  expect(await page.getByRole('navigation', { name: 'Chính' }).isVisible()).toBe(false);
  expect(await page.getByLabel('Tìm thủ tục, tin bài').isVisible()).toBe(false);
});
