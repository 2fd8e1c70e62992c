import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { barriers, sideways } from '../support/axe.ts';
import { awake, openBrowser } from '../support/chromium.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';
import { everythingStored, option, storedResponses, wardForm } from '../support/survey-form.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The form on the device of a counter; its clock in the hands of the test where it is to be. */
async function openKiosk(portal: TestPortal, clock = false, width = 820): Promise<Page> {
  const page = await (await openBrowser({ width, height: 1100 })).newPage();
  await page.addInitScript(() => localStorage.setItem('phuong-xa', '00008'));
  if (clock) await page.clock.install();
  await page.goto(`${portal.url}/khao-sat/HN-WARD-9-2026?kiosk`);
  if (clock) {
    await page.locator('astro-island:not([ssr])').waitFor();
    await page.clock.runFor(1000);
  } else await awake(page);
  await page.locator('html[data-kiosk]').waitFor();
  // From here on time passes only as the test lets it: seconds of a busy machine would count as seconds without anybody there.
  if (clock) await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  return page;
}

const next = (page: Page) => page.getByRole('button', { name: 'Tiếp', exact: true });
const agency = (page: Page) => page.getByLabel('Cơ quan được đánh giá');

/** Answers the first question and goes to the end. */
async function answer(page: Page): Promise<void> {
  await agency(page).selectOption('00004');
  await next(page).click();
  await option(page).check();
  await page.getByText('Câu 2 trên 9').waitFor();
  for (let step = 2; step <= 9; step++) await next(page).click();
}

test('a kiosk thanks each person with their receipt and begins anew for the next, keeping nothing', async () => {
  const portal = await startTestPortal();
  const page = await openKiosk(portal);
  // Not the ward that someone saved on it.
  expect(await agency(page).inputValue()).toBe('');
  expect(await page.locator('a[href]:not([href^="#"])').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Xem tất cả câu trên một trang' }).count()).toBe(0);
  await answer(page);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Cảm ơn ông/bà!' }).waitFor();
  expect(await page.locator('.receiptcode').textContent()).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cảm ơn ông/bà!');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Xong, mời người tiếp theo' }).click();
  expect(await agency(page).inputValue()).toBe('');
  expect(await page.locator('.receiptcode').count()).toBe(0);
  expect(await page.locator(':checked:is(input)').count()).toBe(0);
  expect(JSON.parse(await everythingStored(page))).toEqual([{ 'phuong-xa': '00008' }, {}]);

  await answer(page);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Cảm ơn ông/bà!' }).waitFor();
  expect(await storedResponses(portal)).toEqual([
    { agency: '00004', answers: '4--------' },
    { agency: '00004', answers: '4--------' },
  ]);
});

test('whoever goes away is warned for twenty seconds, can stay, and is forgotten after a minute', async () => {
  const portal = await startTestPortal();
  const page = await openKiosk(portal, true);
  await agency(page).selectOption('00004');
  await next(page).click();
  await option(page).check();
  const warning = page.getByRole('alert');
  await page.clock.runFor(39_000);
  expect(await warning.count()).toBe(0);
  await page.clock.runFor(2_000);
  await warning.waitFor();
  expect(await warning.textContent()).toContain('sắp bị xóa');
  await page.getByRole('button', { name: 'Tôi vẫn đang dùng' }).click();
  expect(await warning.count()).toBe(0);
  expect(await page.locator('[name="cau.W1"][value="4"]').isChecked()).toBe(true);

  await page.clock.runFor(59_000);
  expect(await warning.textContent()).toContain('Còn 1 giây');
  await page.clock.runFor(2_000);
  await expect.poll(() => agency(page).inputValue()).toBe('');
  expect(await page.locator(':checked:is(input)').count()).toBe(0);
  expect(await warning.count()).toBe(0);
  expect(JSON.parse(await everythingStored(page))).toEqual([{ 'phuong-xa': '00008' }, {}]);
  expect(await storedResponses(portal)).toEqual([]);
  // Nobody there: nothing more to count.
  await page.clock.runFor(120_000);
  expect(await warning.count()).toBe(0);
});

test('the warning has no barrier that axe finds', async () => {
  const page = await openKiosk(await startTestPortal(), true);
  await agency(page).selectOption('00004');
  await page.clock.runFor(41_000);
  await page.getByRole('alert').waitFor();
  // The checker waits by the page's clock, which has to go on for it.
  await page.clock.resume();
  expect(await barriers(page)).toEqual([]);
});

test('an agency chosen and left is forgotten too', async () => {
  const portal = await startTestPortal();
  const page = await openKiosk(portal, true);
  await agency(page).selectOption('00004');
  await page.clock.runFor(61_000);
  await expect.poll(() => agency(page).inputValue()).toBe('');
});

test('without a network a kiosk goes on, says how many responses wait, and sends them later without a trace', async () => {
  const portal = await startTestPortal();
  const page = await openKiosk(portal);
  await page.context().setOffline(true);
  for (const waiting of [1, 2]) {
    await answer(page);
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByText('vì vậy lần này không có mã biên nhận').waitFor();
    expect(await page.getByText(`Số phiếu chưa gửi trên máy này: ${waiting}`).isVisible()).toBe(true);
    // Nothing that a later person could read or delete.
    expect(await page.getByRole('button', { name: 'Bỏ phiếu này' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Xong, mời người tiếp theo' }).click();
  }
  expect(await barriers(page)).toEqual([]);
  await page.context().setOffline(false);
  await expect.poll(() => storedResponses(portal), { timeout: 10_000 }).toHaveLength(2);
  await expect.poll(() => page.getByText('Số phiếu chưa gửi').count()).toBe(0);
  expect(await everythingStored(page)).not.toMatch(/W1|cau\.|receipt/);
});

test('a kiosk fits a small window and has no barrier that axe finds', async () => {
  const portal = await startTestPortal();
  const page = await openKiosk(portal, false, 320);
  const usual = await (await openBrowser({ width: 320 })).newPage();
  await usual.goto(`${portal.url}${wardForm}`);
  const size = (one: Page) => one.locator('h1').evaluate((heading) => Number.parseFloat(getComputedStyle(heading).fontSize));
  expect(await size(page)).toBeGreaterThan(await size(usual));
  for (let step = 0; step < 2; step++) {
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await agency(page)
      .selectOption('00004', { timeout: 1000 })
      .catch(() => {});
    await next(page).click();
  }
});
