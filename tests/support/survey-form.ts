import type { Locator, Page } from 'playwright-core';
import { awake, openBrowser } from './chromium.ts';
import type { TestPortal } from './server.ts';

/** The short form of a ward; its first question. */
export const wardForm = '/khao-sat/HN-WARD-9-2026?co-quan=00004';
export const polite = 'Công chức giao tiếp lịch sự';
export const pleased = 'Hài lòng';

/** A survey form opened on a phone, ready to be filled in: with script one question at a time. */
export async function openForm(portal: Pick<TestPortal, 'url'>, path: string, script = true): Promise<Page> {
  const page = await (await openBrowser({ script, width: 360 })).newPage();
  await page.goto(`${portal.url}${path}`);
  if (script) await awake(page);
  return page;
}

/** Lets all questions be shown at once, as the person would; this stays so on their device. */
export async function showAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Xem tất cả câu trên một trang|Show all questions on one page)$/ }).click();
}

/** A choice of the first question. */
export const option = (page: Page, label = pleased): Locator =>
  page.getByRole('group', { name: polite }).getByLabel(label, { exact: true });

/** All that stands in the browser's storage for this portal: localStorage, sessionStorage, IndexedDB, addresses of caches. */
export function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => done(asked.result);
      });
      for (const store of db.objectStoreNames) {
        found.push(
          await new Promise((done) => {
            const asked = db.transaction(store).objectStore(store).getAll();
            asked.onsuccess = () => done(asked.result);
          }),
        );
      }
      db.close();
    }
    return JSON.stringify(found);
  });
}

/** The responses that the portal has stored. */
export function storedResponses(portal: TestPortal): Promise<{ agency: string; answers: string }[]> {
  return portal.app.reader.selectFrom('responses').select(['agency', 'answers']).execute();
}
