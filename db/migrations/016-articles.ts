import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/**
 * The whole life of an article: it keeps its number when its address changes, counts its versions, and every version that
 * mattered is kept. Made anew, for SQLite cannot change the states that a table allows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table articles rename to articles_before`.execute(db);
  await sql`drop index articles_by_day`.execute(db);
  await db.schema
    .createTable('articles')
    .addColumn('id', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('slug', text, (c) => c.notNull().unique())
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('draft', 'submitted', 'scheduled', 'published', 'withdrawn')`))
    .addColumn('version', integer, (c) => c.notNull().defaultTo(1))
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('summary', text, (c) => c.notNull())
    .addColumn('format', text, (c) => c.notNull().defaultTo('markdown').check(sql`format in ('markdown', 'document')`))
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('published', text, (c) => c.notNull())
    .addColumn('topics', text, (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('documents', text, (c) => c.notNull())
    .addColumn('procedures', text, (c) => c.notNull().defaultTo('[]'))
    .addColumn('corrections', text, (c) => c.notNull().defaultTo('[]'))
    .addColumn('featured', integer)
    // Persons by name, and by account where it was one.
    .addColumn('author', text, (c) => c.notNull())
    .addColumn('author_id', text)
    .addColumn('editor', text, (c) => c.notNull())
    .addColumn('editor_id', text)
    .addColumn('submitter', text)
    .addColumn('submitter_id', text)
    .addColumn('reviewer', text)
    .addColumn('reviewer_id', text)
    .addColumn('forced', integer, (c) => c.notNull().defaultTo(0))
    .addColumn('force_reviewer', text)
    .addColumn('force_reviewer_id', text)
    .addColumn('publish_at', text)
    .addColumn('public_since', text)
    .addColumn('withdrawn_at', text)
    .addColumn('withdrawn_reason', text)
    .addColumn('updated_at', text, (c) => c.notNull())
    .addCheckConstraint('scheduled_for_a_time', sql`state <> 'scheduled' or publish_at is not null`)
    .addCheckConstraint('withdrawn_for_a_reason', sql`state <> 'withdrawn' or withdrawn_reason is not null`)
    .addCheckConstraint('public_since_a_time', sql`state not in ('published', 'withdrawn') or public_since is not null`)
    .execute();
  await sql`insert into articles (slug, state, title, summary, body, published, topics, source, documents, author, editor, submitter, reviewer,
      publish_at, public_since, updated_at)
    select slug, state, title, summary, body, published, topics, source, documents, author, coalesce(reviewer, author),
      case when author = 'content/' then null else author end, reviewer,
      case when state = 'scheduled' then publish_at end, case when state = 'published' then updated_at end, updated_at
    from articles_before order by updated_at, slug`.execute(db);
  await sql`drop table articles_before`.execute(db);
  await db.schema.createIndex('articles_by_day').on('articles').columns(['state', 'published', 'slug']).execute();

  await db.schema
    .createTable('article_revisions')
    .addColumn('id', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('article', integer, (c) => c.notNull().references('articles.id'))
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('slug', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('summary', text, (c) => c.notNull())
    .addColumn('format', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('published', text, (c) => c.notNull())
    .addColumn('topics', text, (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('documents', text, (c) => c.notNull())
    .addColumn('procedures', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .addColumn('person_id', text)
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('act', text, (c) => c.notNull())
    .addColumn('note', text)
    .addUniqueConstraint('article_revisions_once', ['article', 'version'])
    .execute();
  await sql`insert into article_revisions (article, version, slug, state, title, summary, format, body, published, topics, source, documents,
      procedures, person, at, act)
    select id, version, slug, state, title, summary, format, body, published, topics, source, documents, procedures, editor, updated_at,
      'article.carried_over'
    from articles order by id`.execute(db);
  for (const act of ['update', 'delete'])
    await sql
      .raw(
        `create trigger article_revisions_no_${act} before ${act} on article_revisions begin
           select raise(abort, 'revisions are kept as they are');
         end`,
      )
      .execute(db);
  // REPLACE would remove a row without asking the trigger above.
  await sql
    .raw(
      `create trigger article_revisions_no_replace before insert on article_revisions
       when exists (select 1 from article_revisions where id = new.id or (article = new.article and version = new.version)) begin
         select raise(abort, 'revisions are kept as they are');
       end`,
    )
    .execute(db);

  // Addresses that an article once had in public: they lead to the one of today, and are never given to another.
  await db.schema
    .createTable('article_slugs')
    .addColumn('slug', text, (c) => c.primaryKey().notNull())
    .addColumn('article', integer, (c) => c.notNull().references('articles.id'))
    .addColumn('at', text, (c) => c.notNull())
    .execute();
}
