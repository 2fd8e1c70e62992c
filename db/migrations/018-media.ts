import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/** The newsroom's pictures and files, and the life of a legal document: draft, published by a second person, withdrawn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('media')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('image', 'file')`))
    .addColumn('sha256', text, (c) => c.notNull().unique())
    .addColumn('media_type', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('bytes', integer, (c) => c.notNull())
    .addColumn('width', integer)
    .addColumn('height', integer)
    .addColumn('widths', text, (c) => c.notNull())
    .addColumn('description', text, (c) => c.notNull())
    .addColumn('caption', text, (c) => c.notNull())
    .addColumn('credit', text, (c) => c.notNull())
    .addColumn('words', text, (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull().defaultTo(1))
    .addColumn('added_by', text, (c) => c.notNull())
    .addColumn('added_by_id', text)
    .addColumn('added_at', text, (c) => c.notNull())
    .addColumn('editor', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addCheckConstraint('pictures_have_sizes', sql`(kind = 'image') = (width is not null and height is not null)`)
    .execute();
  await db.schema.createIndex('media_by_day').on('media').columns(['added_at', 'id']).execute();

  // What was loaded from content/ is public, and nobody has edited it yet.
  await sql`alter table documents add column state text not null default 'published' check (state in ('draft', 'published', 'withdrawn'))`.execute(
    db,
  );
  await sql`alter table documents add column version integer not null default 1`.execute(db);
  await sql`alter table documents add column attachments text not null default '[]'`.execute(db);
  for (const column of ['in_force', 'ended', 'topic', 'withdrawn_at', 'withdrawn_reason', 'updated_at'])
    await sql.raw(`alter table documents add column ${column} text`).execute(db);
  // Persons by name, and by account where it was one.
  await sql`alter table documents add column author text not null default 'content/'`.execute(db);
  await sql`alter table documents add column author_id text`.execute(db);
  await sql`alter table documents add column editor text not null default 'content/'`.execute(db);
  await sql`alter table documents add column editor_id text`.execute(db);
  await sql`alter table documents add column publisher text`.execute(db);
  await sql`alter table documents add column publisher_id text`.execute(db);
}
