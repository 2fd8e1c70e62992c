import type { Kysely } from 'kysely';

const text = 'text' as const;

/** Rounds of the city's own index as they were published before the portal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('published_rounds')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('list', text, (c) => c.notNull())
    .addColumn('definition', text, (c) => c.notNull())
    .execute();
}
