import type { Someone } from '#accounts/model/person.ts';
import type { ArticleRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { Article, Correction } from './model/article.ts';
import { bodyOf } from './model/article-text.ts';
import type { ArticleFields } from './model/draft.ts';
import type { Standing } from './model/workflow.ts';

/** An article in whatever state, as its row says. */
export type ArticleInWork = ArticleRow;

/** One article in whatever state. */
export async function findArticleInWork(reader: Reader, slug: string): Promise<ArticleInWork | undefined> {
  return reader.selectFrom('articles').selectAll().where('slug', '=', slug).executeTakeFirst();
}

/** One article by the number that it keeps whatever its address. */
export async function findArticleById(reader: Reader, id: number): Promise<ArticleInWork | undefined> {
  return reader.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The article that an address of the newsroom names by its number; undefined for whatever else stands there. */
export async function findArticleByParam(reader: Reader, given: string | undefined): Promise<ArticleInWork | undefined> {
  return given !== undefined && /^[1-9]\d{0,14}$/.test(given) ? findArticleById(reader, Number(given)) : undefined;
}

/** All articles that are not public and were not withdrawn, for the editors; the one that waits longest first. */
export async function listArticlesInWork(reader: Reader): Promise<readonly ArticleInWork[]> {
  return reader
    .selectFrom('articles')
    .selectAll()
    .where('state', 'in', ['draft', 'submitted', 'scheduled'])
    .where('discarded_at', 'is', null)
    .orderBy('updated_at')
    .orderBy('id')
    .execute();
}

/** The published articles that only one person has answered for so far. */
export async function listForcedArticles(reader: Reader): Promise<readonly ArticleInWork[]> {
  return reader
    .selectFrom('articles')
    .selectAll()
    .where('state', '=', 'published')
    .where('forced', '=', 1)
    .where('force_reviewer', 'is', null)
    .orderBy('public_since')
    .orderBy('id')
    .execute();
}

/** The addresses of scheduled articles whose time has come, the earliest first. */
export async function articlesDue(reader: Reader, now: string): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('articles')
    .select('slug')
    .where('state', '=', 'scheduled')
    .where('publish_at', '<=', now)
    .orderBy('publish_at')
    .orderBy('id')
    .execute();
  return rows.map(({ slug }) => slug);
}

/** Whether an address belongs to an article, or did so in public: then no other may have it. */
export async function isSlugTaken(reader: Reader, slug: string, but: number | null = null): Promise<boolean> {
  const now = await reader.selectFrom('articles').select('id').where('slug', '=', slug).executeTakeFirst();
  const before = await reader.selectFrom('article_slugs').select('article').where('slug', '=', slug).executeTakeFirst();
  return [now?.id, before?.article].some((id) => id !== undefined && id !== but);
}

/** What is new in a row; the rest begins empty. */
type NewArticle = Pick<
  ArticleRow,
  'slug' | 'state' | 'title' | 'summary' | 'format' | 'body' | 'published' | 'topics' | 'source' | 'documents'
> &
  Partial<ArticleRow>;

/** Puts a new article in; gives its row. */
export async function insertArticle(tx: Tx, article: NewArticle, by: Someone, at: string): Promise<ArticleInWork> {
  return tx
    .insertInto('articles')
    .values({
      version: 1,
      procedures: '[]',
      corrections: '[]',
      featured: null,
      author: by.name,
      author_id: by.id,
      editor: by.name,
      editor_id: by.id,
      submitter: null,
      submitter_id: null,
      reviewer: null,
      reviewer_id: null,
      forced: 0,
      force_reviewer: null,
      force_reviewer_id: null,
      publish_at: null,
      public_since: null,
      withdrawn_at: null,
      withdrawn_reason: null,
      discarded_at: null,
      updated_at: at,
      ...article,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Changes some of an article's row. */
export async function updateArticle(tx: Tx, id: number, change: Partial<Omit<ArticleRow, 'id'>>): Promise<void> {
  await tx.updateTable('articles').set(change).where('id', '=', id).execute();
}

/** Keeps an address that an article had in public; one that it takes again is no former one any more. */
export async function moveSlug(tx: Tx, article: number, move: { from: string; to: string; wasPublic: boolean; at: string }): Promise<void> {
  await tx.deleteFrom('article_slugs').where('slug', '=', move.to).where('article', '=', article).execute();
  if (move.wasPublic) await tx.insertInto('article_slugs').values({ slug: move.from, article, at: move.at }).execute();
}

/** The fields of an article or a revision as an editor gets them; Markdown becomes structured. */
export function fieldsOf(row: FieldsRow): ArticleFields {
  const { title, summary, published } = row;
  return {
    title,
    summary,
    published,
    // Checked when they were written: once, at the border.
    topics: JSON.parse(row.topics) as ArticleFields['topics'],
    source: JSON.parse(row.source) as ArticleFields['source'],
    documents: JSON.parse(row.documents) as string[],
    procedures: JSON.parse(row.procedures) as string[],
    body: bodyOf(row),
  };
}

/** An article as its readers would see it now; what is not written yet is empty. */
export function previewOf(row: ArticleRow): Article {
  const { slug, format, body, corrections } = row;
  const { title, summary, published, topics, source, documents, procedures } = fieldsOf(row);
  return {
    ...{
      slug,
      title,
      summary,
      published,
      topics: [...topics],
      source,
      documents: [...documents],
      procedures: [...procedures],
      format,
      body,
    },
    corrections: JSON.parse(corrections) as Correction[],
  };
}

type FieldsRow = Pick<ArticleRow, 'title' | 'summary' | 'format' | 'body' | 'published' | 'topics' | 'source' | 'documents' | 'procedures'>;

/** Fields as a row keeps them. */
export function rowOf({ title, summary, published, topics, source, documents, procedures, body }: ArticleFields): FieldsRow {
  return {
    title,
    summary,
    format: 'document',
    body: JSON.stringify(body),
    published,
    topics: JSON.stringify(topics),
    source: JSON.stringify(source),
    documents: JSON.stringify(documents),
    procedures: JSON.stringify(procedures),
  };
}

/** How an article stands, for the rules. */
export function standingOf(row: ArticleRow): Standing {
  const someone = (name: string | null, id: string | null): Someone | null => (name === null ? null : { id, name });
  return {
    state: row.discarded_at === null ? row.state : 'discarded',
    forced: row.forced === 1 && row.force_reviewer === null,
    author: { id: row.author_id, name: row.author },
    submitter: someone(row.submitter, row.submitter_id),
    reviewer: someone(row.reviewer, row.reviewer_id),
  };
}

/** An address that no article has or had: the given one, or the same with the first number that is free. */
export async function freeSlug(reader: Reader, wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (!(await isSlugTaken(reader, slug))) return slug;
  }
}
