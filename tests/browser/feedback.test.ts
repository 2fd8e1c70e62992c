import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { App } from '#platform/app.ts';
import { barriers } from '../support/axe.ts';
import { openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';

const procedure = '/thu-tuc/1.001193';
const article = '/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12';
const thanks = 'Cảm ơn ông/bà. Câu trả lời đã được ghi nhận.';

async function counted(app: App): Promise<Record<string, number>> {
  await app.feedback.flush();
  const rows = await app.reader.selectFrom('page_feedback').select(['path', 'answer', 'n']).execute();
  return Object.fromEntries(rows.map(({ path, answer, n }) => [`${path} ${answer}`, n]));
}

/** What the page sends that is no mere reading. */
function posts(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') seen.push(request.postData() ?? '');
  });
  return seen;
}

test.each([true, false])(
  'the end of a page asks whether it was useful, and thanks for a yes where it stands (script: %s)',
  async (script) => {
    const { app, url } = await startTestPortal();
    const page = await (await openBrowser({ width: 360, height: 640, script })).newPage();
    await page.goto(`${url}${article}`);
    expect(await page.getByText(thanks).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Có', exact: true }).click();
    await page.getByText(thanks).waitFor();
    const inSight = async () => {
      const box = await page.getByText(thanks).boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= 640;
    };
    await expect.poll(inSight, { timeout: 5000 }).toBe(true);
    expect(await page.getByRole('button', { name: 'Có', exact: true }).isVisible()).toBe(false);
    expect(new URL(page.url()).pathname).toBe(article);
    expect(await counted(app)).toEqual({ [`${article} yes`]: 1 });
  },
);

test.each([true, false])('a no is asked why, and sent with the reason that is chosen (script: %s)', async (script) => {
  const { app, url } = await startTestPortal();
  const page = await (await openBrowser({ width: 360, script })).newPage();
  await page.goto(`${url}${procedure}`);
  const reason = page.getByRole('group', { name: 'Vì sao? Chọn một ý:' }).getByRole('button', { name: 'Thông tin sai hoặc cũ' });
  expect(await reason.isVisible()).toBe(false);
  await page.locator('summary', { hasText: 'Không' }).click();
  expect(await counted(app)).toEqual({});
  await reason.click();
  await page.getByText(thanks).waitFor();
  expect(await counted(app)).toEqual({ [`${procedure} wrong`]: 1 });
});

test.each([true, false])('by keyboard alone: no, a reason, and the focus stays at the thanks (script: %s)', async (script) => {
  const { app, url } = await startTestPortal();
  const page = await (await openBrowser({ script })).newPage();
  await page.goto(`${url}${procedure}`);
  await page.getByRole('button', { name: 'Có', exact: true }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(thanks).waitFor();
  expect(await counted(app)).toEqual({ [`${procedure} incomplete`]: 1 });
  // On from where the question stood, to the foot of the page.
  await page.keyboard.press('Tab');
  const looking = page.locator('.foot a').first();
  expect(await looking.evaluate((link) => link === document.activeElement)).toBe(true);
});

test('an answer is counted once, however often it is pressed or the page opened again', async () => {
  const { app, url } = await startTestPortal();
  const page = await (await openBrowser()).newPage();
  const sent = posts(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  // As on a slow network: the answer is long in coming.
  await page.route(`**${procedure}`, async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await page.goto(`${url}${procedure}`);
  const yes = page.getByRole('button', { name: 'Có', exact: true });
  await yes.dblclick();
  await yes.click();
  await page.locator('summary', { hasText: 'Không' }).click();
  await page.getByRole('button', { name: 'Khó hiểu' }).click();
  answer();
  await page.getByText(thanks).waitFor();
  await page.reload();
  await page.getByText(thanks).waitFor();
  expect(await yes.isVisible()).toBe(false);
  await page.goto(`${url}/en${procedure}`);
  await page.getByText('Thank you. Your answer has been recorded.').waitFor();
  expect(sent).toEqual(['answer=yes']);
  expect(await counted(app)).toEqual({ [`${procedure} yes`]: 1 });
  // Of another page it is asked as ever.
  await page.goto(`${url}/thu-tuc/1.004194`);
  expect(await yes.isVisible()).toBe(true);
});

test('without script too, to open the thanks again counts nothing', async () => {
  const { app, url } = await startTestPortal();
  const page = await (await openBrowser({ script: false })).newPage();
  await page.goto(`${url}${procedure}`);
  await page.getByRole('button', { name: 'Có', exact: true }).click();
  await page.getByText(thanks).waitFor();
  await page.reload();
  expect(await page.getByText(thanks).isVisible()).toBe(true);
  expect(await counted(app)).toEqual({ [`${procedure} yes`]: 1 });
});

test('an answer that could not be sent says so, is not counted, and can be sent again', async () => {
  const { app, url } = await startTestPortal();
  const browser = await openBrowser({ width: 360 });
  const page = await browser.newPage();
  await page.goto(`${url}${procedure}`);
  await browser.setOffline(true);
  await page.getByRole('button', { name: 'Có', exact: true }).click();
  const failed = page.getByRole('status').getByText('Chưa gửi được. Xin kiểm tra mạng rồi bấm lại.');
  await failed.waitFor();
  expect(await barriers(page, '.helpful')).toEqual([]);
  await browser.setOffline(false);
  await page.getByRole('button', { name: 'Có', exact: true }).click();
  await page.getByText(thanks).waitFor();
  expect(await failed.isVisible()).toBe(false);
  expect(await counted(app)).toEqual({ [`${procedure} yes`]: 1 });
});

test('an answer that the portal refuses is not thanked for', async () => {
  const { app, url } = await startTestPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}${procedure}`);
  await page.getByRole('button', { name: 'Có', exact: true }).evaluate((button: HTMLButtonElement) => {
    button.value = 'maybe';
  });
  await page.getByRole('button', { name: 'Có', exact: true }).click();
  await page.getByText('Chưa gửi được.').waitFor();
  expect(await page.getByText(thanks).isVisible()).toBe(false);
  expect(await counted(app)).toEqual({});
});

test('the question, its reasons, its thanks and the refusal have no barrier, and paper does not show them', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ width: 320 })).newPage();
  await page.goto(`${url}${procedure}`);
  await page.locator('summary', { hasText: 'Không' }).click();
  expect(await barriers(page, '.helpful')).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.helpful').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Không phải điều tôi cần' }).click();
  await page.getByText(thanks).waitFor();
  expect(await barriers(page, '.helpful')).toEqual([]);

  const plain = await (await openBrowser({ width: 320, script: false })).newPage();
  await plain.route(`**${procedure}`, (route) => route.continue(route.request().method() === 'POST' ? { postData: 'answer=maybe' } : {}));
  await plain.goto(`${url}${procedure}`);
  await plain.getByRole('button', { name: 'Có', exact: true }).click();
  expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe('Câu trả lời chưa được ghi nhận');
  // axe needs script of its own: the page as it stands is looked at in the browser that has it.
  const body = await plain.content();
  await page.route('**/refused', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await page.goto(`${url}/refused`);
  expect(await barriers(page)).toEqual([]);
  await plain.getByRole('link', { name: 'English' }).click();
  await plain.waitForURL(`**/en${procedure}`);
});
