import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type App, openApp } from '#platform/app.ts';
import type { Clock } from '#platform/clock.ts';
import { silentLog } from '#platform/log.ts';
import { copyTemplate, fitsTemplate, ordinaryTime, testConfig } from './template.ts';

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
  /** Started from as it is; a test of the first start gives an empty one. */
  readonly dataDir?: string;
  readonly clock?: Clock;
  readonly gallery?: boolean;
  /** Settings beside those of every test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A portal over a data directory of its own, with all of content/, on 22 November 2026 unless told otherwise. */
export async function openTestApp(options: TestAppOptions = {}): Promise<App> {
  const clock = options.clock ?? clockAt(ordinaryTime);
  const dataDir = options.dataDir ?? newDataDir(clock);
  const app = await openApp(testConfig(dataDir, { GALLERY: options.gallery ? '1' : '0', ...options.env }), { clock, log: silentLog });
  onTestFinished(() => app.close());
  return app;
}

/** A directory as the first start leaves it: copied, for making it takes a second; still empty for a clock of another time. */
function newDataDir(clock: Clock): string {
  const dir = temporaryDir();
  if (fitsTemplate(clock)) copyTemplate(inject('template'), dir);
  return dir;
}

/** As if the directory had been made by an older portal, with other content. */
export async function forgetContent(app: App): Promise<void> {
  await app.writer.updateTable('settings').set({ value: 'older' }).where('key', '=', 'content').execute();
}
