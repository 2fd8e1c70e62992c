import { type Kysely, sql } from 'kysely';

const text = 'text' as const;

/** What agencies did about what people said: each entry about one factor of a questionnaire, or about one procedure. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('improvements')
    // Never given twice: the number stands in addresses and feeds.
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('instrument', text, (c) => c.references('instruments.id'))
    .addColumn('factor', text)
    .addColumn('procedure', text, (c) => c.references('procedures.code'))
    .addColumn('said', text, (c) => c.notNull())
    .addColumn('done_text', text, (c) => c.notNull())
    .addColumn('done_on', text, (c) => c.notNull())
    .addColumn('evidence_url', text)
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('published', 'withdrawn')`))
    .addColumn('withdrawn_reason', text)
    .addColumn('author', text, (c) => c.notNull())
    .addColumn('published_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addCheckConstraint('factor_of_an_instrument', sql`(instrument is null) = (factor is null)`)
    .addCheckConstraint('about_one_thing', sql`(factor is null) <> (procedure is null)`)
    .addCheckConstraint('withdrawn_for_a_reason', sql`(state = 'withdrawn') = (withdrawn_reason is not null)`)
    .execute();
  await db.schema.createIndex('improvements_by_agency').on('improvements').column('agency').execute();
  await db.schema.createIndex('improvements_by_procedure').on('improvements').column('procedure').execute();
  // What was public is withdrawn for a reason, never made as if it had not been.
  await sql`create trigger improvements_no_delete before delete on improvements begin select raise(abort, 'improvements are kept'); end`.execute(
    db,
  );
}
