import { expect, test } from 'vitest';
import { pathIn } from '#i18n/model/language.ts';
import { barriers, barriersIn, type Setting, sideways } from '../support/axe.ts';
import { awake, openBrowser } from '../support/chromium.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { englishAddresses, pageAddresses } from '../support/routes.ts';
import { showAll } from '../support/survey-form.ts';

/** Ways of looking, each beginning with a page that is opened anew: what differs between two groups is decided when it opens. */
const groups: readonly { readonly english?: boolean; readonly settings: readonly [Setting, ...Setting[]] }[] = [
  {
    settings: [
      { name: 'on a desktop', width: 1280 },
      { name: 'with forced colours', width: 1280, media: { forcedColors: 'active' } },
      { name: 'with less motion on a tablet', width: 768, media: { reducedMotion: 'reduce' } },
      { name: 'on a tablet', width: 768 },
      { name: 'with text twice as large', width: 1280, text: 200 },
    ],
  },
  {
    settings: [
      { name: 'on a phone', width: 360 },
      { name: 'on a phone in the dark', width: 360, media: { colorScheme: 'dark' } },
      { name: 'on a window of 320 px', width: 320 },
      { name: 'with letters and lines further apart', width: 320, apart: true },
    ],
  },
  { english: true, settings: [{ name: 'in English on a phone', width: 360 }] },
];

test.each(groups.map((group) => ({ ...group, names: group.settings.map(({ name }) => name).join(', ') })))(
  'no page has a barrier that axe finds (WCAG 2.2 AA), and none scrolls sideways: $names',
  async ({ english = false, settings }) => {
    const { url, receipt } = await startFilledPortal();
    const page = await (await openBrowser({ width: settings[0].width })).newPage();
    const found: string[] = [];
    for (const path of english ? [...englishAddresses(), pathIn('en', receipt)] : [...pageAddresses(), receipt]) {
      await page.goto(`${url}${path}`);
      found.push(...(await barriersIn(page, settings, path)));
    }
    expect(found).toEqual([]);
  },
  600_000,
);

test.each([{ script: true }, { script: false }])('a refused survey form has no barrier either (script: $script)', async ({ script }) => {
  const { url } = await startFilledPortal();
  const browser = await openBrowser({ width: 360, script });
  const page = await browser.newPage();
  await page.goto(`${url}/khao-sat/SIPAS-G2-2023?co-quan=00004`);
  if (script) {
    await awake(page);
    await showAll(page);
  }
  await page.getByLabel('Mã mời (nếu có)').fill('sai');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('alert').waitFor();
  // axe needs script of its own: the page as it stands is looked at in a browser that has it.
  const html = await page.content();
  const looking = await (await openBrowser({ width: 360 })).newPage();
  await looking.route('**/refused', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await looking.goto(`${url}/refused`);
  expect(await barriers(looking)).toEqual([]);
  expect(await sideways(looking)).toBe(0);
});

test('the page that says something has failed has no barrier either, in both languages', async () => {
  const { app, url } = await startFilledPortal();
  await app.writer.schema.alterTable('procedure_levels').renameTo('away').execute();
  const page = await (await openBrowser({ width: 320 })).newPage();
  for (const [path, words] of [
    ['/thu-tuc', 'Cổng gặp sự cố'],
    ['/en/thu-tuc', 'Something went wrong'],
  ] as const) {
    const answer = await page.goto(`${url}${path}?cap=x%C3%A3`);
    expect(answer?.status()).toBe(500);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(words);
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
});
