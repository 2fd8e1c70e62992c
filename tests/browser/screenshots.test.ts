import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { fold } from '#search/model/text.ts';
import { openTestApp } from '../support/app.ts';
import { openBrowser } from '../support/chromium.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { clearDifferences, difference, lenient, PictureBook, pictureNames, removePicture, strict } from '../support/pictures.ts';
import { startTestPortal } from '../support/server.ts';

// `npm run screenshots` sets it: what is seen now becomes what is expected.
const accept = process.env.UPDATE_SCREENSHOTS === '1';
const howTo = 'If the new look is wanted: npm run screenshots, look at the changed pictures, commit them.';

/** The main pages; `changing` is what reads otherwise each time. */
const pages: readonly { name: string; path: string; changing?: string }[] = [
  { name: 'home', path: '/' },
  { name: 'search', path: '/tim-kiem?q=khai+sinh' },
  { name: 'catalogue', path: '/thu-tuc' },
  { name: 'procedure', path: '/thu-tuc/1.001193' },
  { name: 'survey', path: '/khao-sat/HN-WARD-9-2026?co-quan=00004' },
  { name: 'receipt', path: 'receipt', changing: '.receiptcode' },
  { name: 'index', path: '/chi-so' },
  { name: 'release', path: '/chi-so/ban-cong-bo/thu' },
  { name: 'agency', path: '/co-quan/00008' },
  { name: 'news', path: '/tin-tuc' },
  { name: 'article', path: '/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12' },
];
const settings = [
  { name: '360', width: 360, colorScheme: 'light', of: pages },
  { name: '1280', width: 1280, colorScheme: 'light', of: pages },
  { name: '768', width: 768, colorScheme: 'light', of: pages.filter(({ name }) => ['home', 'procedure'].includes(name)) },
  { name: '360-dark', width: 360, colorScheme: 'dark', of: pages.filter(({ name }) => ['home', 'procedure'].includes(name)) },
] as const;

const taken = new Set<string>();

beforeAll(clearDifferences);

/** Lets everything come to rest: letters loaded, islands awake. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('astro-island[ssr]') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** A page from its top, as far down as a picture of reasonable size goes. */
async function pictureOf(page: Page): Promise<Buffer> {
  const { width, height } = await page.evaluate(() => ({ width: window.innerWidth, height: document.documentElement.scrollHeight }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, width < 600 ? 3000 : 1800) };
  return page.screenshot({ fullPage: true, clip, animations: 'disabled', caret: 'hide' });
}

/** The pictures kept, to be compared with what this page's Chromium draws. */
async function bookFor(page: Page): Promise<PictureBook> {
  const chromium = await page.evaluate(() => /Chrome\/(\d+)/.exec(navigator.userAgent)?.[1] ?? 'unknown');
  return new PictureBook({ chromium, system: process.platform }, accept);
}

test.each(settings)(
  'the main pages look as they did, at $name',
  async ({ name: setting, width, colorScheme, of }) => {
    const { url, receipt } = await startFilledPortal();
    const page = await (await openBrowser({ width })).newPage();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const book = await bookFor(page);
    const found: string[] = [];
    for (const { name, path, changing } of of) {
      await page.goto(`${url}${path === 'receipt' ? receipt : path}`);
      await settled(page);
      if (changing) await page.locator(changing).evaluate((part) => part.replaceChildren(part.textContent.replace(/[\p{L}\p{N}]/gu, '0')));
      taken.add(`${name}-${setting}`);
      const wrong = await book.compare(`${name}-${setting}`, await pictureOf(page));
      if (wrong) found.push(wrong);
    }
    expect(found, howTo).toEqual([]);
  },
  120_000,
);

test('the components look as they did, each with all its examples', async () => {
  const { url } = await startTestPortal(await openTestApp({ gallery: true }));
  const page = await (await openBrowser({ width: 768 })).newPage();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const book = await bookFor(page);
  await page.goto(`${url}/thu-vien-giao-dien`);
  await settled(page);
  const found: string[] = [];
  for (const exhibit of await page.locator('section.exhibit').all()) {
    const name = `component-${(fold((await exhibit.locator('h2').first().textContent()) ?? '').match(/[\p{L}\p{N}]+/gu) ?? []).join('-')}`;
    taken.add(name);
    // Alone on its page: what stands before it must not move it by a part of a pixel.
    await exhibit.evaluate((own) => {
      for (const one of document.querySelectorAll<HTMLElement>('section.exhibit')) one.hidden = one !== own;
    });
    const wrong = await book.compare(name, await exhibit.screenshot({ animations: 'disabled', caret: 'hide' }));
    if (wrong) found.push(wrong);
  }
  expect(found, howTo).toEqual([]);
}, 120_000);

describe('real changes are seen', () => {
  const changes = [
    { what: 'nothing', style: '', loosely: false },
    { what: 'another colour of a button', style: 'button, .button { background: #7a1f1f !important }', loosely: false },
    { what: 'a slightly other colour of the theme', style: ':root { --brand: #12675f !important }', loosely: false },
    { what: 'a section that is missing', style: 'main > :nth-child(2) { display: none !important }', loosely: true },
    { what: 'a page without its style', style: null, loosely: true },
  ];
  test('in style, in content, and by which tolerance', async () => {
    const { url } = await startTestPortal();
    const page = await (await openBrowser({ width: 1280 })).newPage();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(url);
    await settled(page);
    const before = await pictureOf(page);
    for (const { what, style, loosely } of changes) {
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css ?? '');
        document.adoptedStyleSheets = [sheet];
        for (const own of document.styleSheets) own.disabled = css === null;
      }, style);
      const after = await pictureOf(page);
      expect((await difference(before, after, strict)).tooMuch, what).toBe(style !== '');
      expect((await difference(before, after, lenient)).tooMuch, `${what}, compared loosely`).toBe(loosely);
    }
  }, 120_000);

  test('a few pixels of an edge are no change', async () => {
    const page = sharp({ create: { width: 400, height: 400, channels: 3, background: '#ffffff' } });
    const before = await page.clone().png().toBuffer();
    const speck = await sharp({ create: { width: 3, height: 3, channels: 3, background: '#000000' } })
      .png()
      .toBuffer();
    const after = await page
      .clone()
      .composite([{ input: speck, left: 9, top: 9 }])
      .png()
      .toBuffer();
    expect(await difference(before, after, strict)).toMatchObject({ pixels: 9, tooMuch: false });
  });
});

test('no picture is kept that nothing is compared with', () => {
  const left = pictureNames().filter((name) => !taken.has(name));
  if (accept) for (const name of left) removePicture(name);
  else expect(left, howTo).toEqual([]);
});
