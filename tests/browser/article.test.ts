import { expect, test } from 'vitest';
import { approveArticle, submitArticle } from '#newsroom/service.ts';
import { anArticle } from '../support/articles.ts';
import { openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';

const path = '/tin-tuc/sap-xep-bo-may-23-so-nganh-ha-noi-2024';

test('on paper an article keeps its title, date, source and address, and loses menus, questions and other news', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ width: 794 })).newPage();
  await page.goto(`${url}${path}`);
  await page.emulateMedia({ media: 'print' });
  const seen = await page.locator('body').innerText();
  for (const kept of ['Tin ngày:', 'Nguồn:', `https://cchc.example.vn${path}`]) expect(seen).toContain(kept);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  for (const gone of ['Trang này có hữu ích không?', 'Tin liên quan', 'Khảo sát', 'Chép liên kết', 'Giới thiệu'])
    expect(seen).not.toContain(gone);
});

test('pictures in a row stand beside each other on a wide screen and below each other on a phone, also without script', async () => {
  const { app, url } = await startTestPortal();
  const body = 'Trước.\n\n![Ảnh một](/icon-512.png "Chú thích một")\n![Ảnh hai](/icon-512.png "Chú thích hai")\n\nSau.';
  await submitArticle(app, { ...anArticle('tin-co-anh', 'Tin có ảnh'), body }, 'Nguyễn Văn A');
  await approveArticle(app, 'tin-co-anh', 'Trần Thị B');
  for (const { width, beside } of [
    { width: 1280, beside: true },
    { width: 360, beside: false },
  ]) {
    const page = await (await openBrowser({ width, script: false })).newPage();
    await page.goto(`${url}/tin-tuc/tin-co-anh`);
    const [first, second] = await Promise.all(
      ['Chú thích một', 'Chú thích hai'].map((caption) => page.locator('figure', { hasText: caption }).boundingBox()),
    );
    expect(first?.y === second?.y, String(width)).toBe(beside);
    expect((second?.x ?? 0) + (second?.width ?? 0)).toBeLessThanOrEqual(width);
  }
});
