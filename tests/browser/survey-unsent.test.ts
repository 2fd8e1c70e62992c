import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { addPoint } from '#survey/point-service.ts';
import { openWave } from '#survey/wave-service.ts';
import { barriers, sideways } from '../support/axe.ts';
import { awake, openBrowser } from '../support/chromium.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';
import { everythingStored, openForm, option, showAll, storedResponses, wardForm } from '../support/survey-form.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Someone answers and presses send while there is no network. */
async function answerOffline(portal: TestPortal, path = wardForm, prepare: (page: Page) => Promise<void> = async () => {}): Promise<Page> {
  const page = await openForm(portal, path);
  await showAll(page);
  await option(page).check();
  await prepare(page);
  await page.context().setOffline(true);
  await page.locator('[type=submit]:visible').last().click();
  await page.getByText(/Chưa gửi: phiếu về|Not sent yet/).waitFor();
  return page;
}

const receiptLink = (page: Page) => page.locator('main').getByRole('link', { name: /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/ });

test('an answer given without a network is kept, said to be unsent, sent when the network is back, and its receipt shown', async () => {
  const portal = await startTestPortal();
  const page = await answerOffline(portal);
  expect(await page.getByText('Chưa gửi: phiếu về Phường Ba Đình').isVisible()).toBe(true);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Chưa gửi');
  expect(await option(page).isVisible()).toBe(false);
  expect(await barriers(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  expect(await storedResponses(portal)).toEqual([]);

  await page.context().setOffline(false);
  await receiptLink(page).waitFor();
  expect(await page.getByText('Đã gửi xong: phiếu về Phường Ba Đình').isVisible()).toBe(true);
  expect(await barriers(page)).toEqual([]);
  expect(await storedResponses(portal)).toEqual([{ agency: '00004', answers: '4--------' }]);
  // Of the answers nothing is left on the device.
  expect(await everythingStored(page)).not.toMatch(/W1|cau\./);
  await receiptLink(page).click();
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Đã nhận phiếu');
  await page.getByRole('button', { name: 'Đã ghi lại mã, ẩn đi' }).click();
  await page.reload();
  await page.waitForTimeout(500);
  expect(await receiptLink(page).count()).toBe(0);
});

test('it is sent on the next visit too, from whichever page of the portal', async () => {
  const portal = await startTestPortal();
  const page = await answerOffline(portal, `/en${wardForm}`);
  const browser = page.context();
  await page.close();
  await browser.setOffline(false);
  const later = await browser.newPage();
  await later.goto(`${portal.url}/thu-tuc`);
  await receiptLink(later).waitFor();
  expect(await later.getByText('Sent: your answers about Phường Ba Đình').isVisible()).toBe(true);
  expect(await storedResponses(portal)).toEqual([{ agency: '00004', answers: '4--------' }]);
});

test('while the portal is in trouble it is tried again after a pause, and by hand', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  await showAll(page);
  await option(page).check();
  let tries = 0;
  await page.route('**/api/v1/responses', (route) => {
    tries += 1;
    return tries <= 3 ? route.fulfill({ status: 503, body: 'đang bảo trì' }) : route.continue();
  });
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByText('Chưa gửi: phiếu về').waitFor();
  // Once by the form, once at being kept, then by itself within some seconds.
  await expect.poll(() => tries, { timeout: 15_000 }).toBe(3);
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await receiptLink(page).waitFor();
  expect(await storedResponses(portal)).toEqual([{ agency: '00004', answers: '4--------' }]);
});

test('of two tabs only one sends it, and both show the receipt', async () => {
  const portal = await startTestPortal();
  const page = await answerOffline(portal);
  const browser = page.context();
  let posts = 0;
  let letThrough = () => {};
  const gate = new Promise<void>((open) => {
    letThrough = open;
  });
  await browser.route('**/api/v1/responses', async (route) => {
    posts += 1;
    await gate;
    await route.continue();
  });
  await browser.setOffline(false);
  const other = await browser.newPage();
  await other.goto(`${portal.url}/khao-sat`);
  await other.getByText('Chưa gửi: phiếu về').waitFor();
  for (const tab of [page, other]) await tab.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => posts).toBeGreaterThan(0);
  await page.waitForTimeout(500);
  letThrough();
  await receiptLink(page).waitFor();
  await receiptLink(other).waitFor();
  expect(posts).toBe(1);
  expect(await storedResponses(portal)).toEqual([{ agency: '00004', answers: '4--------' }]);
});

test('had it arrived although no answer came back, it is not counted again', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  await showAll(page);
  await option(page).check();
  let lost = 0;
  await page.route('**/api/v1/responses', async (route) => {
    const answer = await route.fetch();
    lost += 1;
    return lost === 1 ? route.abort('connectionreset') : route.fulfill({ response: answer });
  });
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await receiptLink(page).waitFor();
  expect(lost).toBeGreaterThan(1);
  expect(await storedResponses(portal)).toEqual([{ agency: '00004', answers: '4--------' }]);
});

test('what the portal refuses is said, kept, and can be mended or dropped', async () => {
  const portal = await startTestPortal();
  const page = await answerOffline(portal);
  await portal.app.writer.updateTable('agencies').set({ valid_to: '2026-11-21' }).where('code', '=', '00004').execute();
  await page.context().setOffline(false);
  await page.getByText('Cổng không nhận phiếu về Phường Ba Đình').waitFor();
  expect(await page.getByText('Phường Ba Đình đã kết thúc hoạt động').isVisible()).toBe(true);
  expect(await barriers(page)).toEqual([]);
  // Still there tomorrow, on any page.
  await page.goto(`${portal.url}/khao-sat`);
  await page.getByText('Cổng không nhận phiếu về').waitFor();
  await page.getByRole('button', { name: 'Mở lại để sửa' }).click();
  await page.waitForURL(`**${wardForm}`);
  await awake(page);
  await page.getByRole('button', { name: 'Tiếp tục phiếu này' }).click();
  expect(await option(page).isChecked()).toBe(true);
  await page.getByLabel('Cơ quan được đánh giá').selectOption('00008');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect(await storedResponses(portal)).toEqual([{ agency: '00008', answers: '4--------' }]);
});

test('someone can take back what has not been sent, or fill in another form meanwhile', async () => {
  const portal = await startTestPortal();
  const page = await answerOffline(portal);
  const id = await page.locator('[name=id]').inputValue();
  await page.getByRole('button', { name: 'Làm phiếu khác' }).click();
  expect(await option(page).isChecked()).toBe(false);
  expect(await page.locator('[name=id]').inputValue()).not.toBe(id);
  await option(page, 'Bình thường').check();
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await expect.poll(() => page.getByText('Chưa gửi: phiếu về').count()).toBe(2);
  await page.getByRole('button', { name: 'Bỏ phiếu này' }).first().click();
  await expect.poll(() => page.getByText('Chưa gửi: phiếu về').count()).toBe(1);
  await page.context().setOffline(false);
  await receiptLink(page).waitFor();
  expect(await storedResponses(portal)).toHaveLength(1);
});

test('an invitation code travels with it; what was written lives in the page alone, which says so', async () => {
  const portal = await startTestPortal();
  const page = await (await openBrowser({ width: 360 })).newPage();
  await page.goto(`${portal.url}${wardForm}`);
  await awake(page);
  await showAll(page);
  await option(page).check();
  await page.getByLabel('Lời góp ý').fill('Cần thêm ghế ngồi');
  await page.getByLabel('Mã mời (nếu có)').fill('ABCD-2345-EFGH-6789');
  const browser = page.context();
  const sent: unknown[] = [];
  let away = true;
  await browser.route('**/api/v1/responses', (route) => {
    if (away) return route.abort('internetdisconnected');
    sent.push(route.request().postDataJSON());
    return route.fulfill({ status: 201, json: { receipt: 'ABCD-EFGH-JKMN-PQRS', receipt_url: '/khao-sat/bien-nhan/ABCD-EFGH-JKMN-PQRS' } });
  });
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByText('Lời góp ý chỉ còn trong trang này').waitFor();
  const stored = await everythingStored(page);
  expect(stored).toContain('ABCD-2345-EFGH-6789');
  expect(stored).not.toContain('Cần thêm');
  // Another tab leaves it to the one that has the words.
  const other = await browser.newPage();
  away = false;
  await other.goto(`${portal.url}/khao-sat`);
  await other.getByText('Chưa gửi: phiếu về').waitFor();
  await other.getByRole('button', { name: 'Gửi ngay' }).click();
  await other.waitForTimeout(700);
  expect(sent).toEqual([]);
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await receiptLink(page).waitFor();
  expect(sent).toEqual([expect.objectContaining({ comment: 'Cần thêm ghế ngồi', ticket: 'ABCD-2345-EFGH-6789', answers: { W1: 4 } })]);
});

test('the wave and the counter that the page named travel with a response; when it was begun only where it is sent at once', async () => {
  const portal = await startTestPortal();
  const page = await (await openBrowser({ width: 1280 })).newPage();
  const order = { id: 'dot-1', instrument: 'HN-WARD-9-2026', title: 'Đợt 1', opens: '2026-11-01', closes: '2026-12-31', minimum_n: 30 };
  await openWave(portal.app, { ...order, modes: ['qr'], agencies: [], display: 'live' }, atCommand('Cán bộ A'));
  const made = await addPoint(portal.app, { label: 'Quầy 1', agency: '00004', mode: 'qr' }, atCommand('Cán bộ A'));
  const point = made.kind === 'done' ? made.point.code : '';
  const sent: unknown[] = [];
  await page.route('**/api/v1/responses', (route) => {
    sent.push(route.request().postDataJSON());
    return sent.length === 1
      ? route.abort('internetdisconnected')
      : route.fulfill({ status: 201, json: { receipt: 'ABCD-EFGH-JKMN-PQRS', receipt_url: '/khao-sat' } });
  });
  await page.goto(`${portal.url}/khao-sat/HN-WARD-9-2026?dot=dot-1&diem=${point}`);
  await awake(page);
  await option(page).check();
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await receiptLink(page).waitFor();
  const named = { wave: 'dot-1', point, agency: '00004', answers: { W1: 4 } };
  expect(sent).toEqual([
    { id: expect.any(String), instrument: 'HN-WARD-9-2026', ...named, started: expect.stringMatching(/^[0-9a-z]+\.[0-9a-f]{16}$/) },
    { id: expect.any(String), instrument: 'HN-WARD-9-2026', ...named },
  ]);
});

test('where nothing waits no page loads anything for it', async () => {
  const portal = await startTestPortal();
  const page = await (await openBrowser()).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${portal.url}/khao-sat`, { waitUntil: 'networkidle' });
  expect(asked.filter((url) => /outbox|on-this-device/.test(url))).toEqual([]);
});
