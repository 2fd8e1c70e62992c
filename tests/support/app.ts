import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, openApp } from '#platform/app.ts';
import type { Clock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';

/** A clock that a test sets. */
export interface TestClock extends Clock {
  set(time: string): void;
}

/** A clock that stands still until it is set. */
export function clockAt(time: string): TestClock {
  let now = new Date(time);
  return {
    now: () => now,
    set(next) {
      now = new Date(next);
    },
  };
}

/** A new empty directory, removed when the test ends. */
export function temporaryDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'portal-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface TestAppOptions {
  readonly dataDir?: string;
  readonly clock?: Clock;
  readonly gallery?: boolean;
  /** Settings beside those of every test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A portal over a data directory of its own, with all of content/, on 22 November 2026 unless told otherwise. */
export async function openTestApp(options: TestAppOptions = {}): Promise<App> {
  const dataDir = options.dataDir ?? temporaryDir();
  const settings = { DATA_DIR: dataDir, SITE_URL: 'https://cchc.example.vn', GALLERY: options.gallery ? '1' : '0', ...options.env };
  const app = await openApp(readConfig(settings), {
    clock: options.clock ?? clockAt('2026-11-22T03:00:00Z'),
    log: silentLog,
  });
  onTestFinished(() => app.close());
  return app;
}

/** As if the directory had been made by an older portal, with other content. */
export async function forgetContent(app: App): Promise<void> {
  await app.writer.updateTable('settings').set({ value: 'older' }).where('key', '=', 'content').execute();
}
