import type { Tx } from '#platform/context.ts';
import type { Article } from './model/article.ts';
import { addRevision } from './revision-store.ts';
import { insertArticle, moveSlug } from './work-store.ts';

/**
 * Adds the articles of content/ that are not there yet in any state, as public, or as withdrawn where their file says so;
 * gives their addresses. An address that an article had before counts as there: what the newsroom changed stays.
 */
export async function addMissingArticles(
  tx: Tx,
  articles: readonly Article[],
  work: { readonly author: string; readonly at: string },
): Promise<readonly string[]> {
  const [now, before] = [
    await tx.selectFrom('articles').select('slug').execute(),
    await tx.selectFrom('article_slugs').select('slug').execute(),
  ];
  const known = new Set([...now, ...before].map(({ slug }) => slug));
  const added = articles.filter((article) => !known.has(article.slug));
  const by = { id: null, name: work.author };
  for (const article of added) {
    const {
      topics,
      source,
      documents,
      procedures = [],
      corrections = [],
      featured,
      former_slugs = [],
      withdrawn,
      format = 'markdown',
      ...text
    } = article;
    const row = await insertArticle(
      tx,
      {
        ...text,
        format,
        state: withdrawn ? 'withdrawn' : 'published',
        topics: JSON.stringify(topics),
        source: JSON.stringify(source),
        documents: JSON.stringify(documents),
        procedures: JSON.stringify(procedures),
        corrections: JSON.stringify(corrections),
        featured: featured ?? null,
        public_since: work.at,
        ...(withdrawn
          ? { withdrawn_at: new Date(`${withdrawn.date}T00:00:00+07:00`).toISOString(), withdrawn_reason: withdrawn.reason }
          : {}),
      },
      by,
      work.at,
    );
    for (const from of former_slugs.filter((one) => !known.has(one)))
      await moveSlug(tx, row.id, { from, to: row.slug, wasPublic: true, at: work.at });
    await addRevision(tx, row, by, { act: 'article.load', at: work.at });
  }
  return added.map(({ slug }) => slug);
}
