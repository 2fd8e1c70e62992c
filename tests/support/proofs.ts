import Sqlite from 'better-sqlite3';
import type { App } from '#platform/app.ts';
import { publishProofs } from '#survey/proof-service.ts';
import { submitResponse } from '#survey/service.ts';
import { clockAt, openTestApp, type TestClock } from './app.ts';
import { wardResponse } from './responses.ts';
import { ordinaryTime } from './template.ts';

export interface ProvenPortal {
  readonly app: App;
  readonly clock: TestClock;
  /** Receipts of the day before yesterday, of yesterday (both published) and of today. */
  readonly receipts: { readonly older: readonly string[]; readonly yesterday: readonly string[]; readonly today: readonly string[] };
}

/** A portal whose clock stands at a time; first opened at the time of all tests, which is quick. */
export async function appAt(time: string): Promise<{ readonly app: App; readonly clock: TestClock }> {
  const clock = clockAt(ordinaryTime);
  const app = await openTestApp({ clock });
  clock.set(time);
  return { app, clock };
}

/** Hands in some responses; gives their receipts. */
export async function answer(app: App, n: number): Promise<readonly string[]> {
  const outcomes = await Promise.all(Array.from({ length: n }, (_, i) => submitResponse(app, wardResponse({}, (i % 5) + 1))));
  return outcomes.map((outcome) => {
    if (outcome.kind !== 'accepted') throw new Error('refused');
    return outcome.receipt;
  });
}

/** A portal on 22 November 2026 with answers of three days, of which the first two are published. */
export async function provenPortal(): Promise<ProvenPortal> {
  const { app, clock } = await appAt('2026-11-20T03:00:00Z');
  const older = await answer(app, 3);
  clock.set('2026-11-21T03:00:00Z');
  const yesterday = await answer(app, 5);
  clock.set('2026-11-22T03:00:00Z');
  const today = await answer(app, 2);
  await publishProofs(app, 'test');
  return { app, clock, receipts: { older, yesterday, today } };
}

/** Writes past the triggers, as somebody could who holds the database file. */
export function tamper(app: App, statement: string, ...values: readonly string[]): void {
  const db = new Sqlite(app.config.databaseFile);
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare<[], { name: string }>("select name from sqlite_master where type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`drop trigger ${name}`);
  db.prepare(statement).run(...values);
  db.close();
}
