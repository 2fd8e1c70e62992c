import type { Someone } from '#accounts/model/person.ts';
import type { ArticleRevisionRow, ArticleRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';

/** An article as it was after an act. */
export type Revision = ArticleRevisionRow;

/** Keeps an article as it is now. */
export async function addRevision(
  tx: Tx,
  row: ArticleRow,
  by: Someone,
  { act, at, note = null }: { readonly act: string; readonly at: string; readonly note?: string | null | undefined },
): Promise<void> {
  const { id, version, slug, state, title, summary, format, body, published, topics, source, documents, procedures } = row;
  const text = { version, slug, state, title, summary, format, body, published, topics, source, documents, procedures };
  await tx
    .insertInto('article_revisions')
    .values({ article: id, ...text, person: by.name, person_id: by.id, at, act, note })
    .execute();
}

/** What the newest revision of an article says about itself. */
export async function newestRevision(
  reader: Reader,
  article: number,
): Promise<Pick<Revision, 'version' | 'person' | 'person_id' | 'at' | 'act'> | undefined> {
  return reader
    .selectFrom('article_revisions')
    .select(['version', 'person', 'person_id', 'at', 'act'])
    .where('article', '=', article)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** All revisions of an article, the newest first; without their texts. */
export async function listRevisions(
  reader: Reader,
  article: number,
): Promise<readonly Pick<Revision, 'version' | 'slug' | 'state' | 'title' | 'person' | 'at' | 'act' | 'note'>[]> {
  return reader
    .selectFrom('article_revisions')
    .select(['version', 'slug', 'state', 'title', 'person', 'at', 'act', 'note'])
    .where('article', '=', article)
    .orderBy('version', 'desc')
    .execute();
}

/** One revision in full. */
export async function findRevision(reader: Reader, article: number, version: number): Promise<Revision | undefined> {
  return reader
    .selectFrom('article_revisions')
    .selectAll()
    .where('article', '=', article)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** Who gave a draft back to its editors, and why; undefined where nobody has since it was submitted last. */
export async function lastReturn(reader: Reader, article: number): Promise<Pick<Revision, 'person' | 'at' | 'note'> | undefined> {
  const newest = await reader
    .selectFrom('article_revisions')
    .select(['person', 'at', 'note', 'act'])
    .where('article', '=', article)
    .where('act', '!=', 'article.edit')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.act === 'article.return' ? newest : undefined;
}
