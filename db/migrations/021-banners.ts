import { type Kysely, sql } from 'kysely';

/** What everybody is told above every page for some time: that the portal will stop, or that something does not work. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('banners')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('planned', 'incident')`))
    .addColumn('text_vi', 'text', (c) => c.notNull())
    .addColumn('text_en', 'text', (c) => c.notNull())
    .addColumn('shown_from', 'text', (c) => c.notNull())
    .addColumn('stops_at', 'text', (c) => c.check(sql`(stops_at is null) = (kind = 'incident')`))
    .addColumn('until', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('editor', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
}
