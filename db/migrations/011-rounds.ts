import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/**
 * Rounds from plan to release: what was done by whom and when, scores and decisions as acts that are only ever added, the
 * evidence behind them, what the survey came to, and releases that correct others. The state of a round is what its acts say.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rounds add column year integer not null default 2026`.execute(db);
  await sql`alter table rounds add column list text not null default 'commune' check (list in ('department', 'commune'))`.execute(db);
  // Act and the day, or month, by which it is due.
  await sql`alter table rounds add column calendar text not null default '[]'`.execute(db);
  await sql`update rounds set list = 'department' where exists
    (select 1 from json_each(rounds.agencies) e join agencies a on a.code = e.value where a.kind = 'department')`.execute(db);

  await db.schema
    .createTable('round_acts')
    .addColumn('id', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('round', text, (c) => c.notNull().references('rounds.id'))
    .addColumn('act', text, (c) =>
      c.notNull().check(sql`act in ('plan', 'guidance', 'self_scores', 'survey_report', 'appraisal', 'announcement')`),
    )
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .addColumn('note', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('round_acts_by_round').on('round_acts').columns(['round', 'act']).execute();

  await db.schema
    .createTable('score_acts')
    .addColumn('id', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('round', text, (c) => c.notNull().references('rounds.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('criterion', text, (c) => c.notNull())
    .addColumn('act', text, (c) => c.notNull().check(sql`act in ('self', 'check', 'decide')`))
    .addColumn('score', text)
    .addColumn('applies', integer, (c) => c.notNull().check(sql`applies in (0, 1)`))
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .addCheckConstraint('scored_where_it_applies', sql`(applies = 1) = (score is not null)`)
    .execute();
  await db.schema.createIndex('score_acts_by_score').on('score_acts').columns(['round', 'agency', 'criterion', 'act']).execute();

  await db.schema
    .createTable('evidence')
    .addColumn('id', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('round', text, (c) => c.notNull().references('rounds.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('criterion', text, (c) => c.notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('url', text)
    .addColumn('sha256', text)
    .addColumn('bytes', integer)
    .addColumn('media_type', text)
    // A row that takes another back, and why.
    .addColumn('withdraws', integer, (c) => c.references('evidence.id').unique())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .addCheckConstraint('link_or_file', sql`(url is not null) + (sha256 is not null) + (withdraws is not null) = 1`)
    .execute();
  await db.schema.createIndex('evidence_by_score').on('evidence').columns(['round', 'agency', 'criterion']).execute();

  await db.schema
    .createTable('round_surveys')
    .addColumn('round', text, (c) => c.notNull().references('rounds.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('n', integer, (c) => c.notNull())
    .addColumn('tally', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('round_surveys_pk', ['round', 'agency'])
    .execute();

  await sql`alter table releases add column corrects text references releases (id)`.execute(db);
  await sql`alter table releases add column reason text`.execute(db);

  await moveOldScores(db);
  await db.schema.dropTable('round_scores').execute();
  await db.schema.alterTable('rounds').dropColumn('state').execute();
  for (const table of ['round_acts', 'score_acts', 'evidence']) {
    for (const act of ['update', 'delete']) {
      await sql
        .raw(
          `create trigger ${table}_no_${act} before ${act} on ${table} begin
             select raise(abort, '${table} is append-only');
           end`,
        )
        .execute(db);
    }
  }
}

/** What rounds there were had no acts: the audit tells who opened, scored and released them, and when. */
async function moveOldScores(db: Kysely<unknown>): Promise<void> {
  const audited = (act: string, object: string) => `from audit where act = '${act}' and object = ${object} order by id desc limit 1`;
  const insert = (act: string, from: string, where: string) =>
    sql
      .raw(
        `insert into round_acts (round, act, at, person, note)
         select r.id, '${act}', coalesce((select at ${from}), '2026-11-22T00:00:00.000Z'), coalesce((select person ${from}), ''), ''
         from rounds r where ${where}`,
      )
      .execute(db);
  const opened = audited('round.open', 'r.id');
  const scored = audited('round.scores', 'r.id');
  const released = `from (select released_at as at, released_by as person from releases where round = r.id order by released_at limit 1)`;
  await insert('plan', opened, 'true');
  await insert('guidance', opened, 'true');
  for (const act of ['self_scores', 'survey_report', 'appraisal']) await insert(act, scored, `r.state = 'released'`);
  await insert('announcement', released, `r.state = 'released'`);
  for (const [act, column] of [
    ['self', 'self_score'],
    ['check', 'appraised_score'],
    ['decide', 'appraised_score'],
  ]) {
    await sql
      .raw(
        `insert into score_acts (round, agency, criterion, act, score, applies, reason, at, person)
         select s.round, s.agency, s.criterion, '${act}', s.${column}, 1, '',
           coalesce((select at ${audited('round.scores', 's.round')}), '2026-11-22T00:00:00.000Z'),
           coalesce((select person ${audited('round.scores', 's.round')}), '')
         from round_scores s where s.${column} is not null`,
      )
      .execute(db);
  }
}
