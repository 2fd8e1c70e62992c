import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/** What editors write of procedures and of life events in the portal, and the imports that they upload. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('procedure_words')
    .addColumn('procedure', text, (c) => c.primaryKey().notNull().references('procedures.code').onDelete('cascade'))
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('words', text, (c) => c.notNull())
    .addColumn('edited_at', text, (c) => c.notNull())
    .addColumn('editor', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('life_events')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('position', integer, (c) => c.notNull())
    .addColumn('title_vi', text, (c) => c.notNull())
    .addColumn('title_en', text, (c) => c.notNull())
    .addColumn('icon', text, (c) => c.notNull())
    .addColumn('procedures', text, (c) => c.notNull())
    .addColumn('more', text, (c) => c.notNull())
    .addColumn('hidden', integer, (c) => c.notNull().defaultTo(0))
    .addColumn('version', integer, (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema
    .createTable('procedure_imports')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('reading', 'failed', 'planned', 'applied')`))
    .addColumn('files', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('report', text)
    .addColumn('fingerprint', text)
    .addColumn('problem', text)
    .execute();
}
