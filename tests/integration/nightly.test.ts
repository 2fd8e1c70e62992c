import { expect, test } from 'vitest';
import type { App } from '#platform/app.ts';
import type { Log } from '#platform/log.ts';
import { nightly } from '#survey/nightly.ts';
import { recountAll } from '#survey/recount-service.ts';
import { lastRecount } from '#survey/recount-store.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';
import { changeCells, storeResponse } from '../support/stored.ts';

/** The night of an app, with what it logs. */
function nightOf(app: App) {
  const said: string[] = [];
  const log: Log = { info: (event) => said.push(event), error: (event) => said.push(`error ${event}`) };
  return { said, night: nightly({ context: { ...app, log }, file: app.config.databaseFile, holder: app.origin, commentDays: 180 }) };
}

const flagsOf = async (app: App) =>
  (await app.reader.selectFrom('response_flags').select(['flag', 'receipt']).orderBy('flag').execute()).map(
    ({ flag, receipt }) => `${flag} ${receipt}`,
  );

test('two processes do the work of a night once, from two o’clock in Hà Nội on, and a day that was missed is caught up', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  const other = await openTestApp({ clock, dataDir: app.config.dataDir });
  await storeResponse(app);
  const [one, two] = [nightOf(app), nightOf(other)];
  // The second comes while the first is at it; in one process they cannot wait for each other's locks.
  const working = one.night.once();
  const held = () => app.reader.selectFrom('leases').select('until').where('until', '>', '').execute();
  await expect.poll(async () => (await held()).length).toBe(1);
  await two.night.once();
  expect([...one.said, ...two.said]).toEqual([]);
  await working;
  const both = async () => {
    await one.night.once();
    await two.night.once();
  };
  expect([...one.said, ...two.said]).toEqual(['survey.night']);
  expect(await lastRecount(app.reader)).toEqual({ day: '2026-11-22', agreed: true });
  await both();
  clock.set('2026-11-22T18:59:00Z');
  await both();
  expect([...one.said, ...two.said]).toEqual(['survey.night']);
  clock.set('2026-11-22T19:00:00Z');
  await both();
  expect([...one.said, ...two.said]).toEqual(['survey.night', 'survey.night']);
  clock.set('2026-11-25T10:00:00Z');
  await both();
  expect([...one.said, ...two.said]).toHaveLength(3);
  expect((await app.reader.selectFrom('recounts').select('day').execute()).map(({ day }) => day)).toEqual([
    '2026-11-22',
    '2026-11-23',
    '2026-11-25',
  ]);
});

test('a portal without responses starts no process, and says nothing', async () => {
  const { night, said } = nightOf(await openTestApp());
  await night.once();
  expect(said).toEqual([]);
});

test('the night flags a burst of one agency and near-duplicates of long questionnaires, once, and leaves the others alone', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  const day = (i: number) => `2026-11-${String(i).padStart(2, '0')}`;
  for (let i = 1; i <= 21; i++) {
    for (const agency of ['00004', '00008']) await Promise.all([1, 2].map(() => storeResponse(app, { agency, day: day(i) })));
  }
  const burst = await Promise.all(Array.from({ length: 40 }, () => storeResponse(app, { day: day(20) })));
  // Staff hand paper in by the heap; and today is not over.
  await Promise.all(Array.from({ length: 60 }, () => storeResponse(app, { agency: '00008', day: day(20), mode: 'paper' })));
  await Promise.all(Array.from({ length: 60 }, () => storeResponse(app, { agency: '00008', day: day(22) })));
  const own = '1234512345123451234512';
  const long = (answers: string) => storeResponse(app, { instrument: 'SIPAS-G1-2017', agency: 'SNV', day: day(20), answers });
  const copies = [await long(own), await long(`54${own.slice(2)}`)];
  await long('5432154321543215432154');
  const flaggedBurst = (
    await app.reader.selectFrom('responses').select('receipt').where('agency', '=', '00004').where('day', '=', day(20)).execute()
  ).map(({ receipt }) => receipt);
  expect(flaggedBurst).toHaveLength(42);
  const expected = [...flaggedBurst.map((receipt) => `burst ${receipt}`), ...copies.map((receipt) => `near-duplicate ${receipt}`)].sort();

  const { night, said } = nightOf(app);
  await night.once();
  expect(said).toEqual(['survey.night']);
  expect((await flagsOf(app)).sort()).toEqual(expected);
  expect(burst.every((receipt) => flaggedBurst.includes(receipt))).toBe(true);

  // A new copy of an old response is found the next night, and what was flagged is not flagged again.
  const late = await storeResponse(app, { instrument: 'SIPAS-G1-2017', agency: 'SNV', day: day(22), answers: `${own.slice(0, 20)}55` });
  clock.set('2026-11-22T20:00:00Z');
  await night.once();
  const now = await flagsOf(app);
  expect(now).toContain(`near-duplicate ${late}`);
  expect(
    now.filter((flag) => flag.startsWith('burst') && flag.slice(6) in Object.fromEntries(flaggedBurst.map((receipt) => [receipt, 1]))),
  ).toHaveLength(42);
  expect((await app.reader.selectFrom('tallies').select('excluded').execute()).every(({ excluded }) => excluded === 0)).toBe(true);
});

test('a recount finds a change in any kind of cell, names it, and the survey page says so', async () => {
  const { app, url } = await startTestPortal();
  await Promise.all(Array.from({ length: 12 }, (_, i) => storeResponse(app, { answers: `${(i % 5) + 1}-4444444` })));
  const page = async () => (await (await fetch(`${url}/khao-sat`)).text()).replace(/<[^>]+>/g, '');
  expect(await page()).not.toContain('đếm lại');
  const drift = async () => (await recountAll(app, app.config.databaseFile)).flatMap((one) => one.drift);
  expect(await drift()).toEqual([]);
  await expect.poll(page).toContain('Lần gần nhất, ngày 22/11/2026: các bảng đếm khớp với từng phiếu đã nhận.');

  const w1 = { agency: '00004', mode: 'online', item: 'W1', value: 5 };
  // Of each question six cells: no answer, then the values 1 to 5.
  await changeCells(app, 'cells', [[5, 3]]);
  expect(await drift()).toEqual([{ ...w1, kept: { n: 3, excluded: 0 }, counted: { n: 2, excluded: 0 } }]);
  await expect.poll(page).toContain('có bảng đếm chưa khớp, đang kiểm tra');
  await changeCells(app, 'cells', [[5, 2]]);
  await changeCells(app, 'excluded_cells', [[5, 1]]);
  expect(await drift()).toEqual([{ ...w1, kept: { n: 2, excluded: 1 }, counted: { n: 2, excluded: 0 } }]);
  await changeCells(app, 'cells', [[6, 0]]);
  expect(await drift()).toContainEqual({ ...w1, item: 'W2', value: 0, kept: { n: 0, excluded: 0 }, counted: { n: 12, excluded: 0 } });
  await app.writer.updateTable('tallies').set({ n: 13 }).execute();
  expect(await drift()).toContainEqual({ ...w1, item: null, value: null, kept: { n: 13, excluded: 0 }, counted: { n: 12, excluded: 0 } });
  await app.writer.updateTable('tallies').set({ mode: 'qr', n: 12 }).execute();
  expect((await drift()).filter(({ item }) => item === null).map(({ mode }) => mode)).toEqual(['online', 'qr']);

  const { night, said } = nightOf(app);
  await night.once();
  expect(said).toEqual(['error survey.drift', 'survey.night']);
});
