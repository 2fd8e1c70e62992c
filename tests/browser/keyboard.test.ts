import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { awake, openBrowser } from '../support/chromium.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { showAll } from '../support/survey-form.ts';

/** Presses Tab until the focus is where the words say, as a person without a mouse does; at most `most` times. */
async function tabTo(page: Page, words: RegExp, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const one = document.activeElement;
      if (!(one instanceof HTMLElement)) return null;
      const style = getComputedStyle(one);
      const label =
        one instanceof HTMLInputElement || one instanceof HTMLSelectElement
          ? [...(one.labels ?? [])].map((each) => each.textContent).join(' ')
          : '';
      return {
        words: `${label} ${one.textContent ?? ''}`.replace(/\s+/g, ' ').trim(),
        outlined: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (focused && words.test(focused.words)) {
      expect(focused.outlined, `the focus on ${words} can be seen`).toBe(true);
      return;
    }
  }
  throw new Error(`no way by Tab to ${words}`);
}

test('without a mouse: past the menu, a search, its result, the procedure and the rating form', async () => {
  const { url } = await startFilledPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/van-ban`);
  await tabTo(page, /Đến nội dung chính/, 1);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('noi-dung');

  await page.goto(url);
  await tabTo(page, /Tìm thủ tục, tin bài/);
  await page.keyboard.type('dang ky tam tru');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tim-kiem?*');
  await tabTo(page, /^Đăng ký tạm trú$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/thu-tuc/1.004194');
  await tabTo(page, /Đánh giá mức độ hài lòng/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/khao-sat/HN-WARD-9-2026?*');
});

test('without a mouse: a whole survey, from the choice of the ward to the receipt', async () => {
  const { app, url } = await startFilledPortal();
  const page = await (await openBrowser({ width: 360 })).newPage();
  await page.goto(`${url}/khao-sat/HN-WARD-9-2026`);
  await awake(page);
  await tabTo(page, /Cơ quan được đánh giá/);
  await page.keyboard.type('Phường Ba Đình');
  await tabTo(page, /^Tiếp$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Rất hài lòng$/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Tiếp$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Rất hài lòng$/);
  await page.keyboard.press('ArrowDown');
  // Whoever goes through the answers by arrow keys is not taken away from them.
  await page.waitForTimeout(900);
  expect(await page.locator('#tien-do').textContent()).toBe('Câu 2 trên 9');
  for (let step = 2; step <= 9; step++) {
    await tabTo(page, /^Tiếp$/);
    await page.keyboard.press('Enter');
  }
  await tabTo(page, /^Gửi phiếu$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  const stored = await app.reader.selectFrom('responses').select(['agency', 'answers']).where('agency', '=', '00004').execute();
  expect(stored).toEqual([{ agency: '00004', answers: '54-------' }]);
});

test('without a mouse: news, the document it is about, and back by the breadcrumb', async () => {
  const { url } = await startFilledPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(url);
  await tabTo(page, /^Tin tức$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tin-tuc');
  await page.goto(`${url}/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12`);
  await tabTo(page, /Hướng dẫn 3724/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/van-ban/3724-hd-snv');
  await tabTo(page, /^Trang chủ$/);
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.pathname === '/');
});

test('without a mouse: from the index to a released round and one of its files', async () => {
  const { url } = await startFilledPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/chi-so`);
  await tabTo(page, /Kỳ thử: xã, phường/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/chi-so/thu');
  // Past the table of 126 wards: a region that scrolls takes the focus, and each name is a link.
  await tabTo(page, /Công bố 20\/01\/2027/, 600);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/chi-so/ban-cong-bo/thu');
  await tabTo(page, /result\.csv/, 600);
});

test('without a mouse: a former district leads to the wards of today, and one of them is saved and read in English', async () => {
  const { url } = await startFilledPortal();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/co-quan/00073-truoc-2025`);
  await tabTo(page, /^(Phường|Xã) /);
  await page.keyboard.press('Enter');
  await page.waitForURL(/co-quan\/\d{5}$/);
  await tabTo(page, /Lưu làm nơi tôi ở/);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Bỏ lưu nơi này' }).waitFor();
  await tabTo(page, /^English$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/en/co-quan/*');
});

test('going through the survey by keyboard, on a phone and forwards or back, the focus is never below the progress at the top', async () => {
  const { url } = await startFilledPortal();
  const page = await (await openBrowser({ width: 320, height: 640 })).newPage();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${url}/en/khao-sat/HN-WARD-9-2026?co-quan=00004`);
  await awake(page);
  await showAll(page);
  const hidden = () =>
    page.evaluate(() => {
      const focused = document.activeElement;
      const bar = document.querySelector('.progressbar')?.getBoundingClientRect();
      if (!focused?.closest('form.surveyform') || !bar) return null;
      const box = focused.getBoundingClientRect();
      const covered = box.top < bar.bottom && box.bottom > bar.top;
      return covered || box.top < 0 || box.bottom > window.innerHeight ? `${focused.id} ${(focused as HTMLInputElement).name}` : null;
    });
  await page.locator('#agency').focus();
  const found: (string | null)[] = [];
  for (let i = 0; i < 13; i++) {
    await page.keyboard.press('Tab');
    found.push(await hidden());
  }
  // Back to a question that someone has scrolled to just behind the progress, more or less.
  for (const top of [-30, 0, 20, 40, 60]) {
    await page.locator('[name="cau.W3"]').first().focus();
    await page
      .locator('[name="cau.W2"]')
      .first()
      .evaluate((radio, y) => window.scrollBy(0, radio.getBoundingClientRect().top - y), top);
    await page.keyboard.press('Shift+Tab');
    found.push(await hidden());
  }
  expect(found.filter((one) => one !== null)).toEqual([]);
});
