import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

// Sent to every page anew: less than half as long as the source that axe gives of itself.
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong on a page, or in the part that a selector names, each as rule and first element; nothing is allowed for. */
export async function barriers(page: Page, part?: string): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const rules = part === undefined ? [...standard, 'best-practice'] : standard;
  return page.evaluate(
    async ([where, runOnly]) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      // What is right is not described, and nothing but what is wrong is sent here: both take longer than looking.
      const { violations } = await run(where ?? document, { runOnly, resultTypes: ['violations'] });
      return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
    },
    [part ?? null, rules] as const,
  );
}

/** Opens whatever is folded, so that it is looked at too. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const closed of document.querySelectorAll('details')) closed.open = true;
  });
}

/** Ends what is still moving, as it is a moment later: colours fade into each other where somebody turns the lights out. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const moving of document.getAnimations())
      if (moving.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) moving.finish();
  });
}

/** How many pixels a page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** How somebody looks at a page that is open. */
export interface Setting {
  readonly name: string;
  readonly width: number;
  readonly media?: { colorScheme?: 'light' | 'dark'; forcedColors?: 'active'; reducedMotion?: 'reduce' };
  /** Size of text against the usual, in percent. */
  readonly text?: number;
  /** Lines, letters and words as far apart as WCAG 1.4.12 asks for: the last of several, for it stays so. */
  readonly apart?: boolean;
}

const ordinary = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' } as const;

/**
 * What axe finds wrong on an open page in each of several settings, folded parts unfolded, and by how much it is wider than the
 * window; each with a name for the page. The next page that is opened begins in the first setting.
 */
export async function barriersIn(page: Page, settings: readonly [Setting, ...Setting[]], name: string): Promise<readonly string[]> {
  const found: string[] = [];
  await unfold(page);
  for (const { name: setting, text = 100, apart = false, ...look } of settings) {
    await setLook(page, look);
    await page.evaluate((percent) => {
      document.documentElement.style.fontSize = percent === 100 ? '' : `${percent}%`;
    }, text);
    if (apart) await spread(page);
    await settle(page);
    for (const barrier of await barriers(page)) found.push(`${name} ${setting}: ${barrier}`);
    const wider = await sideways(page);
    if (wider > 0) found.push(`${name} ${setting}: ${wider} px too wide`);
  }
  await setLook(page, settings[0]);
  return found;
}

async function setLook(page: Page, { width, media }: Pick<Setting, 'width' | 'media'>): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ ...ordinary, ...media });
}

/** Spaces the text as WCAG 1.4.12 asks: a page must bear it. By a constructed sheet, for the page's own policy refuses others. */
async function spread(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets.push(sheet);
  });
}
