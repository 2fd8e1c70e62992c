import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addProcedures, procedureOf } from '../support/catalogue.ts';
import { openBrowser } from '../support/chromium.ts';
import { nationalRecord, paper } from '../support/records.ts';
import { sampleProcedures } from '../support/sample-procedures.ts';
import { startTestPortal } from '../support/server.ts';

async function portalWithSamples(): Promise<string> {
  const { app, url } = await startTestPortal();
  await addProcedures(app, sampleProcedures());
  return url;
}

/** How many sheets a page is on paper. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4' });
  return pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
}

/** What is seen on paper. */
async function printed(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  await page.emulateMedia({ media: null });
  return text;
}

test.each([{ script: true }, { script: false }])(
  'the whole record can be read, and a case opened, with script: $script',
  async ({ script }) => {
    const url = await portalWithSamples();
    const page = await (await openBrowser({ script, width: 360 })).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${url}/thu-tuc/9.000003`);
    for (const question of ['Cần giấy tờ gì', 'Nộp ở đâu', 'Mất bao lâu', 'Hết bao nhiêu tiền'])
      expect(await page.getByRole('heading', { name: question }).isVisible()).toBe(true);
    const other = page.getByLabel('Văn bản ủy quyền');
    expect(await other.isVisible()).toBe(false);
    // From the answer straight into the case.
    await page.getByRole('link', { name: 'Trường hợp nhờ người khác' }).click();
    expect(await other.isVisible()).toBe(true);
    expect(await page.getByLabel('Giấy tờ chứng minh').isVisible()).toBe(false);
    await page.goto(`${url}/thu-tuc/9.000002`);
    expect(await page.getByRole('heading', { name: 'Các bước thực hiện' }).isVisible()).toBe(true);
    expect(await page.getByText('Cơ quan xem xét hồ sơ').first().isVisible()).toBe(false);
    await page.getByText(/^Đọc toàn bộ/).click();
    expect(await page.getByText('Cơ quan xem xét hồ sơ').first().isVisible()).toBe(true);
    // The data for search engines is no script: the policy of the page has nothing against it.
    expect(complaints).toEqual([]);
  },
);

test('a paper that two cases ask for is ticked once, each case counts its own, and the device remembers it', async () => {
  const url = await portalWithSamples();
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/thu-tuc/9.000003`);
  const [own, other] = [page.locator('.choice').nth(0), page.locator('.choice').nth(1)];
  await own.locator('summary').first().click();
  await own.getByLabel('Tờ khai theo mẫu').check();
  await own.getByLabel('Giấy tờ chứng minh').check();
  await other.locator('summary').first().click();
  expect(await other.getByLabel('Tờ khai theo mẫu').isChecked()).toBe(true);
  expect(await own.getByText('Đã có 2/2.').isVisible()).toBe(true);
  expect(await other.getByText('Đã có 1/2.').isVisible()).toBe(true);
  await page.reload();
  expect(await page.getByLabel('Tờ khai theo mẫu').first().isChecked()).toBe(true);
  expect(await page.getByLabel('Văn bản ủy quyền').isChecked()).toBe(false);
});

test('a procedure is printed on one sheet: name, answers, papers with boxes, the way back; not the whole record', async () => {
  const { app, url } = await startTestPortal();
  const papers = Array.from({ length: 10 }, (_, i) =>
    paper(`Giấy tờ thứ ${i + 1}, do cơ quan có thẩm quyền cấp, còn giá trị sử dụng theo quy định của pháp luật`),
  );
  await addProcedures(app, [procedureOf(nationalRecord({ cases: [{ name: '', papers }], conditions: 'Điều kiện rất dài. '.repeat(500) }))]);
  const page = await (await openBrowser()).newPage();
  await page.goto(`${url}/thu-tuc/9.000001`);
  expect(await sheets(page)).toBe(1);
  const text = await printed(page);
  for (const part of [
    'Xác nhận mẫu để kiểm thử',
    '9.000001',
    'Nộp ở đâu',
    '3 ngày làm việc',
    'Nguồn không ghi phí',
    'Giấy tờ thứ 10',
    '(08/04/2026)',
    'https://cchc.example.vn/thu-tuc/9.000001',
  ])
    expect(text).toContain(part);
  for (const part of ['Bước 1', 'Điều kiện', 'Luật Hộ tịch', 'Thủ tục cùng lĩnh vực']) expect(text).not.toContain(part);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('input[type=checkbox]:visible').count()).toBe(10);
  expect(await page.locator('.qr svg').isVisible()).toBe(true);
});

test('of several cases the open one is printed, with the papers of every dossier; all where none is open', async () => {
  const url = await portalWithSamples();
  const page = await (await openBrowser({ script: false })).newPage();
  await page.goto(`${url}/thu-tuc/9.000003`);
  expect(await sheets(page)).toBe(1);
  await page.emulateMedia({ media: 'print' });
  const seen = () => page.locator('.papers label:visible').allInnerTexts();
  expect(await seen()).toEqual(expect.arrayContaining(['Căn cước', 'Văn bản ủy quyền']));
  await page.emulateMedia({ media: null });
  await page.locator('.choice > summary').nth(1).click();
  await page.emulateMedia({ media: 'print' });
  expect(await seen()).toEqual(['Căn cước', 'Tờ khai theo mẫu', 'Văn bản ủy quyền']);
});

test('nothing in the texts of a record is run', async () => {
  const { app, url } = await startTestPortal();
  const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
  await addProcedures(app, [
    procedureOf(
      nationalRecord({
        name: `Xác nhận ${hostile}`,
        conditions: hostile,
        note: hostile,
        cases: [{ name: hostile, papers: [paper(hostile)] }],
      }),
    ),
  ]);
  const page = await (await openBrowser()).newPage();
  const run: string[] = [];
  page.on('dialog', (dialog) => {
    run.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`${url}/thu-tuc/9.000001`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Xác nhận ${hostile}`);
  expect(await page.getByLabel(hostile).count()).toBe(1);
  expect(run).toEqual([]);
  expect(await page.locator('script:not([src]):not([type])').count()).toBe(1);
});
