import type { Reader } from '#platform/context.ts';
import { fold } from '#search/model/text.ts';
import type { ArticleState } from './model/article.ts';
import type { ArticleInWork } from './work-store.ts';

/** In which states an editor looks for articles. */
export const deskStates = ['draft', 'submitted', 'scheduled', 'published', 'withdrawn', 'discarded'] as const;
export type DeskState = (typeof deskStates)[number];

export interface DeskChoice {
  /** null: all but those that were put away. */
  readonly state: DeskState | null;
  /** All of these words stand in title, summary or address, whatever their diacritics. */
  readonly words: string;
}

/** What the list says of an article. */
export type DeskItem = Pick<ArticleInWork, 'id' | 'slug' | 'title' | 'editor' | 'updated_at' | 'publish_at' | 'submitter' | 'forced'> & {
  readonly state: ArticleState | 'discarded';
};

/** A page of all articles in whatever state, those changed last first, and how many there are. Texts are not read. */
export async function listDesk(
  reader: Reader,
  { state, words }: DeskChoice,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly items: readonly DeskItem[] }> {
  const rows = await reader
    .selectFrom('articles')
    .select(['id', 'slug', 'state', 'title', 'summary', 'editor', 'updated_at', 'publish_at', 'submitter', 'forced', 'discarded_at'])
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const wanted = fold(words).split(' ').filter(Boolean);
  const listed = rows
    .map(({ discarded_at, ...row }) => ({ ...row, state: discarded_at === null ? row.state : ('discarded' as const) }))
    .filter((row) => (state === null ? row.state !== 'discarded' : row.state === state))
    .filter(({ title, summary, slug }) => {
      const text = wanted.length === 0 ? '' : fold(`${title} ${summary} ${slug}`);
      return wanted.every((word) => text.includes(word));
    });
  return { total: listed.length, items: listed.slice(offset, offset + limit) };
}
