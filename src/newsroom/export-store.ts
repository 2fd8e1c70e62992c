import { hanoiDay } from '#platform/clock.ts';
import type { Reader } from '#platform/context.ts';
import { documentOf } from './document-store.ts';
import type { Article } from './model/article.ts';
import type { LegalDocument } from './model/document.ts';
import { articleOf } from './store.ts';

/** Every article that is or was public, as it can be loaded again, in the order of the addresses. Drafts are not content yet. */
export async function articlesForExport(reader: Reader): Promise<readonly Article[]> {
  const rows = await reader.selectFrom('articles').selectAll().where('state', 'in', ['published', 'withdrawn']).orderBy('slug').execute();
  const former = await reader.selectFrom('article_slugs').selectAll().orderBy('slug').execute();
  return rows.map((row) => {
    const former_slugs = former.filter(({ article }) => article === row.id).map(({ slug }) => slug);
    const { withdrawn_reason: reason, withdrawn_at: at } = row;
    const withdrawn = row.state === 'withdrawn' && reason !== null && at !== null ? { withdrawn: { date: hanoiDay(at), reason } } : {};
    return { ...articleOf(row), ...(former_slugs.length > 0 ? { former_slugs } : {}), ...withdrawn };
  });
}

/** Every document that is or was public, as it can be loaded again, in the order of the addresses. */
export async function documentsForExport(reader: Reader): Promise<readonly LegalDocument[]> {
  const rows = await reader.selectFrom('documents').selectAll().where('state', 'in', ['published', 'withdrawn']).orderBy('slug').execute();
  return rows.map((row) => {
    const { withdrawn_reason: reason, withdrawn_at: at } = row;
    const withdrawn = row.state === 'withdrawn' && reason !== null && at !== null;
    return { ...documentOf(row), ...(withdrawn ? { withdrawn: { date: hanoiDay(at), reason } } : {}) };
  });
}
