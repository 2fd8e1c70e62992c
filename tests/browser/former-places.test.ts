import { expect, test } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';

test('without script, on a phone, a citizen finds out where the ward on an old paper belongs now', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ script: false, width: 360 })).newPage();
  await page.goto(`${url}/co-quan`);
  await page.getByRole('link', { name: 'Giấy tờ ghi phường, xã, quận, huyện cũ? Xem nay thuộc đâu' }).click();
  const field = page.getByLabel('Tên cũ hoặc địa chỉ cũ');
  const lookUp = async (typed: string) => {
    await field.fill(typed);
    await page.getByRole('button', { name: 'Tra', exact: true }).click();
    await page.waitForURL('**/cu-sang-moi?ten=*');
    expect(await field.inputValue()).toBe(typed);
  };

  await lookUp('số 5 ngõ 10 phố Cửa Bắc, phường Trúc Bạch, quận Ba Đình, Hà Nội');
  const whole = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Phường Trúc Bạch' }) });
  expect(await whole.getByText('Toàn bộ nay thuộc:').isVisible()).toBe(true);
  expect(await whole.getByRole('link', { name: 'Phường Ba Đình' }).isVisible()).toBe(true);

  await lookUp('xa van canh huyen hoai duc');
  const divided = page.getByRole('article');
  expect(await divided.getByRole('listitem').allTextContents()).toEqual([
    expect.stringMatching(/Phường Xuân Phương\s*một phần/),
    expect.stringMatching(/Xã Sơn Đồng\s*phần còn lại/),
  ]);
  expect(await divided.getByText('Hãy xem theo số nhà, ngõ, thôn hoặc tổ dân phố.').isVisible()).toBe(true);

  await lookUp('Minh Khai');
  expect(await page.getByRole('article').count()).toBe(3);

  await lookUp('truc bac');
  await page.getByRole('link', { name: 'Phường Trúc Bạch, Quận Ba Đình' }).click();
  await page.getByRole('article').getByRole('link', { name: 'Phường Ba Đình' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Phường Ba Đình');
});

test('without script, someone who knows only the district comes to the ward by two links', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ script: false, width: 360 })).newPage();
  await page.goto(`${url}/co-quan/cu-sang-moi`);
  await page.getByRole('link', { name: 'Quận Hoàn Kiếm' }).click();
  expect(await page.getByText('Phường Hoàn Kiếm là tên đang dùng hiện nay').isVisible()).toBe(false);
  await page.getByText('Chọn đúng phường, xã, thị trấn cũ (18)').click();
  await page.getByRole('link', { name: 'Phường Lý Thái Tổ' }).click();
  expect(await page.getByRole('article').getByRole('link', { name: 'Phường Hoàn Kiếm' }).isVisible()).toBe(true);
});
