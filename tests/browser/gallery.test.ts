import axe from 'axe-core';
import { expect, test } from 'vitest';
import { openTestApp } from '../support/app.ts';
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
    await page.evaluate(() => {
      for (const closed of document.querySelectorAll('details')) closed.open = true;
    });
    await page.evaluate(axe.source);
    const examples = await page.locator('[data-example]').evaluateAll((all) => all.map((one) => one.getAttribute('data-example') ?? ''));
    for (const example of examples) {
      looked += 1;
      const { violations } = await page.evaluate(
        (name) =>
          (window as unknown as { axe: typeof axe }).axe.run(`[data-example="${CSS.escape(name)}"]`, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          }),
        example,
      );
      for (const violation of violations) found.push(`${width}: ${example}: ${violation.id}: ${violation.nodes[0]?.html}`);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  expect(found).toEqual([]);
  expect(looked).toBeGreaterThan(50);
}, 120_000);

test('the gallery is not on the public portal', async () => {
  const { url } = await startTestPortal();
  expect((await fetch(`${url}/thu-vien-giao-dien`)).status).toBe(404);
});
