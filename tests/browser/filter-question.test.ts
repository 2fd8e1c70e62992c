import { expect, test, vi } from 'vitest';
import { startTestPortal } from '../support/server.ts';
import { openForm, showAll, storedResponses } from '../support/survey-form.ts';

vi.setConfig({ testTimeout: 60_000 });

const form = '/khao-sat/SIPAS-G2-2023-2?co-quan=00004';
const [policy, services, wishes] = [14, 19, 10];

test('without script, who has never done a procedure is not asked about it, and what they had chosen there does not count', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, form, false);
  const service = page.getByRole('group', { name: 'Trụ sở tiếp nhận hồ sơ, trả kết quả sạch sẽ, văn minh' });
  const filter = page.getByRole('group', { name: 'đã từng giải quyết thủ tục hành chính' });
  await service.getByLabel('Rất hài lòng').check();
  await filter.getByLabel('Chưa từng').check();
  expect(await service.isVisible()).toBe(false);
  expect(await page.getByRole('heading', { name: 'Tiếp cận dịch vụ' }).isVisible()).toBe(false);
  expect(await page.locator('fieldset[id^="cau."]:visible').count()).toBe(policy + 1 + wishes);
  await filter.getByLabel('Đã từng').check();
  expect(await service.isVisible()).toBe(true);
  await filter.getByLabel('Chưa từng').check();
  await page.getByRole('group', { name: 'Thông tin về chính sách đầy đủ, dễ hiểu' }).getByLabel('Hài lòng', { exact: true }).check();
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect(await storedResponses(portal)).toEqual([
    { agency: '00004', answers: `-4${'-'.repeat(policy - 2)}${'-'.repeat(services)}${'-'.repeat(wishes)}2` },
  ]);
});

test('one question at a time, the questions that are left out are skipped, forth and back, and the progress counts what is asked', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, form);
  const progress = () => page.locator('#tien-do').textContent();
  const next = () => page.getByRole('button', { name: 'Tiếp' }).click();
  const focused = () => page.evaluate(() => document.activeElement?.closest('fieldset')?.id);
  for (let step = 0; step < policy + 1; step++) await next();
  expect(await progress()).toBe(`Câu ${policy + 1} trên ${policy + services + wishes + 1}`);
  expect(await focused()).toBe('cau.B8.4');
  const scale = page.getByText('hài lòng ở mức nào').locator('visible=true');
  expect(await scale.count()).toBe(0);
  await page.getByText('Chưa từng', { exact: true }).locator('visible=true').click();
  await expect.poll(progress).toBe(`Câu ${policy + 2} trên ${policy + wishes + 1}`);
  expect(await focused()).toBe('cau.MD1');
  await page.keyboard.press('3');
  await expect.poll(focused).toBe('cau.MD2');
  await page.goBack();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect.poll(focused).toBe('cau.B8.4');
  // A second thought: asked after all, by the keys this time.
  await page.keyboard.press('1');
  await expect.poll(focused).toBe('cau.DV1');
  expect(await scale.count()).toBe(1);
  expect(await progress()).toBe(`Câu ${policy + 2} trên ${policy + services + wishes + 1}`);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect.poll(focused).toBe('cau.B8.4');
  await page.keyboard.press('2');
  await expect.poll(focused).toBe('cau.MD1');
  await showAll(page);
  expect(await progress()).toBe(`Đã trả lời 2 trên ${policy + wishes + 1} câu`);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect(await storedResponses(portal)).toEqual([
    { agency: '00004', answers: `${'-'.repeat(policy + services)}3${'-'.repeat(wishes - 1)}2` },
  ]);
});
