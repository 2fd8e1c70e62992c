import { type Kysely, sql } from 'kysely';

/** How often each page was called useful, or not and why, on each day: totals of a day, nothing about who. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('page_feedback')
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('page_feedback_pk', ['day', 'path', 'answer'])
    // No row numbers: they would tell in which order the first answers of a day came.
    .modifyEnd(sql`without rowid`)
    .execute();
}
