import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { barriers, sideways, unfold } from '../support/axe.ts';
import { awake, openBrowser } from '../support/chromium.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';
import * as survey from '../support/survey-form.ts';
import { everythingStored, option, pleased, storedResponses as responses, showAll, wardForm as ward } from '../support/survey-form.ts';

const polite = { name: survey.polite };

/** A survey form opened on a phone, with all questions on one page. */
async function openForm(portal: TestPortal, path: string, script = true): Promise<Page> {
  const page = await survey.openForm(portal, path, script);
  if (script) await showAll(page);
  return page;
}

describe.each([
  { way: 'with script', script: true },
  { way: 'without script', script: false },
])('$way', ({ script }) => {
  test('someone who reads English answers the Vietnamese questions and gets an English receipt', async () => {
    const portal = await startTestPortal();
    const page = await openForm(portal, `/en${ward}`, script);
    expect(await page.getByLabel('Agency that you are rating').inputValue()).toBe('00004');
    expect(await page.getByText('there is no official English wording').isVisible()).toBe(true);
    expect(await page.getByText(polite.name).getAttribute('lang')).toBe('vi');
    await option(page).check();
    if (script) await page.getByText('Answered: 1 of 9 questions').waitFor();
    await page.getByRole('button', { name: 'Send your answers' }).click();
    await page.waitForURL('**/en/khao-sat/bien-nhan/*');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('We have received your answers. Thank you!');
    expect(await page.getByText('This response counts for Phường Ba Đình.', { exact: false }).isVisible()).toBe(true);
    expect(await page.getByText('22 November 2026').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'See the score of Phường Ba Đình' }).click();
    expect(page.url()).toBe(`${portal.url}/en/co-quan/00004`);
  });

  test('a refused form takes the focus to what is wrong, leads to each field, and speaks the language of its page', async () => {
    const portal = await startTestPortal();
    for (const { prefix, ticket, send, title, message } of [
      { prefix: '', ticket: 'Mã mời (nếu có)', send: 'Gửi phiếu', title: 'Phiếu chưa được gửi', message: 'Mã mời không đúng' },
      {
        prefix: '/en',
        ticket: 'Invitation code (if you have one)',
        send: 'Send your answers',
        title: 'Your answers have not been sent yet',
        message: 'This invitation code is not right',
      },
    ]) {
      const page = await openForm(portal, `${prefix}${ward}`, script);
      await page.getByLabel(ticket).fill('wrong');
      await page.getByRole('button', { name: send }).click();
      const alert = page.getByRole('alert', { name: title });
      await alert.waitFor();
      // Asked from outside again and again: without script nothing waits inside the page.
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
      expect(await alert.getByRole('link').count()).toBe(2);
      await alert.getByRole('link', { name: message }).click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('ticket');
      const field = page.getByLabel(ticket);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator(`#${(await field.getAttribute('aria-describedby'))?.split(' ')[1]}`).textContent()).toContain(message);
      // No answer at all is mended at the first question.
      expect(await page.getByRole('group', polite).textContent()).toContain(await alert.getByRole('link').last().textContent());
      expect(await alert.getByRole('link').last().getAttribute('href')).toBe('#cau.W1');
    }
    expect(await responses(portal)).toEqual([]);
  });

  test('a receipt code that is none is said at its field', async () => {
    const portal = await startTestPortal();
    const page = await (await openBrowser({ script })).newPage();
    await page.goto(`${portal.url}/en/khao-sat`);
    await page.getByLabel('Receipt code').fill('ABCD');
    await page.getByRole('button', { name: 'Check the response' }).click();
    await page.waitForURL('**/en/khao-sat/bien-nhan?ma=ABCD');
    await page.getByRole('alert', { name: 'This code is not right yet' }).waitFor();
    expect(await page.getByLabel('Receipt code').getAttribute('aria-invalid')).toBe('true');
  });
});

test('an agency that has ended since the form was opened is refused at its field', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, ward);
  await option(page).check();
  await portal.app.writer.updateTable('agencies').set({ valid_to: '2026-11-21' }).where('code', '=', '00004').execute();
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('alert').waitFor();
  const select = page.getByLabel('Cơ quan được đánh giá');
  await page.locator('#agency[aria-invalid=true]').waitFor();
  expect(await page.locator('#agency-error').textContent()).toContain('Phường Ba Đình đã kết thúc hoạt động');
  await select.selectOption('00008');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.waitForURL('**/khao-sat/bien-nhan/*');
  expect(await responses(portal)).toEqual([{ agency: '00008', answers: '4--------' }]);
});

test('what is begun outlives the visit, is offered in either language without what was typed, and is gone once it is sent', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, ward);
  expect(await page.getByText('Tiếp tục phiếu đang làm dở?').count()).toBe(0);
  await page.getByLabel('Cơ quan được đánh giá').selectOption('00008');
  await option(page).check();
  await page.getByRole('group', { name: 'Giới tính' }).getByLabel('Nữ').check();
  await page.getByLabel('Mã mời (nếu có)').pressSequentially('ABCD-2345');
  const id = await page.locator('[name=id]').inputValue();
  expect(await everythingStored(page)).not.toContain('ABCD');

  // Closed and opened again, not only reloaded.
  await page.close();
  const again = await page.context().newPage();
  await again.goto(`${portal.url}${ward}`);
  await awake(again);
  expect(await option(again).isVisible()).toBe(false);
  expect(await again.getByText('đã trả lời 1 trên 9 câu').isVisible()).toBe(true);
  await again.getByRole('link', { name: 'English' }).click();
  await again.waitForURL('**/en/khao-sat/**');
  await awake(again);
  await again.getByRole('button', { name: 'Go on with this form' }).click();
  expect(await again.getByText('Answered: 1 of 9 questions').isVisible()).toBe(true);
  expect(await again.getByLabel('Agency that you are rating').inputValue()).toBe('00008');
  expect(await option(again).isChecked()).toBe(true);
  expect(await again.getByRole('group', { name: 'Giới tính' }).getByLabel('Nữ').isChecked()).toBe(true);
  expect(await again.getByLabel('Invitation code (if you have one)').inputValue()).toBe('');
  // Still the same response: had it arrived before, it would not be counted again.
  expect(await again.locator('[name=id]').inputValue()).toBe(id);

  await again.getByRole('button', { name: 'Send your answers' }).click();
  await again.waitForURL('**/en/khao-sat/bien-nhan/*');
  expect(await everythingStored(again)).not.toContain('cau.');
  expect(await responses(portal)).toEqual([{ agency: '00008', answers: '4--------' }]);
  await again.goto(`${portal.url}${ward}`);
  await awake(again);
  expect(await option(again).isChecked()).toBe(false);
  expect(await again.locator('[name=id]').inputValue()).not.toBe(id);
});

test('someone else on the same phone starts again with an empty form and a response of their own', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, ward);
  await option(page).check();
  const id = await page.locator('[name=id]').inputValue();
  await page.reload();
  await awake(page);
  await page.getByRole('button', { name: 'Xóa và làm phiếu mới' }).click();
  await page.getByText('Đã trả lời 0 trên 9 câu').waitFor();
  expect(await option(page).isChecked()).toBe(false);
  expect(await page.getByLabel('Cơ quan được đánh giá').inputValue()).toBe('00004');
  expect(await page.locator('[name=id]').inputValue()).not.toBe(id);
  expect(await everythingStored(page)).not.toContain('cau.');
});

test('what was begun more than seven days ago is neither offered nor kept', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, ward);
  await option(page).check();
  const other = 'phieu-dang-lam:/khao-sat/SIPAS-G2-2023||||';
  await page.evaluate((name) => {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith('phieu-dang-lam:'))) {
      const draft = JSON.parse(localStorage.getItem(key) ?? '');
      const old = JSON.stringify({ ...draft, kept: draft.kept - 7 * 86_400_000 });
      localStorage.setItem(key, old);
      localStorage.setItem(name, old);
    }
  }, other);
  await page.reload();
  await awake(page);
  expect(await page.getByText('Tiếp tục phiếu đang làm dở?').count()).toBe(0);
  expect(await option(page).isChecked()).toBe(false);
  expect(await everythingStored(page)).not.toContain('cau.');
});

test('a form about another agency begins empty', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, ward);
  await option(page).check();
  await page.goto(`${portal.url}/khao-sat/HN-WARD-9-2026?co-quan=00008`);
  await awake(page);
  expect(await option(page).isChecked()).toBe(false);
});

test('the ward that this device remembers is chosen, and said, where none is chosen yet', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, '/khao-sat/HN-WARD-9-2026');
  const select = page.getByLabel('Cơ quan được đánh giá');
  const note = page.getByText('Đã chọn sẵn nơi ông/bà đã lưu trên máy này');
  const remembering = async (code: string, path = '/khao-sat/HN-WARD-9-2026') => {
    await page.evaluate((value) => localStorage.setItem('phuong-xa', value), code);
    await page.goto(`${portal.url}${path}`);
    await awake(page);
    return select.inputValue();
  };
  expect(await select.inputValue()).toBe('');
  expect(await note.isVisible()).toBe(false);
  expect(await remembering('00004')).toBe('00004');
  expect(await note.isVisible()).toBe(true);
  expect(await select.getAttribute('aria-describedby')).toContain('agency-remembered');
  await select.selectOption('00008');
  expect(await note.isVisible()).toBe(false);
  // What was asked for wins, and what is no choice here is none.
  expect(await remembering('00004', '/khao-sat/HN-WARD-9-2026?co-quan=00008')).toBe('00008');
  expect(await remembering('00004-truoc-2025')).toBe('');
  expect(await remembering('SNV')).toBe('');
  expect(await note.isVisible()).toBe(false);
});

test('the English form, refused too, and the English receipt have no barrier that axe finds', async () => {
  const portal = await startTestPortal();
  const page = await openForm(portal, '/en/khao-sat/SIPAS-G2-2023?co-quan=00004');
  const look = async (where: string) => {
    await unfold(page);
    expect(await barriers(page), where).toEqual([]);
    expect(await sideways(page), where).toBe(0);
  };
  await look('form');
  await page.getByRole('button', { name: 'Send your answers' }).click();
  await page.getByRole('alert').waitFor();
  await look('refused');
  await page.getByLabel('I do not know / does not apply').first().check();
  await page.getByLabel(pleased, { exact: true }).nth(1).check();
  await page.reload();
  await awake(page);
  await look('offered');
  await page.getByRole('button', { name: 'Go on with this form' }).click();
  await look('continued');
  await page.getByRole('button', { name: 'Send your answers' }).click();
  await page.waitForURL('**/en/khao-sat/bien-nhan/*');
  await look('receipt');
});
