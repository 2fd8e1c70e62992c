import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { approveArticle, submitArticle } from '#newsroom/service.ts';
import { submitResponse } from '#survey/service.ts';
import { awake, openBrowser } from '../support/chromium.ts';
import { wardResponse } from '../support/responses.ts';
import { conclude, departmentRound, must, openScoredRound, release } from '../support/rounds.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';

/** A page of a fresh browser at the portal; the test fails on any console error, script error or request to elsewhere. */
async function visit(portal: TestPortal, options: { script: boolean; width?: number }): Promise<{ page: Page; complaints: string[] }> {
  const browser = await openBrowser(options);
  const page = browser.pages()[0] ?? (await browser.newPage());
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith(portal.url) || complaints.push(`request to ${request.url()}`));
  return { page, complaints };
}

describe.each([
  { way: 'with script', script: true },
  { way: 'without script', script: false },
])('$way', ({ script }) => {
  test('a citizen types a few words without accents and reads what the procedure needs', async () => {
    const portal = await startTestPortal();
    const { page, complaints } = await visit(portal, { script, width: 360 });
    await page.goto(portal.url);
    await page.getByLabel('Tìm thủ tục, tin bài').fill('dang ky tam tru');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.getByRole('link', { name: 'Đăng ký tạm trú', exact: true }).first().click();
    expect(page.url()).toBe(`${portal.url}/thu-tuc/1.004194`);
    for (const question of ['Cần giấy tờ gì', 'Nộp ở đâu', 'Mất bao lâu', 'Hết bao nhiêu tiền']) {
      expect(await page.getByRole('heading', { name: question }).isVisible()).toBe(true);
    }
    expect(await page.getByText('bản chụp tháng 7/2026').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('a resident answers the ward form, gets a receipt, and sees the answer counted for the ward', async () => {
    const portal = await startTestPortal();
    const { page, complaints } = await visit(portal, { script, width: 360 });
    await page.goto(`${portal.url}/co-quan/00004`);
    expect(await page.getByText('Chưa có phiếu nào').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Trả lời khảo sát về Phường Ba Đình' }).click();
    expect(await page.getByLabel('Cơ quan được đánh giá').inputValue()).toBe('00004');
    const next = () => page.getByRole('button', { name: 'Tiếp' }).click();
    // What needs script is not offered without it.
    if (!script) expect(await page.getByText(/Trả lời từng câu một|bấm số 1 đến 5/).count()).toBe(0);
    if (script) {
      // One question at a time, as on every phone.
      await awake(page);
      await next();
    }
    await page.getByRole('group', { name: 'Công chức giao tiếp lịch sự' }).getByLabel('Rất hài lòng', { exact: true }).check();
    if (script) {
      await page.getByText('Câu 2 trên 9').waitFor();
      for (let i = 2; i <= 9; i++) await next();
      await page.getByText('Đã trả lời 1 trên 9 câu').waitFor();
    }
    await page.getByRole('group', { name: 'Giới tính' }).getByLabel('Nữ').check();
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.waitForURL('**/khao-sat/bien-nhan/*');
    expect(await page.getByText('Phiếu này được tính cho Phường Ba Đình').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Xem điểm của Phường Ba Đình' }).click();
    expect(await page.getByText('Chưa đủ 10 phiếu nên chưa nêu con số nào').isVisible()).toBe(true);
    expect(await page.getByText('1 phiếu').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('a form that is refused names what is wrong, keeps every choice, stores nothing, and goes through once mended', async () => {
    const portal = await startTestPortal();
    const { page } = await visit(portal, { script });
    await page.goto(`${portal.url}/khao-sat/HN-WARD-9-2026?co-quan=00004`);
    if (script) await awake(page);
    const item = page.getByRole('group', { name: 'Công chức giao tiếp lịch sự' });
    await item.getByLabel('Không hài lòng', { exact: true }).check();
    await page.getByLabel('Mã mời (nếu có)').fill('ABCD-ABCD-ABCD-ABCD');
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Mã mời không đúng');
    expect(await item.getByLabel('Không hài lòng', { exact: true }).isChecked()).toBe(true);
    expect(await page.getByLabel('Mã mời (nếu có)').inputValue()).toBe('ABCD-ABCD-ABCD-ABCD');
    expect(await portal.app.reader.selectFrom('responses').select('receipt').execute()).toEqual([]);
    await page.getByLabel('Mã mời (nếu có)').fill('');
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.waitForURL('**/khao-sat/bien-nhan/*');
    expect(await portal.app.reader.selectFrom('responses').select('answers').execute()).toEqual([{ answers: '2--------' }]);
  });

  test('a reader finds news published a moment ago, and the document it is about', async () => {
    const portal = await startTestPortal();
    const { page, complaints } = await visit(portal, { script });
    const article = {
      slug: 'tin-vua-dang',
      title: 'Tin vừa đăng về xếp loại cuối năm',
      summary: 'Một tin thử.',
      published: '2026-11-22',
      topics: ['Chế độ công vụ' as const],
      source: { name: 'Tổ biên tập' },
      documents: ['3724-hd-snv'],
      body: 'Nội dung tin.',
    };
    await submitArticle(portal.app, article, 'Người viết');
    await approveArticle(portal.app, article.slug, 'Người duyệt');
    await page.goto(`${portal.url}/tin-tuc`);
    await page.getByRole('link', { name: article.title }).click();
    await page.getByRole('link', { name: 'Hướng dẫn 3724/HD-SNV', exact: true }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hướng dẫn 3724/HD-SNV');
    expect(complaints).toEqual([]);
  });

  test('a round that is released shows index, rank and rank interval, and its files can be fetched', async () => {
    const portal = await startTestPortal();
    const { app } = portal;
    await openScoredRound(app, departmentRound, '9', '8');
    await Promise.all(
      Array.from({ length: 110 }, (_, i) =>
        submitResponse(app, { id: randomUUID(), instrument: 'SIPAS-G1-2017', agency: 'SNV', answers: { T1: i < 99 ? 5 : 1 } }),
      ),
    );
    await conclude(app, 'so-2026');
    await must(release(app, 'so-2026'));
    const { page, complaints } = await visit(portal, { script });
    await page.goto(`${portal.url}/chi-so`);
    await page.getByRole('link', { name: 'Kỳ 2026: sở', exact: true }).click();
    // 56 appraised points and 90 % of 30.
    expect(await page.getByRole('row', { name: /Sở Nội vụ/ }).textContent()).toMatch(/1 \(1–1\)\s*Sở Nội vụ\s*83,00/);
    await page.getByRole('link', { name: 'Sở Nội vụ' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sở Nội vụ');
    expect(await page.locator('main').textContent()).toContain('56,00 điểm thẩm định + 27,00 điểm điều tra');
    await page.goto(`${portal.url}/chi-so/ban-cong-bo/so-2026`);
    expect(
      await page
        .getByRole('row', { name: /Sở Nội vụ/ })
        .first()
        .textContent(),
    ).toMatch(/1\s*Sở Nội vụ\s*83,00\s*1 – 1/);
    expect((await page.request.get(`${portal.url}/chi-so/ban-cong-bo/so-2026/result.csv`)).status()).toBe(200);
    expect(complaints).toEqual([]);
  });
});

test('satisfaction appears on the pages of the ward and of the index once thirty people have answered', async () => {
  const portal = await startTestPortal();
  await Promise.all(Array.from({ length: 30 }, (_, i) => submitResponse(portal.app, wardResponse({}, i < 27 ? 5 : 2))));
  const { page } = await visit(portal, { script: false });
  await page.goto(`${portal.url}/co-quan/00004`);
  expect(await page.locator('.figure').first().textContent()).toBe('90,00 %');
  await page.goto(`${portal.url}/chi-so`);
  expect(await page.getByRole('row', { name: /Phường Ba Đình/ }).textContent()).toMatch(/30\s*90,00/);
});
