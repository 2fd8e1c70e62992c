import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { confirmProposal, proposeExclusion } from '#survey/exclusion-service.ts';
import { exportMicrodata } from '#survey/microdata-service.ts';
import { questionsOf } from '#survey/model/instrument.ts';
import { packAnswers } from '#survey/model/response.ts';
import { tallyOf } from '#survey/model/tally.ts';
import { submitResponse } from '#survey/service.ts';
import { findInstrument } from '#survey/store.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { openWave } from '#survey/wave-service.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { wardResponse } from '../support/responses.ts';
import { startTestPortal } from '../support/server.ts';
import { storeResponse } from '../support/stored.ts';

const wave = 'HN-WARD-9-2026.2026';

test('who counts the exported responses comes to the same tallies, and learns neither receipts nor days', {
  timeout: 120_000,
}, async () => {
  const app = await openTestApp();
  const receipts: string[] = [];
  for (let i = 0; i < 60; i++) {
    const answers = Array.from({ length: 9 }, (_, j) => '-12345'[(i * 7 + j * (1 + (i % 4))) % 6]).join('');
    const place = { agency: i % 3 ? '00004' : '00008', mode: i % 5 ? 'online' : 'kiosk', day: `2026-${i % 2 ? '11' : '09'}-03` };
    receipts.push(await storeResponse(app, { ...place, answers, flags: i % 10 === 0 ? ['too-fast', 'one-device'] : [] }));
  }
  await submitResponse(app, wardResponse({ procedure: '1.001193', respondent: { age: '60+' }, comment: 'Lời riêng' }, 5));
  const order = { act: 'exclude' as const, receipts: receipts.slice(0, 7), reason: 'Một máy gửi nhiều phiếu' };
  const proposed = await proposeExclusion(app, order, atCommand('Lê An'));
  expect((await confirmProposal(app, proposed.kind === 'proposed' ? proposed.number : 0, atCommand('Vũ Bình'))).kind).not.toBe('refused');

  const file = path.join(temporaryDir(), 'phieu.csv');
  const args = ['--wave', wave, '--person', 'Tổ thống kê', '--out', file];
  const { code, output } = await runCommand('microdata', args, { DATA_DIR: app.config.dataDir }).ended;
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Đã ghi 61 phiếu') });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^wave,instrument,agency,procedure,month,mode,outcome,pace,W1,.*,W9,profile_gender,profile_age,flags,excluded\r\n/);
  expect(text).not.toMatch(/\d{4}-\d\d-\d\d|Lời riêng|([0-9A-Z]{4}-){3}/);

  const rows: Record<string, string>[] = parse(text, { columns: true });
  expect(rows.filter(({ flags }) => flags === 'one-device too-fast')).toHaveLength(6);
  expect(rows.find(({ procedure }) => procedure !== '')).toMatchObject({ procedure: '1.001193', profile_age: '60+', profile_gender: '' });
  const instrument = await findInstrument(app.reader, 'HN-WARD-9-2026');
  if (!instrument) throw new Error('no instrument');
  const packed = (row: Record<string, string>) =>
    packAnswers(
      instrument,
      Object.fromEntries(questionsOf(instrument).map((one) => [one.code, row[one.code] ? Number(row[one.code]) : null])),
    );
  for (const { agency, tally, modes } of await talliesNow(app.reader, { wave })) {
    const own = rows.filter((row) => row.agency === agency);
    const counted = own.filter(({ excluded }) => excluded === 'no');
    expect(tallyOf(instrument, counted.map(packed)), agency).toEqual(tally);
    for (const { mode, n, excluded } of modes) {
      const same = own.filter((row) => row.mode === mode);
      expect([same.length, same.filter((row) => row.excluded === 'yes').length], `${agency} ${mode}`).toEqual([n, excluded]);
    }
  }
  // The order is one of contents: it tells nothing of who came before whom.
  const keys = rows.map(({ agency, month, mode, procedure, ...row }) => [agency, month, mode, procedure, row.pace, packed(row)].join(' '));
  expect(keys).toEqual([...keys].sort());
  const audit = await app.reader.selectFrom('audit').select(['person', 'object', 'detail']).where('act', '=', 'microdata.export').execute();
  expect(audit).toEqual([{ person: 'Tổ thống kê', object: wave, detail: '{"responses":61}' }]);
});

test('no responses are exported while an embargo holds, nor of a wave there is not', async () => {
  const app = await openTestApp();
  const order = { title: 'Đợt kín', opens: '2026-11-01', closes: '2026-12-31', modes: ['online' as const], agencies: [] };
  await openWave(app, { ...order, id: 'kin', instrument: 'HN-WARD-9-2026', minimum_n: 30, display: 'embargo' }, atCommand('Lê An'));
  expect(await exportMicrodata(app, 'kin', atCommand('A'))).toMatchObject({
    kind: 'refused',
    message: { key: 'survey.microdata.refused.embargo' },
  });
  expect(await exportMicrodata(app, 'khong-co', atCommand('A'))).toMatchObject({
    kind: 'refused',
    message: { key: 'survey.wave.refused.unknown' },
  });
  expect(await app.reader.selectFrom('audit').selectAll().where('act', '=', 'microdata.export').execute()).toEqual([]);
});

test('whoever takes the file slowly, or leaves in the middle, keeps nobody else waiting', async () => {
  const { app, url } = await startTestPortal();
  for (let i = 0; i < 5; i++) await storeResponse(app);
  const outcome = await exportMicrodata(app, wave, atCommand('Tổ thống kê'));
  if (outcome.kind === 'refused') throw new Error(outcome.message.key);
  const lines = outcome.lines[Symbol.asyncIterator]();
  for (const _ of [0, 1]) expect((await lines.next()).done).toBe(false);

  const soon = (what: Promise<unknown>) => Promise.race([what, new Promise((done) => setTimeout(done, 5000, 'waits'))]);
  expect(await soon(findInstrument(app.reader, 'HN-WARD-9-2026'))).toMatchObject({ id: 'HN-WARD-9-2026' });
  expect(await soon(fetch(`${url}/thu-tuc`).then(({ status }) => status))).toBe(200);

  // What was held for the one who left is given back: nobody reads an old state of the database any more.
  await lines.return?.();
  await storeResponse(app);
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(app.writer);
  expect(rows).toMatchObject([{ busy: 0 }]);
});
