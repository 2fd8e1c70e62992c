import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { addPoint } from '#survey/point-service.ts';
import { ticketSheets } from '#survey/ticket-sheet.ts';
import { openTestApp } from '../support/app.ts';
import { openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';

/** How many sheets of paper a page is. */
async function printedPages(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test('a poster is one sheet of A4, with a code to scan from afar, however long the names are', { timeout: 60_000 }, async () => {
  const app = await openTestApp();
  const names = await app.reader.selectFrom('procedures').select(['code', 'name']).execute();
  const longest = names.reduce((a, b) => (b.name.length > a.name.length ? b : a));
  const label = 'Bộ phận tiếp nhận và trả kết quả, quầy số 3, tầng 1, nhà B'.padEnd(80, ' xx');
  const added = await addPoint(app, { agency: 'BQLCNC-KCN', label, mode: 'qr', procedure: longest.code }, atCommand('Lê An'));
  if (added.kind === 'refused') throw new Error(added.message.key);
  const { url } = await startTestPortal(app);
  const page = await (await openBrowser({ width: 703 })).newPage();
  for (const address of ['/co-quan/00004/ma-qr', `/co-quan/BQLCNC-KCN/ma-qr?diem=${added.point.code}`]) {
    await page.goto(url + address);
    expect(await printedPages(page), address).toBe(1);
    await page.emulateMedia({ media: 'print' });
    const code = await page.locator('.poster svg').boundingBox();
    // 5 cm at 96 to the inch.
    expect(Math.min(code?.height ?? 0, code?.width ?? 0), address).toBeGreaterThan(189);
    expect(await page.locator('.poster').evaluate((own) => own.scrollHeight <= own.clientHeight), address).toBe(true);
    await page.emulateMedia({ media: null });
  }
});

test('slips of tickets fill sheets of A4, none of their words cut off', async () => {
  const page = await (await openBrowser({ width: 733 })).newPage();
  const agency = 'Ban Quản lý Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội';
  const text = { siteUrl: 'https://cong.example', agency, wave: 'Khảo sát <thử> & "đo"', closes: '2026-12-31', batch: '2026-11-22-aaaaaa' };
  const codes = Array.from({ length: 22 }, (_, i) => `WWWW-MMMM-WWWW-MM${String(i).padStart(2, '0')}`);
  await page.setContent([...ticketSheets(translatorFor('vi'), text, codes)].join(''));
  expect(await printedPages(page)).toBe(2);
  expect(await page.locator('li').first().innerText()).toContain('Khảo sát <thử> & "đo", đến hết 31/12/2026');
  await page.emulateMedia({ media: 'print' });
  const cut = await page
    .locator('li, li b, li div p')
    .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length);
  expect(cut).toBe(0);
});
