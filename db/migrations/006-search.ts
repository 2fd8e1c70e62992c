import { type Kysely, sql } from 'kysely';

/** The words of citizens that the search knows, and the queries of a day that found nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_synonyms')
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('synonym', 'ambiguous', 'outside')`))
    .addColumn('alias', 'text', (c) => c.notNull())
    .addColumn('entry', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('source', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_synonyms_pk', ['kind', 'alias'])
    .execute();

  await db.schema
    .createTable('search_misses')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_misses_pk', ['text', 'day'])
    .execute();
  await db.schema.createIndex('search_misses_by_day').on('search_misses').columns(['day', 'n']).execute();
}
