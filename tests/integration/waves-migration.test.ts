import path from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { readAgencies } from '#agencies/content.ts';
import { addMissingAgencies } from '#agencies/store.ts';
import { migrations } from '#db/migrations/index.ts';
import { openSqlite } from '#db/open.ts';
import { readInstruments } from '#survey/content.ts';
import { submitResponse } from '#survey/service.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';

test('what was answered before there were waves belongs to the standing wave of its year, with tickets and rounds', async () => {
  const dataDir = temporaryDir();
  const db = openSqlite(path.join(dataDir, 'portal.sqlite'));
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '008'));
  const { error } = await new Migrator({ db: db.writer, provider: { getMigrations: async () => before } }).migrateToLatest();
  expect(error).toBeUndefined();
  const ward = readInstruments().find(({ definition }) => definition.id === 'HN-WARD-9-2026');
  if (!ward) throw new Error('no form');
  await sql`insert into instruments values ('HN-WARD-9-2026', ${ward.sha256}, ${JSON.stringify(ward.definition)})`.execute(db.writer);
  await db.writer.transaction().execute((tx) => addMissingAgencies(tx, readAgencies()));
  for (const [i, profile] of [`{"gender":"nu","age":"25-34"}`, `{"age":"60+"}`, null, null].entries()) {
    await sql`insert into responses (id, receipt, instrument, agency, day, mode, answers, profile)
      values (${`id-${i}`}, ${`AAAA-AAAA-AAAA-000${i}`}, 'HN-WARD-9-2026', '00004', ${i === 3 ? '2025-12-31' : '2026-03-01'},
        ${i === 2 ? 'ticket' : 'online'}, ${i === 0 ? '54321-543' : '444444444'}, ${profile})`.execute(db.writer);
  }
  await sql`insert into tickets values ('spent', 'HN-WARD-9-2026', '00004', null, 1), ('left', 'HN-WARD-9-2026', '00004', null, 0)`.execute(
    db.writer,
  );
  await db.close();

  const app = await openTestApp({ dataDir });
  const rows = await app.reader
    .selectFrom('responses')
    .select(['receipt', 'wave', 'mode', 'answers', 'profile'])
    .orderBy('receipt')
    .execute();
  expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
    'AAAA-AAAA-AAAA-0000 HN-WARD-9-2026.2026 online 54321-543 22',
    'AAAA-AAAA-AAAA-0001 HN-WARD-9-2026.2026 online 444444444 -5',
    'AAAA-AAAA-AAAA-0002 HN-WARD-9-2026.2026 ticket 444444444 ',
    'AAAA-AAAA-AAAA-0003 HN-WARD-9-2026.2025 online 444444444 ',
  ]);
  const tallies = await talliesNow(app.reader, { wave: 'HN-WARD-9-2026.2026' });
  expect(tallies).toMatchObject([
    {
      agency: '00004',
      modes: [
        { mode: 'online', n: 2 },
        { mode: 'ticket', n: 1 },
      ],
      tally: { W1: { 4: 2, 5: 1 }, W6: { 0: 1, 4: 2 } },
    },
  ]);
  expect(await app.reader.selectFrom('tickets').select(['code_hash', 'spent']).orderBy('spent').execute()).toEqual([
    { code_hash: 'left', spent: 0 },
    { code_hash: 'spent', spent: 1 },
  ]);
  expect(await app.reader.selectFrom('ticket_batches').select(['wave', 'agency', 'issued']).execute()).toEqual([
    { wave: 'HN-WARD-9-2026.2026', agency: '00004', issued: 2 },
  ]);
  // Still nobody can change them.
  await expect(app.writer.deleteFrom('responses').execute()).rejects.toThrow(/append-only/);
  expect(await submitResponse(app, wardResponse())).toMatchObject({ kind: 'accepted' });
});
