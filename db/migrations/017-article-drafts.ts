import type { Kysely } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/** Drafts that somebody has put away, and the links by which people without an account may read what is not public yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('articles').addColumn('discarded_at', text).execute();
  await db.schema
    .createTable('article_previews')
    .addColumn('id', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('article', integer, (c) => c.notNull().references('articles.id'))
    // Keyed: who reads the database cannot open the link.
    .addColumn('token_hash', text, (c) => c.notNull().unique())
    .addColumn('person', text, (c) => c.notNull())
    .addColumn('person_id', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('revoked_at', text)
    .execute();
  await db.schema.createIndex('article_previews_by_article').on('article_previews').column('article').execute();
}
