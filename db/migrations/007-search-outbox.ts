import type { Kysely } from 'kysely';

/**
 * What the search engines have yet to learn, written in the transaction of the change itself; and leases, for work that
 * one process at a time may do.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_outbox')
    // Never used twice, even after rows are gone: a late sender must not take a new change for the one that it sent.
    .addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('search_outbox_by_document').on('search_outbox').column('document').execute();

  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('token', 'integer', (c) => c.notNull())
    .addColumn('until', 'text', (c) => c.notNull())
    .execute();
}
