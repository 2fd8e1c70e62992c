import { expect, test } from 'vitest';
import { addProcedures, listedProcedure } from '../support/catalogue.ts';
import { openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';

test('without script, on a phone, a citizen narrows the catalogue by links, turns the page and comes back', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ script: false, width: 360 })).newPage();
  await page.goto(`${url}/thu-tuc`);
  expect(await page.getByText('Có 238 thủ tục.').isVisible()).toBe(true);
  const narrow = async (name: RegExp) => {
    const panel = page.getByRole('navigation', { name: 'Lọc danh sách' });
    // The panel is folded: it does not stand between the title and the list.
    expect(await panel.getByRole('link', { name }).isVisible()).toBe(false);
    await panel.getByText(/^Lọc danh sách/).click();
    await panel.getByRole('link', { name }).click();
  };
  await narrow(/^Người dân/);
  await narrow(/^Xã, phường/);
  expect(new URL(page.url()).search).toBe('?doi-tuong=nguoi-dan&cap=x%C3%A3');
  const first = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(await page.getByRole('link', { name: 'Trang trước' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Trang sau' }).click();
  const second = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(second[0]).not.toBe(first[0]);
  await page.getByRole('link', { name: 'Trang trước' }).click();
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(first);
  await page.getByRole('link', { name: /Bỏ lựa chọn Dành cho ai: Người dân/ }).click();
  expect(new URL(page.url()).search).toBe('?cap=x%C3%A3');
  await page.getByText(/^Lọc danh sách/).click();
  await page.getByRole('link', { name: /^Tất cả \d+ lĩnh vực/ }).click();
  await page.getByRole('link', { name: 'Hộ tịch', exact: true }).click();
  expect(new URL(page.url()).search).toBe('?cap=x%C3%A3&linh-vuc=H%E1%BB%99+t%E1%BB%8Bch');
  await page.getByRole('link', { name: 'Đăng ký kết hôn', exact: true }).click();
  expect(new URL(page.url()).pathname).toBe('/thu-tuc/1.000894');
});

test('on a wide screen the choices stand open beside the list, and a keyboard passes them in one step', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ script: false })).newPage();
  await page.goto(`${url}/thu-tuc`);
  const panel = page.getByRole('navigation', { name: 'Lọc danh sách' });
  expect(await panel.getByRole('link', { name: /^Sinh con/ }).isVisible()).toBe(true);
  expect(await panel.getByText('Lọc danh sách', { exact: true }).isVisible()).toBe(false);
  const [left, right] = await Promise.all([panel.boundingBox(), page.locator('#danh-sach').boundingBox()]);
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0);
  const past = panel.getByRole('link', { name: 'Bỏ qua bộ lọc' });
  await past.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('#danh-sach') !== null)).toBe(true);
});

test('the changes of the catalogue are an Atom feed that a reader understands, the newest hundred first', async () => {
  const { app, url } = await startTestPortal();
  await addProcedures(app, [listedProcedure('1.900001', { name: 'Cấp thẻ <b>A</b> & B, diện tích < 100 m2' })]);
  const history = { person: 'Nguyễn Văn A', source_file: null, source_sha256: null, previous: null };
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 1, minute)).toISOString();
  const older = Array.from({ length: 120 }, (_, i) => ({
    procedure: '1.001193',
    version: i + 1,
    act: 'changed' as const,
    at: at(i),
    parts: '["methods","decision","not-a-part"]',
  }));
  await app.writer
    .insertInto('procedure_history')
    .values(
      [
        ...older,
        { procedure: '1.004194', version: 1, act: 'withdrawn' as const, at: at(200), parts: '[]' },
        { procedure: '1.900001', version: 1, act: 'added' as const, at: at(201), parts: '[]' },
      ].map((row) => ({ ...history, ...row, at: row.at as `${string}T${string}Z` })),
    )
    .execute();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/thu-tuc`);
  const read = () =>
    page.evaluate(async () => {
      const answer = await fetch('/thu-tuc/thay-doi.xml');
      const xml = new DOMParser().parseFromString(await answer.text(), 'application/xml');
      const text = (from: Element | Document, name: string) =>
        from.getElementsByTagNameNS('http://www.w3.org/2005/Atom', name)[0]?.textContent ?? '';
      // Titles are HTML: what they read as.
      const asRead = (html: string) => new DOMParser().parseFromString(html, 'text/html').body.textContent;
      return {
        type: answer.headers.get('content-type'),
        broken: xml.querySelector('parsererror')?.textContent ?? null,
        id: text(xml, 'id'),
        updated: text(xml, 'updated'),
        author: text(xml, 'name'),
        entries: [...xml.getElementsByTagNameNS('http://www.w3.org/2005/Atom', 'entry')].map((entry) => ({
          id: text(entry, 'id'),
          title: asRead(text(entry, 'title')),
          updated: text(entry, 'updated'),
          summary: asRead(text(entry, 'summary')),
        })),
      };
    });
  const feed = await read();
  expect(feed).toMatchObject({
    type: 'application/atom+xml; charset=utf-8',
    broken: null,
    id: 'https://cchc.example.vn/thu-tuc/thay-doi.xml',
    updated: at(201),
  });
  expect(feed.author).not.toBe('');
  expect(feed.entries).toHaveLength(100);
  expect(feed.entries.slice(0, 3)).toEqual([
    {
      id: 'https://cchc.example.vn/thu-tuc/1.900001#lan-1',
      title: 'Mới: Cấp thẻ <b>A</b> & B, diện tích < 100 m2',
      updated: at(201),
      summary: '',
    },
    { id: 'https://cchc.example.vn/thu-tuc/1.004194#lan-1', title: 'Bãi bỏ: Đăng ký tạm trú', updated: at(200), summary: '' },
    {
      id: 'https://cchc.example.vn/thu-tuc/1.001193#lan-120',
      title: 'Sửa: Đăng ký khai sinh',
      updated: at(119),
      summary: 'Phần thay đổi: cách nộp, thời hạn, phí, quyết định công bố.',
    },
  ]);
  app.cache.drop(['content']);
  expect(await read()).toEqual(feed);
});
