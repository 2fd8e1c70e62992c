import type { Reader } from '#platform/context.ts';

/** An article or document that shows a picture or hands out a file, in whatever state but withdrawn. */
export interface MediaUse {
  readonly type: 'article' | 'document';
  readonly slug: string;
  readonly title: string;
  readonly state: string;
}

/** Everything that uses a picture or file. Its id is looked for as texts name it: as JSON, or as Markdown's `media:`. */
export async function usesOf(reader: Reader, id: string): Promise<readonly MediaUse[]> {
  const articles = await reader
    .selectFrom('articles')
    .select(['slug', 'title', 'state'])
    .where('state', '<>', 'withdrawn')
    .where((e) =>
      e.or([
        e(e.fn<number>('instr', ['body', e.val(`"media":"${id}"`)]), '>', 0),
        e(e.fn<number>('instr', ['body', e.val(`media:${id}`)]), '>', 0),
      ]),
    )
    .orderBy('slug')
    .execute();
  const documents = await reader
    .selectFrom('documents')
    .select(['slug', 'kind', 'number', 'state'])
    .where('state', '<>', 'withdrawn')
    .where((e) => e(e.fn<number>('instr', ['attachments', e.val(`"${id}"`)]), '>', 0))
    .orderBy('slug')
    .execute();
  return [
    ...articles.map((row): MediaUse => ({ type: 'article', ...row })),
    ...documents.map(({ kind, number, ...row }): MediaUse => ({ type: 'document', title: `${kind} ${number}`, ...row })),
  ];
}
