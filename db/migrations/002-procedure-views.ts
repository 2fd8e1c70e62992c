import type { Kysely } from 'kysely';

/** How often each procedure was opened on each day: totals of a day, nothing about who. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('procedure_views')
    .addColumn('procedure', 'text', (c) => c.notNull().references('procedures.code').onDelete('cascade'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('procedure_views_pk', ['procedure', 'day'])
    .execute();
  await db.schema.createIndex('procedure_views_by_day').on('procedure_views').columns(['day', 'procedure', 'n']).execute();
}
