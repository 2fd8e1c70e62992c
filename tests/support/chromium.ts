import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { chromiumFlags, findChromium } from '#scripts/chromium.ts';

// One for each file of tests, started by the first that wants it: that takes longer than many a test.
let running: Promise<Browser> | undefined;
afterAll(async () => (await running)?.close());

/** A fresh profile, that knows nothing of others, in Chromium; closed when the test ends. Without script when told so. */
export async function openBrowser(options: { script?: boolean; width?: number; height?: number } = {}): Promise<BrowserContext> {
  running ??= chromium.launch({ executablePath: findChromium(), headless: true, args: chromiumFlags });
  const context = await (await running).newContext({
    locale: 'vi-VN',
    javaScriptEnabled: options.script ?? true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
  });
  onTestFinished(() => context.close());
  return context;
}

/** Waits until the page's island works, what it does on waking included: that comes after the next frame. */
export async function awake(page: Page): Promise<void> {
  await page.locator('astro-island:not([ssr])').waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
}
