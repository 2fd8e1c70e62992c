import { expect, test } from 'vitest';
import { openTestApp } from '../support/app.ts';
import { barriers, sideways, unfold } from '../support/axe.ts';
import { openBrowser } from '../support/chromium.ts';
import { startTestPortal } from '../support/server.ts';

test('no example of any component has a barrier that axe finds, in light, dark, forced colours and at 320 px', async () => {
  const { url } = await startTestPortal(await openTestApp({ gallery: true }));
  const page = await (await openBrowser({ width: 1280 })).newPage();
  const found: string[] = [];
  let looked = 0;
  for (const { width, ...media } of [
    { width: 1280, colorScheme: 'light', forcedColors: 'none' },
    { width: 320, colorScheme: 'dark', forcedColors: 'none' },
    { width: 768, colorScheme: 'light', forcedColors: 'active' },
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia(media);
    await page.goto(`${url}/thu-vien-giao-dien`);
    await unfold(page);
    const examples = await page.locator('[data-example]').evaluateAll((all) => all.map((one) => one.getAttribute('data-example') ?? ''));
    looked += examples.length;
    // All at once, for axe reads the whole page each time; one by one only to say which it is.
    const all = await barriers(page, '[data-example]');
    const before = found.length;
    for (const example of all.length === 0 ? [] : examples) {
      const part = await page.evaluate((name) => `[data-example="${CSS.escape(name)}"]`, example);
      for (const barrier of await barriers(page, part)) found.push(`${width}: ${example}: ${barrier}`);
    }
    if (found.length === before) found.push(...all);
    expect(await sideways(page)).toBe(0);
  }
  expect(found).toEqual([]);
  expect(looked).toBeGreaterThan(50);
}, 120_000);

test('the gallery is not on the public portal', async () => {
  const { url } = await startTestPortal();
  expect((await fetch(`${url}/thu-vien-giao-dien`)).status).toBe(404);
});

test('no two components of the gallery are called the same: their pictures would overwrite each other', async () => {
  const { url } = await startTestPortal(await openTestApp({ gallery: true }));
  const names = [...(await (await fetch(`${url}/thu-vien-giao-dien`)).text()).matchAll(/data-example="([^:"]+):/g)].map(
    (match) => match[1],
  );
  const exhibits = names.filter((name, i) => name !== names[i - 1]);
  expect(new Set(exhibits).size).toBe(exhibits.length);
});
