import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/** The tables of the portal's first day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agencies')
    .addColumn('code', text, (c) => c.primaryKey().notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_fold', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('valid_from', text)
    .addColumn('valid_to', text)
    .addColumn('parent', text)
    .addColumn('details', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('agencies_by_kind').on('agencies').columns(['kind', 'valid_to', 'name_fold']).execute();

  await db.schema
    .createTable('agency_successions')
    .addColumn('predecessor', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('successor', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('relation', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('agency_successions_pk', ['predecessor', 'successor'])
    .execute();
  await db.schema.createIndex('agency_successions_by_successor').on('agency_successions').column('successor').execute();

  await db.schema
    .createTable('procedures')
    .addColumn('code', text, (c) => c.primaryKey().notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_fold', text, (c) => c.notNull())
    .addColumn('field_code', text, (c) => c.notNull())
    .addColumn('field', text, (c) => c.notNull())
    .addColumn('topic', text, (c) => c.notNull())
    .addColumn('online_level', text, (c) => c.notNull())
    .addColumn('decision_date', text, (c) => c.notNull())
    .addColumn('record', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('procedures_by_topic').on('procedures').columns(['topic', 'name_fold']).execute();
  await db.schema.createIndex('procedures_by_field').on('procedures').columns(['field_code', 'name_fold']).execute();

  await db.schema
    .createTable('procedure_levels')
    .addColumn('procedure', text, (c) => c.notNull().references('procedures.code').onDelete('cascade'))
    .addColumn('level', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('procedure_levels_pk', ['procedure', 'level'])
    .execute();

  await db.schema
    .createTable('articles')
    .addColumn('slug', text, (c) => c.primaryKey().notNull())
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('draft', 'submitted', 'scheduled', 'published')`))
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('summary', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('published', text, (c) => c.notNull())
    .addColumn('topics', text, (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('documents', text, (c) => c.notNull())
    .addColumn('author', text, (c) => c.notNull())
    .addColumn('reviewer', text)
    .addColumn('publish_at', text)
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('articles_by_day').on('articles').columns(['state', 'published', 'slug']).execute();

  await db.schema
    .createTable('documents')
    .addColumn('slug', text, (c) => c.primaryKey().notNull())
    .addColumn('number', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('issuer', text, (c) => c.notNull())
    .addColumn('issued', text, (c) => c.notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('summary', text, (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('replaced_by', text)
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('certainty', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('indicators')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('series', text, (c) => c.notNull())
    .execute();

  for (const table of ['instruments', 'scoring_rules', 'criteria_sets']) {
    await db.schema
      .createTable(table)
      .addColumn('id', text, (c) => c.primaryKey().notNull())
      .addColumn('sha256', text, (c) => c.notNull())
      .addColumn('definition', text, (c) => c.notNull())
      .execute();
  }

  await db.schema
    .createTable('responses')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('receipt', text, (c) => c.notNull().unique())
    .addColumn('instrument', text, (c) => c.notNull().references('instruments.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('procedure', text, (c) => c.references('procedures.code'))
    .addColumn('day', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('answers', text, (c) => c.notNull())
    .addColumn('profile', text)
    // No row numbers: they would tell in which order the answers came.
    .modifyEnd(sql`without rowid`)
    .execute();
  // The rated body, and we ourselves, cannot touch an answer: the database refuses.
  for (const act of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger responses_no_${act} before ${act} on responses begin
           select raise(abort, 'responses is append-only');
         end`,
      )
      .execute(db);
  }

  // REPLACE would remove a row without asking the trigger above.
  await sql
    .raw(
      `create trigger responses_no_replace before insert on responses
       when exists (select 1 from responses where id = new.id or receipt = new.receipt) begin
         select raise(abort, 'responses is append-only');
       end`,
    )
    .execute(db);

  await db.schema
    .createTable('tallies')
    .addColumn('instrument', text, (c) => c.notNull())
    .addColumn('agency', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('item', text, (c) => c.notNull())
    .addColumn('value', integer, (c) => c.notNull())
    .addColumn('n', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('tallies_pk', ['agency', 'instrument', 'mode', 'item', 'value'])
    .execute();

  await db.schema
    .createTable('response_counts')
    .addColumn('instrument', text, (c) => c.notNull())
    .addColumn('agency', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('n', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('response_counts_pk', ['agency', 'instrument', 'mode'])
    .execute();

  await db.schema
    .createTable('tickets')
    .addColumn('code_hash', text, (c) => c.primaryKey().notNull())
    .addColumn('instrument', text, (c) => c.notNull().references('instruments.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('procedure', text, (c) => c.references('procedures.code'))
    .addColumn('spent', integer, (c) => c.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable('rounds')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('criteria', text, (c) => c.notNull().references('criteria_sets.id'))
    .addColumn('rule', text, (c) => c.notNull().references('scoring_rules.id'))
    .addColumn('instrument', text, (c) => c.notNull().references('instruments.id'))
    .addColumn('agencies', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('open', 'released')`))
    .execute();

  await db.schema
    .createTable('round_scores')
    .addColumn('round', text, (c) => c.notNull().references('rounds.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('criterion', text, (c) => c.notNull())
    .addColumn('self_score', text)
    .addColumn('appraised_score', text)
    .addPrimaryKeyConstraint('round_scores_pk', ['round', 'agency', 'criterion'])
    .execute();

  await db.schema
    .createTable('releases')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('round', text, (c) => c.notNull().references('rounds.id'))
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('released_at', text, (c) => c.notNull())
    .addColumn('released_by', text, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('audit')
    .addColumn('id', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .addColumn('act', text, (c) => c.notNull())
    .addColumn('object', text, (c) => c.notNull())
    .addColumn('detail', text)
    .execute();

  await db.schema
    .createTable('changes')
    .addColumn('tag', text, (c) => c.primaryKey().notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('origin', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('changes_by_version').on('changes').column('version').execute();

  await db.schema
    .createTable('settings')
    .addColumn('key', text, (c) => c.primaryKey().notNull())
    .addColumn('value', text, (c) => c.notNull())
    .execute();
}
