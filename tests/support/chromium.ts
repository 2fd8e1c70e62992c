import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { chromiumFlags, findChromium } from '#scripts/chromium.ts';

/** A fresh Chromium with a profile of its own, closed when the test ends; without script when told so. */
export async function openBrowser(options: { script?: boolean; width?: number; height?: number } = {}): Promise<BrowserContext> {
  const profile = mkdtempSync(path.join(tmpdir(), 'portal-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: chromiumFlags,
    locale: 'vi-VN',
    javaScriptEnabled: options.script ?? true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
  });
  onTestFinished(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  return context;
}

/** Waits until the page's island works, what it does on waking included: that comes after the next frame. */
export async function awake(page: Page): Promise<void> {
  await page.locator('astro-island:not([ssr])').waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
}
