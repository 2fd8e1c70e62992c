import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { procedureDocument } from '#procedures/search-document.ts';
import { findProcedure } from '#procedures/store.ts';
import { barriers, sideways } from '../support/axe.ts';
import { openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';

const label = 'Tìm thủ tục, tin bài, văn bản, cơ quan';

/** The state of the box as software for blind people is told it, and the words of the option it points at. */
function told(page: Page) {
  return page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('.masthead .searchbox input');
    const active = input?.getAttribute('aria-activedescendant');
    const list = document.getElementById(input?.getAttribute('aria-controls') ?? '');
    return {
      expanded: input?.getAttribute('aria-expanded'),
      active: active ? (document.getElementById(active)?.querySelector('span')?.textContent ?? 'gone') : null,
      focused: document.activeElement === input,
      value: input?.value,
      caret: input?.selectionStart,
      options: list ? list.querySelectorAll('[role=option]').length : 0,
      selected: list?.querySelectorAll('[aria-selected=true]').length ?? 0,
      said: document.querySelector('.masthead .searchbox [role=status]')?.textContent ?? null,
    };
  });
}

async function type(page: Page, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await box.pressSequentially(text);
  await page.getByRole('option').first().waitFor();
}

describe('suggestions in the search box', () => {
  test('appear from the second letter on, are announced with their number, and one click leads to the procedure', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser({ width: 360 })).newPage();
    await page.goto(`${url}/gioi-thieu`);
    const box = page.getByRole('combobox', { name: label });
    await box.click();
    await box.pressSequentially('k');
    await page.waitForTimeout(500);
    expect(await told(page)).toMatchObject({ expanded: 'false', options: 0, said: '' });
    await box.pressSequentially('hai sinh');
    await page.getByRole('option', { name: 'Đăng ký khai sinh Thủ tục · 1.001193' }).waitFor();
    expect(await told(page)).toMatchObject({
      expanded: 'true',
      active: null,
      options: 8,
      said: 'Có 8 gợi ý. Dùng phím mũi tên lên, xuống để chọn.',
    });
    await page.getByRole('option', { name: 'Đăng ký khai sinh Thủ tục · 1.001193' }).click();
    await page.waitForURL('**/thu-tuc/1.001193');
  });

  test('are walked through by arrows, left by Home, End and Escape, followed by Enter, passed by Tab', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser()).newPage();
    await page.goto(`${url}/gioi-thieu`);
    await type(page, 'khai sinh');
    const titles = await page.getByRole('option').locator('span').allTextContents();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      return told(page);
    };
    expect(await press('ArrowDown')).toMatchObject({ active: titles[0], focused: true, selected: 1 });
    expect(await press('ArrowDown', 'ArrowDown')).toMatchObject({ active: titles[2] });
    expect(await press('ArrowUp')).toMatchObject({ active: titles[1] });
    expect(await press('ArrowUp', 'ArrowUp')).toMatchObject({ active: titles[7] });
    expect(await press('ArrowDown')).toMatchObject({ active: titles[0] });
    expect(await press('Home')).toMatchObject({ active: null, caret: 0, expanded: 'true', value: 'khai sinh' });
    expect(await press('ArrowUp')).toMatchObject({ active: titles[7] });
    expect(await press('End')).toMatchObject({ active: null, caret: 9, selected: 0 });
    // The first Escape closes the list and keeps the words; the arrow opens it again.
    expect(await press('Escape')).toMatchObject({ expanded: 'false', options: 0, value: 'khai sinh' });
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    expect(await press('Tab')).toMatchObject({ expanded: 'false', options: 0, focused: false, value: 'khai sinh' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Tìm');

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    expect(await press('ArrowDown')).toMatchObject({ active: 'Khai sinh' });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tim-kiem?q=Khai+sinh&loai=procedure');
  });

  test('leave the plain search alone: Enter without a choice searches, whatever is suggested', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser()).newPage();
    await page.goto(`${url}/en/gioi-thieu`);
    const box = page.getByRole('combobox', { name: 'Search procedures' });
    await box.click();
    await box.pressSequentially('ket hon');
    await page.getByRole('option', { name: 'Marriage Often searched for' }).waitFor();
    expect(await told(page)).toMatchObject({ said: expect.stringMatching(/^Suggestions: \d\./) });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/en/tim-kiem?q=ket+hon');
  });

  test('are asked for once the fingers rest, and what came too late is not shown', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser()).newPage();
    const asked: string[] = [];
    const broken: string[] = [];
    page.on('requestfailed', (request) => broken.push(new URL(request.url()).searchParams.get('q') ?? ''));
    await page.route('**/api/v1/search/suggest?*', async (route) => {
      const typed = new URL(route.request().url()).searchParams.get('q') ?? '';
      asked.push(typed);
      // The first answer would arrive after the second.
      if (typed === 'ket hon') await new Promise((done) => setTimeout(done, 1500));
      await route.continue().catch(() => {});
    });
    await page.goto(`${url}/gioi-thieu`);
    const box = page.getByRole('combobox', { name: label });
    await box.click();
    await page.waitForFunction(() => document.querySelector('.searchbox [role=listbox]') !== null);
    // By the page's own clock: keys sent from outside come at any pace on a busy machine.
    await box.evaluate(async (input: HTMLInputElement) => {
      for (const letter of 'ket hon') {
        input.value += letter;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((done) => setTimeout(done, 20));
      }
    });
    await expect.poll(() => asked).toEqual(['ket hon']);
    await box.fill('khai sinh');
    await page.getByRole('option', { name: /^Đăng ký khai sinh Thủ/ }).waitFor();
    await page.waitForTimeout(1700);
    expect(asked).toEqual(['ket hon', 'khai sinh']);
    expect(broken).toEqual(['ket hon']);
    expect(await page.getByRole('option', { name: /kết hôn/i }).count()).toBe(0);
  });

  test('of which there are none are said to be none; without the network the box searches as before', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser()).newPage();
    await page.goto(`${url}/gioi-thieu`);
    const box = page.getByRole('combobox', { name: label });
    await box.click();
    await box.pressSequentially('zzzzqqqq');
    await expect.poll(() => told(page)).toMatchObject({ said: 'Không có gợi ý.', expanded: 'false' });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.route('**/api/v1/search/suggest?*', (route) => route.abort());
    await box.fill('khai sinh');
    await page.waitForTimeout(600);
    expect(await told(page)).toMatchObject({ said: '', expanded: 'false', options: 0 });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tim-kiem?q=khai+sinh');
    expect(errors).toEqual([]);
  });

  test('what was typed while the script was on its way is answered too, and nothing is remembered', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser()).newPage();
    await page.route('**/_astro/Suggestions*', async (route) => {
      await new Promise((done) => setTimeout(done, 800));
      await route.continue();
    });
    await page.goto(`${url}/gioi-thieu`);
    const box = page.getByRole('combobox', { name: label });
    await box.click();
    await box.pressSequentially('khai sinh');
    await page.getByRole('option').first().waitFor();
    const kept = await page.evaluate(async () => ({
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      cookie: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url))))
        .flat()
        .filter((address) => address.includes('suggest')),
    }));
    expect(kept).toMatchObject({ cookie: '', caches: [] });
    expect(kept.local + kept.session).not.toContain('khai');
  });

  test('show names as text, whatever stands in them', async () => {
    const portal = await startTestPortal();
    const evil = '<img src=x onerror="document.title=1"> khai sinh';
    const procedure = await findProcedure(portal.app.reader, '1.001193');
    if (!procedure) throw new Error('no such procedure');
    await portal.app.search.index([{ ...procedureDocument(procedure), title: evil }]);
    const page = await (await openBrowser()).newPage();
    await page.goto(`${portal.url}/gioi-thieu`);
    await type(page, 'khai sinh');
    expect(await page.getByRole('option').locator('span').allTextContents()).toContain(evil);
    expect(await page.locator('.suggestions img').count()).toBe(0);
    await page.goto(`${portal.url}/tim-kiem?q=khai+sinh`);
    expect(await page.getByRole('link', { name: evil }).isVisible()).toBe(true);
    expect(await page.title()).not.toBe('1');
  });

  test('a click with the wheel or Ctrl opens another tab; a click elsewhere closes the list', async () => {
    const { url } = await startTestPortal();
    const browser = await openBrowser();
    const page = await browser.newPage();
    await page.goto(`${url}/gioi-thieu`);
    await type(page, 'khai sinh');
    const [other] = await Promise.all([
      browser.waitForEvent('page'),
      page.getByRole('option', { name: /^Đăng ký khai sinh Thủ/ }).click({ modifiers: ['Control'] }),
    ]);
    expect(other.url()).toBe(`${url}/thu-tuc/1.001193`);
    expect(page.url()).toBe(`${url}/gioi-thieu`);
    await page.getByRole('heading', { level: 1 }).click();
    expect(await told(page)).toMatchObject({ expanded: 'false', options: 0 });
  });
});

describe('the open list', () => {
  const settings = [
    { name: 'on a phone', width: 360, media: {} },
    { name: 'in the dark', width: 1280, media: { colorScheme: 'dark' } },
    { name: 'with forced colours', width: 1280, media: { forcedColors: 'active' } },
    { name: 'with less motion at 320 px', width: 320, media: { reducedMotion: 'reduce' } },
  ] as const;
  test.each(settings)(
    'has no barrier $name, its rows are large enough for a finger',
    async ({ width, media }) => {
      const { url } = await startTestPortal();
      const page = await (await openBrowser({ width, height: 740 })).newPage();
      await page.emulateMedia(media);
      for (const path of ['/', '/en/gioi-thieu']) {
        await page.goto(`${url}${path}`);
        const box = page.getByRole('combobox').first();
        expect(await barriers(page), `${path}, closed`).toEqual([]);
        await box.fill('khai sinh');
        await page.getByRole('option').first().waitFor();
        await page.keyboard.press('ArrowDown');
        expect(await barriers(page), path).toEqual([]);
        expect(await sideways(page)).toBe(0);
        for (const option of await page.getByRole('option').all()) expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(40);
      }
    },
    90_000,
  );

  test('stays above a phone’s keyboard, and scrolls to the option that is pointed at', async () => {
    const { url } = await startTestPortal();
    // What is left of a phone of 640 px when its keyboard is out.
    const page = await (await openBrowser({ width: 360, height: 340 })).newPage();
    // On the home page the box stands further down: it comes up.
    for (const path of ['/gioi-thieu', '/']) {
      await page.goto(`${url}${path}`);
      await type(page, 'khai sinh');
      const end = async (role: 'listbox' | 'option') => {
        const box = await page.getByRole(role).last().boundingBox();
        return (box?.y ?? 0) + (box?.height ?? 0);
      };
      await expect.poll(() => end('listbox')).toBeLessThanOrEqual(340);
      expect((await page.getByRole('listbox', { name: 'Gợi ý' }).boundingBox())?.height).toBeGreaterThanOrEqual(120);
      await page.keyboard.press('ArrowUp');
      expect(await end('option')).toBeLessThanOrEqual((await end('listbox')) + 1);
    }
  });
});

describe('what it weighs', () => {
  test('at most 8 kB of script, compressed, that the page did not have; none before somebody goes to the box', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser()).newPage();
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await page.goto(`${url}/gioi-thieu`);
    await page.waitForLoadState('networkidle');
    const before = new Set(scripts);
    await page.getByRole('combobox', { name: label }).focus();
    await expect.poll(() => scripts.some((script) => script.includes('Suggestions'))).toBe(true);
    await page.waitForLoadState('networkidle');
    const sizeOf = async (script: string) =>
      Number((await fetch(script, { headers: { 'accept-encoding': 'br' } })).headers.get('content-length'));
    const total = async (list: readonly string[]) => (await Promise.all(list.map(sizeOf))).reduce((sum, size) => sum + size, 0);
    const added = [...new Set(scripts)].filter((script) => !before.has(script));
    expect([...before].some((script) => /preact|hooks/.test(script))).toBe(false);
    expect(added.some((script) => /preact/.test(script))).toBe(true);
    expect(await total(added)).toBeLessThan(8_000);
    expect(await total([...new Set(scripts)])).toBeLessThan(15_000);
  });
});

test('without script the box is the plain form, and says nothing of suggestions', async () => {
  const { url } = await startTestPortal();
  const page = await (await openBrowser({ script: false })).newPage();
  await page.goto(`${url}/gioi-thieu`);
  const box = page.getByRole('searchbox', { name: label });
  expect(await box.getAttribute('aria-expanded')).toBe(null);
  await box.fill('khai sinh');
  await box.press('Enter');
  await page.waitForURL('**/tim-kiem?q=khai+sinh');
  expect(await page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).isVisible()).toBe(true);
});
