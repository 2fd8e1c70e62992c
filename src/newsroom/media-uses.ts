import type { Reader } from '#platform/context.ts';

/** An article or document that shows a picture or hands out a file, in whatever state: what is withdrawn can come back. */
export interface MediaUse {
  readonly type: 'article' | 'document';
  readonly slug: string;
  readonly title: string;
  readonly state: string;
  /** Only older revisions use it, which can be brought back too. */
  readonly older?: true;
}

/** Everything that uses a picture or file. Its id is looked for as texts name it: as JSON, or as Markdown's `media:`. */
export async function usesOf(reader: Reader, id: string): Promise<readonly MediaUse[]> {
  const spellings = [`"media":"${id}"`, `media:${id}`];
  const articles = await reader
    .selectFrom('articles')
    .select(['slug', 'title', 'state'])
    .where((e) => e.or(spellings.map((one) => e(e.fn<number>('instr', ['body', e.val(one)]), '>', 0))))
    .orderBy('slug')
    .execute();
  const now = new Set(articles.map(({ slug }) => slug));
  const once = await reader
    .selectFrom('article_revisions')
    .innerJoin('articles', 'articles.id', 'article_revisions.article')
    .select(['articles.slug', 'articles.title', 'articles.state'])
    .distinct()
    .where((e) => e.or(spellings.map((one) => e(e.fn<number>('instr', ['article_revisions.body', e.val(one)]), '>', 0))))
    .orderBy('articles.slug')
    .execute();
  const documents = await reader
    .selectFrom('documents')
    .select(['slug', 'kind', 'number', 'state'])
    .where((e) => e(e.fn<number>('instr', ['attachments', e.val(`"${id}"`)]), '>', 0))
    .orderBy('slug')
    .execute();
  return [
    ...articles.map((row): MediaUse => ({ type: 'article', ...row })),
    ...once.filter(({ slug }) => !now.has(slug)).map((row): MediaUse => ({ type: 'article', ...row, older: true })),
    ...documents.map(({ kind, number, ...row }): MediaUse => ({ type: 'document', title: `${kind} ${number}`, ...row })),
  ];
}
