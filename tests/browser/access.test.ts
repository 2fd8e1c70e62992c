import axe from 'axe-core';
import { expect, test } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { pageAddresses } from '../support/routes.ts';

test.each([
  { name: 'a desktop', width: 1280, colorScheme: 'light' as const },
  { name: 'a narrow phone', width: 320, colorScheme: 'light' as const },
  { name: 'a phone in the dark', width: 360, colorScheme: 'dark' as const },
])(
  'on $name no page has a barrier that axe finds (WCAG 2.2 AA), and none scrolls sideways',
  async ({ width, colorScheme }) => {
    const { url, receipt } = await startFilledPortal();
    const pages = [...pageAddresses(), receipt];
    const browser = await openBrowser({ width });
    const page = await browser.newPage();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const path of pages) {
      await page.goto(`${url}${path}`);
      await page.evaluate(() => {
        for (const closed of document.querySelectorAll('details')) closed.open = true;
      });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }),
      );
      for (const violation of violations) found.push(`${path}: ${violation.id}: ${violation.nodes[0]?.html}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (sideways > 0) found.push(`${path}: ${sideways} px too wide`);
    }
    expect(found).toEqual([]);
  },
  180_000,
);

test('each page stays within its weight: 30 kB of page and style, 15 kB of script, compressed', async () => {
  const { url, receipt } = await startFilledPortal();
  const pages = [...pageAddresses(), receipt];
  const sizeOf = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { 'accept-encoding': 'br' } });
    return { size: Number(answer.headers.get('content-length')), text: await answer.text() };
  };
  for (const path of pages) {
    const page = await sizeOf(path);
    const linked = [...page.text.matchAll(/(?:href|src|component-url|renderer-url)="(\/_astro\/[^"]+\.(?:css|js))"/g)].map(
      (match) => match[1] ?? '',
    );
    const scripts = new Set(linked.filter((file) => file.endsWith('.js')));
    const styles = new Set(linked.filter((file) => file.endsWith('.css')));
    for (const script of scripts)
      for (const [, name = ''] of (await sizeOf(script)).text.matchAll(/from\s*"\.\/([^"]+\.js)"/g)) scripts.add(`/_astro/${name}`);
    const total = async (files: Iterable<string>) => (await Promise.all([...files].map(sizeOf))).reduce((sum, file) => sum + file.size, 0);
    expect(page.size + (await total(styles)), path).toBeLessThan(30_000);
    expect(await total(scripts), path).toBeLessThan(15_000);
  }
});
