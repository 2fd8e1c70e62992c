import path from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { readAgencies } from '#agencies/content.ts';
import { addMissingAgencies } from '#agencies/store.ts';
import { migrations } from '#db/migrations/index.ts';
import { openSqlite } from '#db/open.ts';
import { addMissingDefinitions } from '#platform/definitions.ts';
import { readInstruments } from '#survey/content.ts';
import { allProposals } from '#survey/exclusion-store.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';

const [kept, left] = ['AAAA-AAAA-AAAA-AAAA', 'BBBB-BBBB-BBBB-BBBB'];

test('what two people left out before stays left out, under their names; the next proposal follows in number', async () => {
  const dataDir = temporaryDir();
  const db = openSqlite(path.join(dataDir, 'portal.sqlite'));
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '019'));
  expect((await new Migrator({ db: db.writer, provider: { getMigrations: async () => before } }).migrateToLatest()).error).toBeUndefined();
  await db.writer.transaction().execute(async (tx) => {
    await addMissingAgencies(tx, readAgencies());
    await addMissingDefinitions(tx, 'instruments', readInstruments());
  });
  await sql`insert into waves (id, instrument, title, kind, opens, closes, modes, minimum_n, display)
    values ('cu', 'HN-WARD-9-2026', 'Cũ', 'official', '2026-01-01', '2026-02-01', '["online"]', 10, 'live')`.execute(db.writer);
  for (const receipt of [kept, left])
    await sql`insert into responses (receipt, wave, agency, day, mode, answers)
      values (${receipt}, 'cu', '00004', '2026-01-02', 'online', '444444444')`.execute(db.writer);
  await sql`insert into exclusion_proposals (number, act, reason, proposed_by, proposed_on, state, decided_by, decided_on) values
    (3, 'exclude', 'Một máy gửi nhiều phiếu', 'Ánh', '2026-01-03', 'confirmed', 'Bình', '2026-01-04'),
    (7, 'exclude', 'Một máy gửi nhiều phiếu', 'Ánh', '2026-01-03', 'open', null, null)`.execute(db.writer);
  await sql`insert into exclusions (receipt, proposal) values (${left}, 3), (${kept}, 7)`.execute(db.writer);
  await db.close();

  const app = await openTestApp({ dataDir });
  const proposals = await allProposals(app.reader, 'all');
  expect(proposals.map((one) => [one.number, one.state, one.proposed_by, one.proposed_by_id, one.decided_by, one.decided_by_id])).toEqual([
    [3, 'confirmed', 'Ánh', null, 'Bình', null],
    [7, 'open', 'Ánh', null, null, null],
  ]);
  expect(await app.reader.selectFrom('excluded_responses').selectAll().execute()).toEqual([{ receipt: left, proposal: 3 }]);
  const next = await sql<{ number: number }>`insert into exclusion_proposals (act, reason, proposed_by, proposed_by_id, proposed_on, state)
    values ('exclude', 'x', 'Ánh', 'a', '2026-11-22', 'open') returning number`.execute(app.writer);
  expect(next.rows).toEqual([{ number: 8 }]);

  // By account where both have one, else by name; what is decided stays as it is.
  const decide = (number: number, by: string, id: string | null) =>
    sql`update exclusion_proposals set state = 'confirmed', decided_by = ${by}, decided_by_id = ${id}, decided_on = 'x' where number = ${number}`.execute(
      app.writer,
    );
  await expect(decide(8, 'Ánh Nguyệt', 'a')).rejects.toThrow(/decided_by_another/);
  await expect(decide(8, 'Ánh', null)).rejects.toThrow(/decided_by_another/);
  await expect(decide(7, 'Ánh', 'b')).rejects.toThrow(/decided_by_another/);
  await decide(8, 'Ánh', 'b');
  await decide(7, 'Bình', 'b');
  await expect(decide(3, 'Cúc', 'c')).rejects.toThrow(/are kept/);
  await expect(sql`delete from exclusion_proposals`.execute(app.writer)).rejects.toThrow(/are kept/);
  await expect(sql`delete from exclusions`.execute(app.writer)).rejects.toThrow(/are kept/);
});
