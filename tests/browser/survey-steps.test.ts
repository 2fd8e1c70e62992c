import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { barriers, sideways, unfold } from '../support/axe.ts';
import { awake, openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';
import { openForm, option, showAll, storedResponses, wardForm } from '../support/survey-form.ts';

vi.setConfig({ testTimeout: 60_000 });

const next = (page: Page) => page.getByRole('button', { name: 'Tiếp' });
const progress = (page: Page) => page.locator('#tien-do');
const shown = (page: Page) => page.locator('fieldset.question:visible');
/** The name of the question that has the focus, or in which the focus is. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('fieldset')?.id);

test('on a phone one question is shown at a time: a tap answers and leads on, the focus goes along, nothing is lost on the way back', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  expect(await shown(page).count()).toBe(0);
  expect(await page.getByText('Bấm vào một mức thì sang câu sau').isVisible()).toBe(true);
  await next(page).click();
  expect(await progress(page).textContent()).toBe('Câu 1 trên 9');
  expect(await shown(page).count()).toBe(1);
  expect(await focused(page)).toBe('cau.W1');
  await page.getByText('Hài lòng', { exact: true }).locator('visible=true').click();
  await expect.poll(() => progress(page).textContent()).toBe('Câu 2 trên 9');
  expect(await focused(page)).toBe('cau.W2');
  // Not known: simply on.
  await next(page).click();
  expect(await focused(page)).toBe('cau.W3');

  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect.poll(() => progress(page).textContent()).toBe('Câu 2 trên 9');
  // The browser's own way back goes through the questions too.
  await page.goBack();
  await expect.poll(() => progress(page).textContent()).toBe('Câu 1 trên 9');
  expect(await option(page).isChecked()).toBe(true);
  await page.goForward();
  await expect.poll(() => progress(page).textContent()).toBe('Câu 2 trên 9');
  for (let step = 2; step <= 9; step++) await next(page).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Về người trả lời');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect(await storedResponses(portal)).toEqual([{ agency: '00004', answers: '4--------' }]);
});

test('the digits answer the question on the screen, 0 says not known, and none is taken from a field of text', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  await page.getByLabel('Cơ quan được đánh giá').focus();
  await page.keyboard.press('3');
  await next(page).click();
  for (const [key, question] of [
    ['5', 'W1'],
    ['0', 'W2'],
    ['1', 'W3'],
  ] as const) {
    await expect.poll(() => focused(page)).toBe(`cau.${question}`);
    await page.keyboard.press(key);
  }
  await expect.poll(() => focused(page)).toBe('cau.W4');
  // No such answer, or meant for the browser: nothing happens.
  for (const key of ['7', 'Control+4', 'a']) await page.keyboard.press(key);
  await page.waitForTimeout(700);
  expect(await focused(page)).toBe('cau.W4');
  for (let step = 4; step <= 9; step++) await next(page).click();
  await page.getByLabel('Mã mời (nếu có)').pressSequentially('1234');
  expect(await page.getByLabel('Mã mời (nếu có)').inputValue()).toBe('1234');
  await page.getByLabel('Mã mời (nếu có)').fill('');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect(await storedResponses(portal)).toEqual([{ agency: '00004', answers: '5-1------' }]);
});

test('arrow keys choose without leading on, Enter leads on and never sends before the end', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  await next(page).click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(700);
  expect(await progress(page).textContent()).toBe('Câu 1 trên 9');
  expect(await option(page).isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => progress(page).textContent()).toBe('Câu 2 trên 9');
  expect(await storedResponses(portal)).toEqual([]);
});

test('without an agency nobody gets to the questions', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, '/khao-sat/HN-WARD-9-2026');
  await next(page).click();
  expect(await progress(page).textContent()).toBe('Đã trả lời 0 trên 9 câu');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('agency');
});

test('what is refused leads to its question, wherever that is', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  for (let step = 0; step <= 9; step++) await next(page).click();
  await page.getByLabel('Mã mời (nếu có)').fill('sai');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  const alert = page.getByRole('alert', { name: 'Phiếu chưa được gửi' });
  await alert.waitFor();
  await alert.getByRole('link', { name: 'Phiếu chưa có câu nào được trả lời' }).click();
  expect(await progress(page).textContent()).toBe('Câu 1 trên 9');
  expect(await focused(page)).toBe('cau.W1');
  await alert.getByRole('link', { name: 'Mã mời không đúng' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('ticket');
});

test('the person chooses how to be asked; the device remembers it, and a wide window begins with all questions', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  await showAll(page);
  expect(await shown(page).count()).toBe(11);
  await page.goto(`${portal.url}/khao-sat/SIPAS-G1-2017`);
  await awake(page);
  expect(await shown(page).count()).toBeGreaterThan(20);

  const wide = await (await openBrowser({ width: 1280 })).newPage();
  await wide.goto(`${portal.url}${wardForm}`);
  await awake(wide);
  expect(await shown(wide).count()).toBe(11);
  await option(wide).check();
  // Goes on at the first question without an answer.
  await wide.getByRole('button', { name: 'Trả lời từng câu một' }).click();
  expect(await progress(wide).textContent()).toBe('Câu 2 trên 9');
  await wide.goto(`${portal.url}${wardForm}&ma=ABCD`);
  await awake(wide);
  await wide.getByRole('button', { name: 'Xóa và làm phiếu mới' }).click();
  expect(await shown(wide).count()).toBe(0);
});

test('a form that was begun goes on at the first question without an answer', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, wardForm);
  await next(page).click();
  for (const key of ['4', '4', '4']) {
    const before = await progress(page).textContent();
    await page.keyboard.press(key);
    await expect.poll(() => progress(page).textContent()).not.toBe(before);
  }
  await page.reload();
  await awake(page);
  await page.getByRole('button', { name: 'Tiếp tục phiếu này' }).click();
  expect(await progress(page).textContent()).toBe('Câu 4 trên 9');
  expect(await focused(page)).toBe('cau.W4');
});

test('words of one’s own are asked for where the page says so, and are never kept on the device', async () => {
  const portal = await startTestPortal();
  const page = await (await openBrowser({ width: 360 })).newPage();
  await page.goto(`${portal.url}${wardForm}`);
  await awake(page);
  await showAll(page);
  await option(page).check();
  await page.getByLabel('Lời góp ý').fill('Cần thêm ghế ngồi 123');
  expect(await page.getByText('Không ghi họ tên, số điện thoại, số giấy tờ').isVisible()).toBe(true);
  expect(await page.locator('[name=comment]').inputValue()).toBe('Cần thêm ghế ngồi 123');
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).toContain('cau.W1');
  expect(kept).not.toContain('Cần thêm');
});

test('a form that goes on with what was begun earlier does not claim to have been started now', async () => {
  const portal = await startTestPortal();
  const page = await (await openBrowser({ width: 1280 })).newPage();
  await page.goto(`${portal.url}${wardForm}`);
  await awake(page);
  await option(page).check();
  expect(await page.locator('[name=started]').inputValue()).toMatch(/^[0-9a-z]+\.[0-9a-f]{16}$/);
  await page.reload();
  await awake(page);
  await page.getByRole('button', { name: 'Tiếp tục phiếu này' }).click();
  expect(await page.locator('[name=started]').count()).toBe(0);
});

test.each([
  { where: 'on a phone', width: 360 },
  { where: 'at 320 px', width: 320 },
])('one question at a time has no barrier that axe finds, $where, and its targets are large', async ({ width }) => {
  const portal = await startTestPortal();
  const page = await (await openBrowser({ width, height: 640 })).newPage();
  await page.goto(`${portal.url}${wardForm}`);
  await awake(page);
  const look = async (where: string) => {
    await unfold(page);
    expect(await barriers(page), where).toEqual([]);
    expect(await sideways(page), where).toBe(0);
    const small = await page
      .locator('.surveyform :is(button, .options label):visible')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 48).map((one) => one.textContent));
    expect(small, where).toEqual([]);
  };
  await look('the agency');
  await next(page).click();
  await look('a question');
  // The question, its answers and the way on are seen at once on a small phone.
  const bottom = await next(page).evaluate((one) => one.getBoundingClientRect().bottom);
  if (width === 360) expect(bottom).toBeLessThanOrEqual(640);
  for (let step = 1; step <= 9; step++) await next(page).click();
  await page.getByRole('button', { name: 'Gửi phiếu' }).waitFor();
  await look('the end');
});
