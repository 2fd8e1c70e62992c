import { constants, copyFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openApp } from '#platform/app.ts';
import type { Clock } from '#platform/clock.ts';
import { type Config, readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data directory that tests copy, made by makeTemplate. */
    readonly template: string;
  }
}

const files = ['portal.sqlite', 'search.sqlite'];

/** The time of tests that set no other: 22 November 2026, 10:00 in Hà Nội. */
export const ordinaryTime = '2026-11-22T03:00:00Z';

/** The settings of every test, and others beside them. */
export function testConfig(dataDir: string, env: Readonly<Record<string, string>> = {}): Config {
  return readConfig({ DATA_DIR: dataDir, SITE_URL: 'https://cchc.example.vn', ...env });
}

/**
 * Makes, in an empty directory, what the first start makes at the ordinary time, but no key: each copy makes its own.
 * @throws where the start leaves other files than those that are copied, such as a log that is not yet in its database.
 */
export async function makeTemplate(dir: string): Promise<void> {
  const app = await openApp(testConfig(dir), { clock: { now: () => new Date(ordinaryTime) }, log: silentLog });
  await app.close();
  rmSync(path.join(dir, 'secret.key'));
  const made = readdirSync(dir).sort().join(', ');
  if (made !== files.join(', ')) throw new Error(`the first start left ${made}: tests/support/template.ts copies ${files.join(', ')}`);
}

/** Whether a first start by this clock writes what the template holds: articles and waiting changes bear its time. */
export function fitsTemplate(clock: Clock): boolean {
  return clock.now().getTime() === Date.parse(ordinaryTime);
}

/** Copies the template into an empty directory. */
export function copyTemplate(template: string, dir: string): void {
  for (const file of files) copyFileSync(path.join(template, file), path.join(dir, file), constants.COPYFILE_FICLONE);
}
