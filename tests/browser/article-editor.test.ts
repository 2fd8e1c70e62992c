import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { saveDraft } from '#newsroom/draft-service.ts';
import { listMedia } from '#newsroom/media-store.ts';
import type { Body } from '#newsroom/model/body.ts';
import type { MediaKind } from '#newsroom/model/media.ts';
import { fieldsOf, findArticleInWork } from '#newsroom/work-store.ts';
import type { App } from '#platform/app.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { barriers, sideways } from '../support/axe.ts';
import { openBrowser } from '../support/chromium.ts';
import { binh, done, wholeFields } from '../support/editors.ts';
import { hostileAddresses, hostileWords } from '../support/hostile-words.ts';
import { docsHtml, wordHtml } from '../support/pasted.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, password } from '../support/staff.ts';
import { pdf, picture } from '../support/uploads.ts';

const overHttp = { SITE_URL: 'http://localhost:4321' };
const title = 'Một cửa lưu động về thôn';
const slug = 'mot-cua-luu-dong-ve-thon';

interface Newsroom {
  readonly app: App;
  readonly url: string;
  readonly clock: ReturnType<typeof clockAt>;
}

async function newsroom(): Promise<Newsroom> {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ env: overHttp, clock });
  const { url } = await startTestPortal(app);
  await addStaff(app, { userName: 'ha.nguyen', name: 'Nguyễn Thị Hà', roles: ['editor', 'publisher'] });
  await addStaff(app, { userName: 'binh.tran', name: 'Trần Văn Bình', roles: ['publisher'] });
  return { app, url, clock };
}

/** Somebody of the newsroom in a browser of their own; whatever the content policy refuses, or throws, is in `wrong`. */
async function enter(
  url: string,
  userName: string,
  options: { script?: boolean; width?: number } = {},
): Promise<{ page: Page; wrong: string[] }> {
  const page = await (await openBrowser(options)).newPage();
  const wrong: string[] = [];
  page.on('console', (said) => {
    if (/Content Security Policy|Refused to/i.test(said.text())) wrong.push(said.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('dialog', async (dialog) => {
    if (dialog.type() === 'beforeunload') return dialog.accept();
    wrong.push(dialog.message());
    return dialog.dismiss();
  });
  await page.goto(`${url}/quan-tri`);
  await page.getByLabel('Tên đăng nhập').fill(userName);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, wrong };
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Nội dung' });
const tool = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Đã lưu lúc' }).waitFor();

/** Waits until the editor has come in the place of the plain field. */
const editing = (page: Page) => page.locator('[contenteditable=true]').waitFor();

async function begin(page: Page, url: string, name = title): Promise<void> {
  await page.goto(`${url}/quan-tri/bai-viet/moi`);
  await page.getByLabel('Tiêu đề').fill(name);
  await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
  await editing(page);
}

async function selectLine(page: Page, line: string): Promise<void> {
  await text(page).getByText(line).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
}

/** Pastes as a person does: the clipboard has HTML and text. */
async function paste(page: Page, html: string, plain = ''): Promise<void> {
  await text(page).evaluate(
    (element, [markup, words]) => {
      const clipboardData = new DataTransfer();
      if (markup !== '') clipboardData.setData('text/html', markup);
      clipboardData.setData('text/plain', words);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [html, plain] as const,
  );
}

/** Drops or pastes files of the device, as a person does; pasted with words, they only go along with these. */
async function give(
  page: Page,
  how: 'drop' | 'paste',
  files: readonly { readonly name: string; readonly type: string; readonly bytes: readonly number[] }[],
  plain = '',
): Promise<void> {
  await text(page).evaluate(
    (element, [way, given, words]) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of given) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      if (words !== '') data.setData('text/plain', words);
      const { left, top, width, height } = (element.lastElementChild ?? element).getBoundingClientRect();
      const at = { clientX: left + width / 2, clientY: top + height / 2 };
      element.dispatchEvent(
        way === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, ...at })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [how, files, plain] as const,
  );
}

const stored = async (app: App, at = slug): Promise<Body> => {
  const row = await findArticleInWork(app.reader, at);
  if (!row) throw new Error(`no article ${at}`);
  return fieldsOf(row).body;
};

const dialog = (page: Page) => page.getByRole('dialog');

/** The id of the one picture or file that the library has. */
async function idInStore(app: App, kind: MediaKind): Promise<string> {
  const { items } = await listMedia(app.reader, { kind, text: '' }, { limit: 2, offset: 0 });
  expect(items.length).toBe(1);
  return items[0]?.id ?? '';
}

/** How many pixels wide a picture is, once it has come. */
async function widthOf(img: Locator): Promise<number> {
  await img.waitFor();
  return img.evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth));
}

/** Finds the picture of the article’s whole life as it is shown to readers, and gets its file. */
async function seesPictureAndFile(page: Page): Promise<void> {
  const figure = page.getByRole('article').getByRole('figure', { name: 'Một cửa lưu động' });
  expect(await figure.locator('source').evaluateAll((all: HTMLSourceElement[]) => all.map(({ type }) => type))).toEqual([
    'image/avif',
    'image/webp',
  ]);
  const img = figure.getByRole('img', { name: 'Cán bộ nhận hồ sơ' });
  const box = () => img.evaluate((one) => one.getBoundingClientRect().height / one.getBoundingClientRect().width);
  // Its place is kept before it has come: nothing below jumps.
  expect(await box()).toBeCloseTo(800 / 1200, 2);
  await img.scrollIntoViewIfNeeded();
  await expect.poll(() => img.evaluate((one: HTMLImageElement) => one.complete && one.currentSrc)).toMatch(/\/tep\/\w+\/\d+\.avif$/);
  expect(await box()).toBeCloseTo(800 / 1200, 2);
  expect(await figure.locator('figcaption').textContent()).toBe('Một cửa lưu động');
  const file = page.getByRole('article').getByRole('link', { name: 'Mẫu tờ khai' });
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
  expect(download.suggestedFilename()).toBe('mau.pdf');
  expect(await page.getByRole('article').getByText('(PDF, 1 kB)').count()).toBe(1);
}

/** A body in short: kinds and words. */
const outline = (body: Body): unknown =>
  JSON.parse(JSON.stringify(body.content), (_key, value) =>
    value?.type === 'text' ? value.text + (value.marks ?? []).map(({ type }: { type: string }) => `/${type}`).join('') : value,
  );

test('an article’s whole life: written, pasted, submitted, returned, approved by another person, published by the clock, corrected, withdrawn, restored', async () => {
  const { app, url, clock } = await newsroom();
  const ha = await enter(url, 'ha.nguyen');
  await begin(ha.page, url);
  const page = ha.page;
  await page.getByLabel('Tóm tắt').fill('Cán bộ mang máy đến nhà văn hóa thôn để nhận hồ sơ.');
  await text(page).click();
  await page.keyboard.type('## Lịch');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Thứ Bảy hằng tuần.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- Khai sinh');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Kết hôn');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  // The tools by keyboard alone.
  await page.keyboard.press('Alt+F10');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Tiêu đề lớn');
  for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Bảng');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ngày');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Giờ');
  await page.keyboard.press('Tab');
  await tool(page, 'Xóa cột').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Xem kế hoạch');
  await page.keyboard.press('Shift+Home');
  await tool(page, 'Liên kết').click();
  await page.getByRole('dialog').getByLabel('Địa chỉ').fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('dialog').getByRole('alert').textContent()).toContain('Không dùng được địa chỉ này');
  expect(await barriers(page, 'dialog')).toEqual([]);
  await page.getByRole('dialog').getByLabel('Địa chỉ').fill('hanoi.gov.vn/ke-hoach');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+End');
  await tool(page, 'Ảnh').click();
  await dialog(page).getByText('Kho chưa có mục nào như vậy').waitFor();
  await dialog(page).getByRole('button', { name: 'Đưa vào bài' }).click();
  expect(await dialog(page).getByRole('alert').textContent()).toContain('Hãy chọn một mục trong kho, hoặc lấy từ máy.');
  const photo = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await picture(1200, 800).jpeg().toBuffer() };
  await dialog(page).getByLabel('Hoặc lấy ảnh từ máy').setInputFiles(photo);
  await dialog(page).getByRole('button', { name: 'Tải lên và đưa vào bài' }).click();
  expect(await dialog(page).getByRole('alert').textContent()).toContain('Hãy viết lời tả ảnh.');
  expect(await barriers(page, 'dialog')).toEqual([]);
  await dialog(page).getByLabel('Lời tả ảnh').fill('Cán bộ nhận hồ sơ');
  await dialog(page).getByLabel('Chú thích dưới ảnh').fill('Một cửa lưu động');
  await page.keyboard.press('Enter');
  const shownPicture = text(page).getByRole('img', { name: 'Cán bộ nhận hồ sơ' });
  expect(await widthOf(shownPicture)).toBe(480);
  await tool(page, 'Tệp đính kèm').click();
  await dialog(page).getByLabel('Hoặc lấy tệp từ máy').setInputFiles({ name: 'mau.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await dialog(page).getByLabel('Tên hiện trong bài').fill('Mẫu tờ khai');
  await dialog(page).getByRole('button', { name: 'Tải lên và đưa vào bài' }).click();
  await text(page).getByText('Tệp đính kèm: Mẫu tờ khai').waitFor();
  const [photoId, fileId] = await Promise.all([idInStore(app, 'image'), idInStore(app, 'file')]);
  await saved(page);
  await expect
    .poll(async () => outline(await stored(app)))
    .toMatchObject([
      { type: 'heading', attrs: { level: 2 }, content: ['Lịch'] },
      { type: 'paragraph', content: ['Thứ Bảy hằng tuần.'] },
      { type: 'bullet_list', content: [{ content: [{ content: ['Khai sinh'] }] }, { content: [{ content: ['Kết hôn'] }] }] },
      {
        type: 'table',
        content: [{ content: ['Ngày', 'Giờ'].map((words) => ({ type: 'table_header', content: [{ content: [words] }] })) }, {}, {}],
      },
      { type: 'paragraph', content: ['Xem kế hoạch/link'] },
      { type: 'image', attrs: { media: photoId, alt: 'Cán bộ nhận hồ sơ', caption: 'Một cửa lưu động' } },
      { type: 'attachment', attrs: { media: fileId, title: 'Mẫu tờ khai' } },
      { type: 'paragraph' },
    ]);
  expect(await barriers(page)).toEqual([]);

  // What is missing is said, and nothing that was typed is lost.
  await page.getByRole('button', { name: 'Lưu và gửi duyệt' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Bài còn thiếu');
  await page.getByLabel('Sáng kiến').check();
  await page.getByLabel('Nguồn', { exact: true }).fill('Tổ biên tập');
  await page.getByRole('button', { name: 'Lưu và gửi duyệt' }).click();
  await page.getByText('Đã gửi duyệt.').waitFor();
  expect(await page.getByRole('button', { name: 'Duyệt và đăng' }).count()).toBe(0);

  const binh = await enter(url, 'binh.tran');
  const review = binh.page;
  await review.goto(`${url}/quan-tri/bai-viet`);
  await review.getByRole('region', { name: 'Đang chờ bạn' }).getByRole('link', { name: title }).click();
  await review.getByLabel('Cần sửa gì').fill('Là Chủ nhật, không phải thứ Bảy.');
  await review.getByRole('button', { name: 'Trả lại' }).click();
  await review.getByText('Đã trả bài về bản nháp.').waitFor();

  await page.getByRole('link', { name: 'Xem trước' }).click();
  expect(await barriers(page)).toEqual([]);
  await seesPictureAndFile(page);
  await page.goBack();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  // As it stands in the library, not its words alone; where it is, the page has said.
  expect(await widthOf(shownPicture)).toBe(480);
  expect(asked.filter((address) => address.includes('chon.json'))).toEqual([]);
  expect(await page.getByRole('note').filter({ hasText: 'đã trả lại bài' }).textContent()).toContain('Là Chủ nhật, không phải thứ Bảy.');
  await editing(page);
  await selectLine(page, 'Thứ Bảy hằng tuần.');
  await page.keyboard.type('Chủ nhật hằng tuần.');
  await page.getByRole('button', { name: 'Lưu và gửi duyệt' }).click();
  await page.getByText('Đã gửi duyệt.').waitFor();
  expect(ha.wrong).toEqual([]);

  await review.goto(`${url}/quan-tri/bai-viet`);
  await review.getByRole('region', { name: 'Đang chờ bạn' }).getByRole('link', { name: title }).click();
  await review.getByLabel('Ngày đăng').fill('2026-11-22');
  await review.getByLabel('Giờ đăng').fill('09:00');
  await review.getByRole('button', { name: 'Duyệt và hẹn giờ' }).click();
  expect(await review.getByRole('alert').textContent()).toContain('Giờ hẹn đăng đã qua');
  await review.getByLabel('Giờ đăng').fill('10:20');
  await review.getByRole('button', { name: 'Duyệt và hẹn giờ' }).click();
  await review.getByText('Đã duyệt và hẹn giờ đăng.').waitFor();
  const publicPage = `${url}/tin-tuc/${slug}`;
  expect((await fetch(publicPage)).status).toBe(404);
  clock.set('2026-11-22T03:20:01Z');
  await expect.poll(async () => (await fetch(publicPage)).status, { timeout: 15_000 }).toBe(200);
  const shown = await (await fetch(publicPage)).text();
  expect(shown).toContain('<p>Chủ nhật hằng tuần.</p>');
  expect(shown).toContain('<a href="https://hanoi.gov.vn/ke-hoach" rel="external">Xem kế hoạch</a>');
  // Nobody of the staff: a reader, on a phone.
  const reader = await (await openBrowser({ width: 360 })).newPage();
  await reader.goto(publicPage);
  await seesPictureAndFile(reader);
  expect(await sideways(reader)).toBe(0);
  expect(await barriers(reader)).toEqual([]);

  await review.reload();
  await review.getByRole('link', { name: 'Mở trang đính chính' }).click();
  await editing(review);
  await selectLine(review, 'Chủ nhật hằng tuần.');
  await review.keyboard.type('Chủ nhật đầu tháng.');
  await review.getByLabel('Đính chính, mọi người').fill('Chỉ Chủ nhật đầu tháng.');
  await review.getByRole('button', { name: 'Đăng đính chính' }).click();
  await review.getByText('Đã đăng đính chính.').waitFor();
  await expect.poll(async () => (await fetch(publicPage)).text(), { timeout: 5000 }).toContain('Chỉ Chủ nhật đầu tháng.');

  await review.getByRole('link', { name: 'Lịch sử' }).click();
  expect(await review.locator('.difference del').allTextContents()).toEqual(['bỏ: hằng tuần']);
  expect(await review.locator('.difference ins').allTextContents()).toEqual(['thêm: đầu tháng']);
  await review.goBack();
  await review.getByLabel('Lý do, mọi người').fill('Lịch đã bị hủy.');
  await review.getByRole('button', { name: 'Rút bài' }).click();
  await review.getByText('Đã rút bài.').waitFor();
  await expect.poll(async () => (await fetch(publicPage)).status, { timeout: 5000 }).toBe(410);
  await review.getByRole('link', { name: 'Lịch sử' }).click();
  await review.getByRole('button', { name: 'Đưa về bản này' }).click();
  await review.getByText('Đã đưa bài về bản cũ.').waitFor();
  await editing(review);
  expect(await text(review).textContent()).toContain('Chủ nhật');
  expect(binh.wrong).toEqual([]);
}, 120_000);

test('what comes from Word and from Google Docs becomes plain structure', async () => {
  const { app, url } = await newsroom();
  const { page, wrong } = await enter(url, 'ha.nguyen');
  await begin(page, url);
  await text(page).click();
  await paste(page, wordHtml);
  await saved(page);
  expect(outline(await stored(app))).toEqual([
    { type: 'heading', attrs: { level: 2 }, content: ['Kế hoạch tiếp nhận'.normalize('NFC')] },
    { type: 'paragraph', content: ['Bộ phận ', 'một cửa/bold', ' làm việc ', 'cả thứ Bảy/italic', '.'] },
    {
      type: 'bullet_list',
      content: [
        {
          type: 'list_item',
          content: [
            { type: 'paragraph', content: ['Khai sinh'] },
            { type: 'bullet_list', content: [{ type: 'list_item', content: [{ type: 'paragraph', content: ['Trong hạn'] }] }] },
          ],
        },
        { type: 'list_item', content: [{ type: 'paragraph', content: ['Kết hôn'] }] },
      ],
    },
    { type: 'paragraph', content: ['Các bước:'] },
    {
      type: 'ordered_list',
      attrs: { order: 1 },
      content: ['Lấy số', 'Nộp hồ sơ'].map((words) => ({ type: 'list_item', content: [{ type: 'paragraph', content: [words] }] })),
    },
    {
      type: 'table',
      content: [
        ['Ngày/bold', 'Giờ'],
        ['22/11', null],
      ].map((cells) => ({
        type: 'table_row',
        content: cells.map((words) => ({
          type: 'table_cell',
          attrs: { colspan: 1, rowspan: 1 },
          content: [{ type: 'paragraph', ...(words === null ? {} : { content: [words] }) }],
        })),
      })),
    },
    { type: 'paragraph', content: ['Kế hoạch/link', ' bấm'] },
  ]);
  await begin(page, url, 'Bài từ Docs');
  await text(page).click();
  await paste(page, docsHtml);
  await saved(page);
  expect(outline(await stored(app, 'bai-tu-docs'))).toMatchObject([
    { type: 'heading', content: ['Lịch làm việc'] },
    { type: 'paragraph', content: ['Thứ Bảy/bold', ' buổi sáng/italic'] },
    {
      type: 'bullet_list',
      content: [{ content: [{ content: ['Phường Ba Đình'] }, { type: 'bullet_list', content: [{ content: [{ content: ['Tầng 1'] }] }] }] }],
    },
  ]);
  expect(wrong).toEqual([]);
}, 60_000);

test('hostile words and addresses that are pasted, and fifty thousand letters, stay words', async () => {
  const { app, url } = await newsroom();
  const { page, wrong } = await enter(url, 'ha.nguyen');
  await begin(page, url);
  await text(page).click();
  await paste(
    page,
    hostileAddresses.map((address) => `<p><a href="${address.replaceAll('"', '&quot;')}">bấm</a></p>`).join('') + hostileWords.join('<p>'),
  );
  await page.keyboard.press('Control+End');
  await paste(page, '', hostileWords.join('\n'));
  await saved(page);
  const kept = JSON.stringify(await stored(app));
  expect(kept).toContain('<script>alert(1)</script>');
  for (const [, href = ''] of kept.matchAll(/"href":"([^"]*)"/g)) expect(href).toMatch(/^(https?:|mailto:|\/(?!\/))/);
  await page.goto(page.url().replace(/\?.*/, '').concat('/xem-truoc'));
  expect(await page.locator('article script, article img, article iframe, article [onerror]').count()).toBe(0);

  await begin(page, url, 'Bài dài');
  await text(page).click();
  await paste(page, '', 'Thủ tục hành chính. '.repeat(2500));
  await saved(page);
  expect(JSON.stringify(await stored(app, 'bai-dai')).length).toBeGreaterThan(49_000);
  await paste(page, '', 'Thủ tục hành chính. '.repeat(9000));
  await page.getByRole('alert').filter({ hasText: 'Nội dung bài quá dài, tối đa 200 kB' }).waitFor();
  expect(wrong).toEqual([]);
});

test('two people write in one draft: the second is told, sees both and chooses; nothing is overwritten silently', async () => {
  const { app, url } = await newsroom();
  const ha = await enter(url, 'ha.nguyen');
  await begin(ha.page, url);
  const binh = await enter(url, 'binh.tran', { width: 360 });
  await binh.page.goto(ha.page.url());
  await editing(binh.page);
  await text(ha.page).click();
  await ha.page.keyboard.type('Chữ của Hà.');
  await saved(ha.page);
  await text(binh.page).click();
  await binh.page.keyboard.type('Chữ của Bình.');
  const alert = binh.page.getByRole('alert');
  await alert.filter({ hasText: 'Nguyễn Thị Hà đã lưu bài này lúc 10:00' }).waitFor();
  expect(outline(await stored(app))).toMatchObject([{ content: ['Chữ của Hà.'] }]);
  await binh.page.getByRole('button', { name: 'Xem hai bản và chọn' }).click();
  expect(await binh.page.locator('del').allTextContents()).toEqual(['bỏ: Hà']);
  expect(await binh.page.locator('ins').allTextContents()).toEqual(['thêm: Bình']);
  expect(await barriers(binh.page)).toEqual([]);
  expect(await sideways(binh.page)).toBe(0);
  await editing(binh.page);
  expect(await text(binh.page).textContent()).toBe('Chữ của Bình.');
  await binh.page.getByRole('button', { name: 'Lưu bản của tôi' }).click();
  await binh.page.getByText('Đã lưu.').waitFor();
  expect(outline(await stored(app))).toMatchObject([{ content: ['Chữ của Bình.'] }]);
  await binh.page.getByRole('link', { name: 'Lịch sử' }).click();
  expect(await binh.page.getByRole('listitem').filter({ hasText: 'Nguyễn Thị Hà' }).count()).toBeGreaterThan(0);
  expect([...ha.wrong, ...binh.wrong]).toEqual([]);
});

test('without a network or a session nothing is lost: it rests on the device, is said so, and is saved or offered later', async () => {
  const { app, url } = await newsroom();
  const { page } = await enter(url, 'ha.nguyen');
  await begin(page, url);
  const address = page.url();
  await page.context().setOffline(true);
  await text(page).click();
  await page.keyboard.type('Viết khi mất mạng.');
  await page.getByRole('status').filter({ hasText: 'Chưa lưu được, đang thử lại. Chữ của bạn được giữ trên máy này.' }).waitFor();
  await page.context().setOffline(false);
  await saved(page);
  expect(outline(await stored(app))).toMatchObject([{ content: ['Viết khi mất mạng.'] }]);

  await app.writer.deleteFrom('staff_sessions').execute();
  await page.keyboard.type(' Viết khi hết phiên.');
  await page.getByRole('alert').filter({ hasText: 'Phiên đăng nhập đã hết' }).waitFor();
  await page.goto(`${url}/quan-tri/dang-nhap`);
  await page.getByLabel('Tên đăng nhập').fill('ha.nguyen');
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goto(address);
  await editing(page);
  expect(await text(page).textContent()).toBe('Viết khi mất mạng.');
  await page.getByRole('button', { name: 'Lấy lại phần đó' }).click();
  expect(await text(page).textContent()).toBe('Viết khi mất mạng. Viết khi hết phiên.');
  await saved(page);
  expect(outline(await stored(app))).toMatchObject([{ content: ['Viết khi mất mạng. Viết khi hết phiên.'] }]);
  await page.reload();
  await editing(page);
  expect(await page.getByRole('button', { name: 'Lấy lại phần đó' }).count()).toBe(0);
});

test('what was posted without a session is offered again, also where somebody else has saved since', async () => {
  const { app, url } = await newsroom();
  const { page } = await enter(url, 'ha.nguyen');
  await begin(page, url);
  const address = page.url();
  await app.writer.deleteFrom('staff_sessions').execute();
  await text(page).click();
  await page.keyboard.type('Chữ không được mất.');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByLabel('Tên đăng nhập').fill('ha.nguyen');
  done(await saveDraft(app, binh, { slug, version: 1 }, wholeFields({ title })));
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goto(address);
  await editing(page);
  await page.getByRole('button', { name: 'Lấy lại phần đó' }).click();
  expect(await text(page).textContent()).toBe('Chữ không được mất.');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').waitFor();
  await page.goto(address);
  await editing(page);
  expect(await page.getByRole('button', { name: 'Lấy lại phần đó' }).count()).toBe(0);
});

test('after a fault of the network and then a refusal, what is typed next saves itself again', async () => {
  const { app, url } = await newsroom();
  const { page } = await enter(url, 'ha.nguyen');
  await begin(page, url);
  const answers = ['fault', 'refusal'];
  await page.route('**/luu.json', (route) => {
    const next = answers.shift();
    if (next === 'fault') return route.abort();
    return next ? route.fulfill({ status: 422, json: { message: 'Chưa nhận được.' } }) : route.continue();
  });
  await text(page).click();
  await page.keyboard.type('Một.');
  await page.getByRole('alert').filter({ hasText: 'Chưa nhận được.' }).waitFor();
  await page.keyboard.type(' Hai.');
  await saved(page);
  expect(outline(await stored(app))).toMatchObject([{ content: ['Một. Hai.'] }]);
});

test('without script the same article is written as Markdown and goes the same way', async () => {
  const { app, url } = await newsroom();
  const { page } = await enter(url, 'ha.nguyen', { script: false, width: 360 });
  await page.goto(`${url}/quan-tri/bai-viet/moi`);
  await page.getByLabel('Tiêu đề').fill(title);
  await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
  await page.getByLabel('Nội dung').fill('## Lịch\n\nChủ **nhật**.\n\n- Một\n- Hai');
  await page.getByLabel('Văn bản liên quan').fill('3724/KHONG-CO');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Không có văn bản “3724/KHONG-CO”');
  expect(await page.getByLabel('Nội dung').inputValue()).toContain('Chủ **nhật**.');
  await page.getByLabel('Văn bản liên quan').fill('');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').waitFor();
  expect(outline(await stored(app))).toMatchObject([{ type: 'heading' }, { content: ['Chủ ', 'nhật/bold', '.'] }, { type: 'bullet_list' }]);
});

test('whoever types before the editor has come keeps what was typed, in the plain field', async () => {
  const { app, url } = await newsroom();
  const { page } = await enter(url, 'ha.nguyen');
  // Before any script of the page runs, as somebody types whose network is slow.
  await page.addInitScript(() =>
    document.addEventListener('readystatechange', () => {
      const field = document.querySelector<HTMLTextAreaElement>('textarea[data-editor]');
      if (document.readyState === 'interactive' && field) field.value = 'Gõ sớm.';
    }),
  );
  await page.goto(`${url}/quan-tri/bai-viet/moi`);
  await page.getByLabel('Tiêu đề').fill(title);
  await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
  await page.waitForLoadState('networkidle');
  expect(await page.getByLabel('Nội dung').inputValue()).toBe('Gõ sớm.');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').waitFor();
  expect(outline(await stored(app))).toEqual([{ type: 'paragraph', content: ['Gõ sớm.'] }]);
});

test('a picture that is dropped or pasted is asked about before it stands in the text; words that bring a picture along stay words', async () => {
  const { app, url } = await newsroom();
  const { page, wrong } = await enter(url, 'ha.nguyen', { width: 360 });
  await begin(page, url);
  await text(page).click();
  await page.keyboard.type('Trước.');
  const files = [
    { name: 'một.png', type: 'image/png', bytes: [...(await picture(700, 500).png().toBuffer())] },
    { name: 'mẫu.pdf', type: 'application/pdf', bytes: [...pdf()] },
  ];
  await give(page, 'drop', files);
  expect(await dialog(page).getByText('Sau tệp này còn 1 tệp nữa.').count()).toBe(1);
  expect(await barriers(page, 'dialog')).toEqual([]);
  expect(await sideways(page)).toBe(0);
  // The field for the words has the cursor.
  await page.keyboard.type('Quầy một cửa');
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('heading', { name: 'Chọn tệp đính kèm' }).waitFor();
  await page.keyboard.type('Mẫu tờ khai');
  await page.keyboard.press('Enter');
  await text(page).getByText('Tệp đính kèm: Mẫu tờ khai').waitFor();
  expect(await widthOf(text(page).getByRole('img', { name: 'Quầy một cửa' }))).toBe(480);

  await give(page, 'paste', files.slice(0, 1));
  await dialog(page).getByRole('button', { name: 'Thôi' }).click();
  expect(await text(page).getByRole('img').count()).toBe(1);
  await page.keyboard.press('Control+End');
  await give(page, 'paste', files.slice(0, 1), 'Chữ từ Word');
  expect(await dialog(page).count()).toBe(0);
  expect(await text(page).textContent()).toContain('Chữ từ Word');
  await saved(page);
  expect(outline(await stored(app))).toMatchObject([
    { content: ['Trước.'] },
    { type: 'image', attrs: { media: await idInStore(app, 'image'), alt: 'Quầy một cửa' } },
    { type: 'attachment', attrs: { media: await idInStore(app, 'file'), title: 'Mẫu tờ khai' } },
    { content: ['Chữ từ Word'] },
  ]);

  // Into another article, whose page knows nothing of the picture.
  const figure = JSON.stringify(await idInStore(app, 'image'));
  await begin(page, url, 'Bài khác');
  await text(page).click();
  await paste(page, `<figure data-media=${figure} data-alt="Quầy một cửa"></figure>`);
  expect(await widthOf(text(page).getByRole('img', { name: 'Quầy một cửa' }))).toBe(480);
  expect(wrong).toEqual([]);
}, 60_000);

test('what the library does not take is said at its field, in words, with everything that was typed kept', async () => {
  const { app, url } = await newsroom();
  const { page, wrong } = await enter(url, 'ha.nguyen');
  await begin(page, url);
  await tool(page, 'Ảnh').click();
  const [file, words] = [dialog(page).getByLabel('Hoặc lấy ảnh từ máy'), dialog(page).getByLabel('Lời tả ảnh')];
  const alert = dialog(page).getByRole('alert');
  const send = async (name: string, mimeType: string, buffer: Buffer) => {
    await file.setInputFiles({ name, mimeType, buffer });
    await dialog(page).getByRole('button', { name: 'Tải lên và đưa vào bài' }).click();
  };
  await words.fill('Bản vẽ');
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await send('vẽ.svg', 'image/svg+xml', drawing);
  await alert.filter({ hasText: 'Đây là tệp SVG, HTML hoặc XML' }).waitFor();
  expect(await file.getAttribute('aria-invalid')).toBe('true');
  expect(await words.inputValue()).toBe('Bản vẽ');
  await send('giả.png', 'image/png', pdf());
  await alert.filter({ hasText: 'Đây không phải là ảnh.' }).waitFor();
  await send('mẫu.pdf', 'application/pdf', pdf());
  await alert.filter({ hasText: 'Đây không phải là ảnh.' }).waitFor();
  await send('to.png', 'image/png', Buffer.alloc(15 * 1024 ** 2 + 1));
  await alert.filter({ hasText: 'Tệp quá lớn nên cổng không nhận: ảnh tối đa 15 MB' }).waitFor();
  await words.fill('ab');
  const photo = await picture(500, 400).png().toBuffer();
  await send('ảnh.png', 'image/png', photo);
  await alert.filter({ hasText: 'từ 3 đến 300 ký tự' }).waitFor();
  expect(await words.evaluate((field) => field === document.activeElement)).toBe(true);
  await words.fill('Quầy một cửa');

  // A proxy that takes less than the portal does; then a portal that is away; then a session that has ended.
  const uploads = '**/quan-tri/kho-tep/tai-len.json';
  await page.route(uploads, (route) => route.fulfill({ status: 413, body: 'too large' }), { times: 1 });
  await page.keyboard.press('Enter');
  await alert.filter({ hasText: 'Tệp quá lớn nên cổng không nhận' }).waitFor();
  await page.route(uploads, (route) => route.abort(), { times: 1 });
  await page.keyboard.press('Enter');
  await alert.filter({ hasText: 'Kho tệp đang không trả lời' }).waitFor();
  await app.writer.deleteFrom('staff_sessions').execute();
  await page.keyboard.press('Enter');
  await alert.filter({ hasText: 'Phiên đăng nhập đã hết' }).waitFor();
  expect(await barriers(page, 'dialog')).toEqual([]);
  const [again] = await Promise.all([page.waitForEvent('popup'), alert.getByRole('link', { name: 'Đăng nhập ở cửa sổ mới' }).click()]);
  await again.getByLabel('Tên đăng nhập').fill('ha.nguyen');
  await again.getByLabel('Mật khẩu').fill(password);
  await again.getByRole('button', { name: 'Đăng nhập' }).click();
  await again.getByRole('heading', { level: 1 }).waitFor();
  await words.press('Enter');
  expect(await widthOf(text(page).getByRole('img', { name: 'Quầy một cửa' }))).toBe(480);
  await saved(page);
  expect(wrong).toEqual([]);
}, 60_000);
