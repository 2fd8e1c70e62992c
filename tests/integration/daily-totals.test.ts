import { expect, test } from 'vitest';
import { dailyTotals } from '#platform/daily-totals.ts';
import { clockAt, openTestApp } from '../support/app.ts';

interface Added {
  readonly day: string;
  readonly counted: Record<string, number>;
}

/** A counter over the real database whose totals are written down here; it fails as often as told. */
async function counter(options: { failures?: number } = {}) {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  const added: Added[] = [];
  const dropped: string[] = [];
  let failures = options.failures ?? 0;
  const totals = dailyTotals(
    app,
    {
      async add(_tx, day, counted) {
        if (failures-- > 0) throw new Error('the disk is full');
        added.push({ day, counted: Object.fromEntries(counted) });
      },
      async dropBefore(_tx, day) {
        dropped.push(day);
      },
    },
    400,
  );
  return { clock, totals, added, dropped };
}

test('what came before midnight in Hà Nội counts for that day, also when it is stored after', async () => {
  const { clock, totals, added } = await counter();
  clock.set('2026-11-22T16:59:59Z');
  totals.count('a');
  clock.set('2026-11-22T17:00:00Z');
  totals.count('a');
  totals.count('a');
  await totals.flush();
  expect(added).toEqual([
    { day: '2026-11-22', counted: { a: 1 } },
    { day: '2026-11-23', counted: { a: 2 } },
  ]);
});

test('what could not be stored is stored with the next, once', async () => {
  const { totals, added } = await counter({ failures: 1 });
  totals.count('a');
  await expect(totals.flush()).rejects.toThrow('the disk is full');
  totals.count('a');
  totals.count('b');
  await totals.flush();
  await totals.flush();
  expect(added).toEqual([{ day: '2026-11-22', counted: { a: 2, b: 1 } }]);
});

test('what is counted while the rest is being stored is not lost', async () => {
  const { totals, added } = await counter();
  totals.count('a');
  const stored = totals.flush();
  totals.count('a');
  await stored;
  await totals.flush();
  expect(added.map(({ counted }) => counted)).toEqual([{ a: 1 }, { a: 1 }]);
});

test('what is too old goes once a day, even when nobody comes by', async () => {
  const { clock, totals, dropped } = await counter();
  await totals.flush();
  await totals.flush();
  clock.set('2026-11-23T03:00:00Z');
  await totals.flush();
  expect(dropped).toEqual(['2025-10-18', '2025-10-19']);
});
