import { expect, test } from 'vitest';
import { createDraft, submitDraft } from '#newsroom/draft-service.ts';
import { approve } from '#newsroom/publication-service.ts';
import { openTestApp } from '../support/app.ts';
import { barriers, sideways } from '../support/axe.ts';
import { openBrowser } from '../support/chromium.ts';
import { publishedDocument } from '../support/documents.ts';
import { binh, bodyOfLines, done, ha, wholeFields } from '../support/editors.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, password } from '../support/staff.ts';
import { pdf, picture } from '../support/uploads.ts';

const long = 'Bộ phận tiếp nhận và trả kết quả giải quyết thủ tục hành chính lưu động tại nhà văn hóa thôn, buổi sáng ngày thứ bảy';

// A browser keeps a `__Host-` cookie for https alone: as on a developer's machine, the portal is called by http here.
test('an editor uploads by the form alone on a phone; readers see the gallery without a jump, whatever the form of the pictures', async () => {
  const app = await openTestApp({ env: { SITE_URL: 'http://localhost:4321' } });
  const { url } = await startTestPortal(app);
  await addStaff(app, { roles: ['editor', 'publisher'] });
  const page = await (await openBrowser({ width: 360 })).newPage();
  await page.goto(`${url}/quan-tri/kho-tep`);
  await page.getByLabel('Tên đăng nhập').fill('lan.nguyen');
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  expect(await page.getByText('Kho chưa có gì').isVisible()).toBe(true);
  const upload = async (name: string, buffer: Buffer, words: string) => {
    await page.goto(`${url}/quan-tri/kho-tep`);
    if (!(await page.getByLabel('Ảnh hoặc tệp', { exact: true }).isVisible())) await page.getByText('Thêm ảnh hoặc tệp').click();
    await page.getByLabel('Ảnh hoặc tệp', { exact: true }).setInputFiles({ name, mimeType: 'image/png', buffer });
    await page.getByLabel('Ảnh cho thấy gì').fill(words);
    await page.getByRole('button', { name: 'Tải lên' }).click();
  };
  await upload('hình.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), long);
  expect(await page.getByRole('alert').textContent()).toContain('SVG, HTML hoặc XML');
  expect(await page.getByLabel('Ảnh cho thấy gì').inputValue()).toBe(long);
  expect(await barriers(page)).toEqual([]);
  const ids: string[] = [];
  for (const [i, size] of (
    [
      [1700, 900],
      [600, 900],
      [30, 30],
    ] as const
  ).entries()) {
    await upload(
      'anh.png',
      await picture(...size)
        .png()
        .toBuffer(),
      `${long} ${i}`,
    );
    expect(await page.getByText('Đã thêm vào kho.').isVisible()).toBe(true);
    ids.push(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  }
  await upload(`${long}.pdf`, pdf(), long);
  const file = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await publishedDocument(app, { attachments: [file], title: long });
  for (const path of [
    '/quan-tri/kho-tep',
    `/quan-tri/kho-tep/${ids[0]}`,
    `/quan-tri/kho-tep/${file}`,
    '/quan-tri/van-ban/77-qd-ubnd-2026',
    '/van-ban/77-qd-ubnd-2026',
  ]) {
    await page.goto(`${url}${path}`);
    expect([path, await barriers(page), await sideways(page)]).toEqual([path, [], 0]);
  }

  const image = (media: string) => ({ type: 'image' as const, attrs: { media, alt: 'Người dân nộp hồ sơ', caption: long } });
  const body = { type: 'doc' as const, content: [...bodyOfLines('Mở đầu.').content, ...ids.map(image), ...bodyOfLines('Kết.').content] };
  const draft = done(await createDraft(app, ha, 'bai-co-anh', wholeFields({ body })));
  done(await approve(app, binh, done(await submitDraft(app, ha, draft))));
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${url}/tin-tuc/bai-co-anh`);
    const before = await page.getByText('Kết.').boundingBox();
    await page.getByRole('img', { name: 'Người dân nộp hồ sơ' }).last().scrollIntoViewIfNeeded();
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLImageElement>('figure img')].every((one) => one.complete && one.naturalWidth > 0),
    );
    await page.evaluate(() => window.scrollTo(0, 0));
    expect(await page.getByText('Kết.').boundingBox()).toEqual(before);
    expect(
      await page
        .locator('figure img')
        .first()
        .evaluate((one: HTMLImageElement) => one.currentSrc),
    ).toMatch(/\.avif$/);
    expect([await barriers(page), await sideways(page)]).toEqual([[], 0]);
  }
}, 120_000);
