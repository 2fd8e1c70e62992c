import type { Doer } from '#accounts/model/person.ts';
import type { ArticleOutcome, Done, Target } from '#newsroom/article-act.ts';
import type { Body } from '#newsroom/model/body.ts';
import type { ArticleFields } from '#newsroom/model/draft.ts';

/** Somebody of the newsroom whom the permission lets do everything. */
export const anEditor = (id: string, name: string): Doer => ({ id, name, permit: () => null });

export const ha = anEditor('tk-ha', 'Nguyễn Thị Hà');
export const binh = anEditor('tk-binh', 'Trần Văn Bình');

/** A text of paragraphs. */
export const bodyOfLines = (...lines: readonly string[]): Body => ({
  type: 'doc',
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** What an editor writes who leaves nothing out. */
export const wholeFields = (change: Partial<ArticleFields> = {}): ArticleFields => ({
  title: 'Bộ phận một cửa lưu động đến tận thôn',
  summary: 'Cán bộ mang máy đến nhà văn hóa thôn để nhận hồ sơ.',
  published: '2026-11-22',
  topics: ['Sáng kiến'],
  source: { name: 'Tổ biên tập' },
  documents: [],
  procedures: [],
  body: bodyOfLines('Bộ phận một cửa lưu động đến tận thôn.'),
  ...change,
});

/** An outcome that must be one of success: where the article is now, to go on with. */
export function done(outcome: ArticleOutcome): Done & Target {
  if (outcome.kind === 'refused') throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
}
