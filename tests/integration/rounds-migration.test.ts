import path from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { readAgencies } from '#agencies/content.ts';
import { addMissingAgencies } from '#agencies/store.ts';
import { migrations } from '#db/migrations/index.ts';
import { openSqlite } from '#db/open.ts';
import { readIndexContent } from '#par-index/content.ts';
import { stateOf } from '#par-index/model/round.ts';
import { findRelease } from '#par-index/release-store.ts';
import { allRounds } from '#par-index/round-store.ts';
import { trailsOf } from '#par-index/score-store.ts';
import { addMissingDefinitions } from '#platform/definitions.ts';
import { readInstruments } from '#survey/content.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';

test('rounds of before keep their scores and releases; who opened, scored and released them stands in their acts', async () => {
  const dataDir = temporaryDir();
  const db = openSqlite(path.join(dataDir, 'portal.sqlite'));
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '011'));
  expect((await new Migrator({ db: db.writer, provider: { getMigrations: async () => before } }).migrateToLatest()).error).toBeUndefined();
  await db.writer.transaction().execute(async (tx) => {
    await addMissingAgencies(tx, readAgencies());
    await addMissingDefinitions(tx, 'instruments', readInstruments());
    await addMissingDefinitions(tx, 'scoring_rules', readIndexContent().rules);
    await addMissingDefinitions(tx, 'criteria_sets', readIndexContent().criteria);
  });
  for (const [id, agencies, state] of [
    ['cu', '["SNV","STC"]', 'released'],
    ['dang-mo', '["00004"]', 'open'],
  ]) {
    await sql`insert into rounds (id, title, criteria, rule, instrument, agencies, state)
      values (${id}, 'Kỳ cũ', 'hn-cchc-gia-dinh-1', 'sipas-top2-pooled-2', 'SIPAS-G1-2017', ${agencies}, ${state})`.execute(db.writer);
  }
  await sql`insert into round_scores values ('cu', 'SNV', '1.1', '9.50', '9.00'), ('cu', 'STC', '1.1', null, '8.00')`.execute(db.writer);
  await sql`insert into audit (at, person, act, object) values
    ('2026-03-01T00:00:00.000Z', 'Người lập', 'round.open', 'cu'), ('2026-04-01T00:00:00.000Z', 'Người ghi', 'round.scores', 'cu')`.execute(
    db.writer,
  );
  await sql`insert into releases values ('cu', 'cu', 'abc', '2026-05-01T00:00:00.000Z', 'Người công bố')`.execute(db.writer);
  await db.close();

  const app = await openTestApp({ dataDir });
  const rounds = new Map((await allRounds(app.reader)).map((round) => [round.id, round]));
  expect(rounds.get('cu')).toMatchObject({ list: 'department', year: 2026, agencies: ['SNV', 'STC'] });
  expect(rounds.get('cu')?.acts.map(({ act, at, person }) => `${act} ${at.slice(0, 10)} ${person}`)).toEqual([
    'plan 2026-03-01 Người lập',
    'guidance 2026-03-01 Người lập',
    'self_scores 2026-04-01 Người ghi',
    'survey_report 2026-04-01 Người ghi',
    'appraisal 2026-04-01 Người ghi',
    'announcement 2026-05-01 Người công bố',
  ]);
  expect(stateOf(rounds.get('dang-mo')?.acts ?? [])).toBe('self_scoring');
  expect(rounds.get('dang-mo')?.list).toBe('commune');
  const trails = await trailsOf(app.reader, 'cu');
  expect(trails('SNV', '1.1')).toMatchObject({ self: { score: '9.50' }, check: { score: '9.00' }, decide: { score: '9.00' } });
  expect(trails('STC', '1.1')).toMatchObject({ self: null, decide: { score: '8.00' } });
  expect(await findRelease(app.reader, 'cu')).toMatchObject({ sha256: 'abc', corrects: null, corrected_by: null });
});
