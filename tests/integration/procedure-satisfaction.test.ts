import path from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { readAgencies } from '#agencies/content.ts';
import { addMissingAgencies } from '#agencies/store.ts';
import { migrations } from '#db/migrations/index.ts';
import { openSqlite } from '#db/open.ts';
import { procedureSatisfaction } from '#par-index/live.ts';
import type { App } from '#platform/app.ts';
import { readInstruments } from '#survey/content.ts';
import { confirmProposal, proposeExclusion } from '#survey/exclusion-service.ts';
import { recountAll } from '#survey/recount-service.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';
import { storeResponse } from '../support/stored.ts';

const procedure = '1.001193';
/** Of two wards, so that none of them alone has as many. */
const store = (app: App, n: number, answers = '444444444') =>
  Promise.all(Array.from({ length: n }, (_, i) => storeResponse(app, { procedure, agency: i % 2 ? '00004' : '00008', answers })));
const overall = async (app: App) => (await procedureSatisfaction(app, procedure)).surveys.map(({ n, score }) => [n, score.overall.percent]);
const drifts = async (app: App) => (await recountAll(app, app.config.databaseFile)).flatMap(({ drift }) => drift);

test('what people say of a procedure is shown from thirty on, moves by ten, and leaves out what two people left out', async () => {
  const { app, url } = await startTestPortal();
  const page = async () => (await fetch(`${url}/thu-tuc/${procedure}`)).text();
  await store(app, 9);
  expect(await overall(app)).toEqual([]);
  expect(await page()).not.toContain('Người đã làm thủ tục này nói gì');
  await store(app, 1);
  expect(await overall(app)).toEqual([[10, null]]);
  await expect.poll(page).toContain('Người đã làm thủ tục này nói gì');
  await store(app, 20);
  expect(await overall(app)).toEqual([[30, '100.00']]);
  const bad = await store(app, 9, '111111111');
  expect(await overall(app)).toEqual([[30, '100.00']]);
  bad.push(...(await store(app, 1, '111111111')));
  expect(await overall(app)).toEqual([[40, '75.00']]);
  await expect.poll(page).toContain('75,00');
  expect(await drifts(app)).toEqual([]);

  const proposed = await proposeExclusion(
    app,
    { act: 'exclude', receipts: bad, reason: 'Một thiết bị gửi hàng loạt phiếu' },
    atCommand('Ánh'),
  );
  if (proposed.kind !== 'proposed') throw new Error(proposed.message.key);
  await confirmProposal(app, proposed.number, atCommand('Bình'));
  expect(await overall(app)).toEqual([[30, '100.00']]);
  await expect.poll(page).toContain('Đã nhận 40 phiếu, không tính 10 phiếu bị loại');
  expect(await drifts(app)).toEqual([]);
  expect(await (await fetch(`${url}/chi-so/du-lieu/thu-tuc/${procedure}.csv`)).text()).toMatch(/,30,100\.00,[^\r]*,40,10\r\n/);
  expect(await (await fetch(`${url}/chi-so/du-lieu/thu-tuc/${procedure}.json`)).json()).toMatchObject({
    procedure,
    instruments: [{ n: 30, received: 40, excluded: 10, overall: { percent: '100.00' } }],
  });
});

test('a kept number of a procedure that is not what its responses give is found at night', async () => {
  const app = await openTestApp();
  await store(app, 10);
  await app.writer.updateTable('procedure_tallies').set({ n: 11 }).execute();
  expect(await drifts(app)).toMatchObject([{ agency: procedure, mode: 'procedure', item: null, kept: { n: 11 }, counted: { n: 10 } }]);
});

test('what was answered about procedures before is counted when the tallies come', async () => {
  const dataDir = temporaryDir();
  const db = openSqlite(path.join(dataDir, 'portal.sqlite'));
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '014'));
  const { error } = await new Migrator({ db: db.writer, provider: { getMigrations: async () => before } }).migrateToLatest();
  expect(error).toBeUndefined();
  const ward = readInstruments().find(({ definition }) => definition.id === 'HN-WARD-9-2026');
  await sql`insert into instruments values ('HN-WARD-9-2026', ${ward?.sha256}, ${JSON.stringify(ward?.definition)})`.execute(db.writer);
  await db.writer.transaction().execute((tx) => addMissingAgencies(tx, readAgencies()));
  const listing = { name: 'Đăng ký khai sinh', field: 'Hộ tịch', promulgator: 'Bộ Tư pháp', executing: [] };
  await sql`insert into procedures (code, name, name_key, field, promulgator, listing)
    values (${procedure}, 'Đăng ký khai sinh', '', '', '', ${JSON.stringify(listing)})`.execute(db.writer);
  await sql`insert into waves values ('HN-WARD-9-2026.2026', 'HN-WARD-9-2026', 'Năm 2026', 'standing', '2026-01-01', '2026-12-31',
    '["online"]', null, 30, 'live')`.execute(db.writer);
  for (let i = 0; i < 12; i++) {
    await sql`insert into responses (receipt, wave, agency, procedure, day, mode, answers)
      values (${`AAAA-AAAA-AAAA-00${String(i).padStart(2, '0')}`}, 'HN-WARD-9-2026.2026', '00004', ${i < 11 ? procedure : null}, '2026-11-20',
        'online', ${i === 0 ? '1--------' : '5555-5555'})`.execute(db.writer);
  }
  await db.close();
  const app = await openTestApp({ dataDir });
  const [row] = await app.reader.selectFrom('procedure_tallies').selectAll().execute();
  expect(row).toMatchObject({ procedure, n: 11, excluded: 0, shown_n: 11 });
  expect((JSON.parse(row?.cells ?? '[]') as number[]).slice(0, 12)).toEqual([0, 1, 0, 0, 0, 10, 1, 0, 0, 0, 0, 10]);
});
