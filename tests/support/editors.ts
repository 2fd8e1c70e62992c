import type { Doer } from '#accounts/model/person.ts';
import type { ArticleOutcome, Done, Target } from '#newsroom/article-act.ts';
import { insertMedia } from '#newsroom/media-store.ts';
import type { Body } from '#newsroom/model/body.ts';
import type { ArticleFields } from '#newsroom/model/draft.ts';
import type { MediaKind } from '#newsroom/model/media.ts';
import type { App } from '#platform/app.ts';

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

/** Puts a picture or file into the library as far as its rows go. */
export async function addMediaRow(app: App, id: string, kind: MediaKind = 'image'): Promise<void> {
  const picture = kind === 'image' ? { width: 8, height: 8, widths: [8] } : { width: null, height: null, widths: [] };
  const at = '2026-11-22T00:00:00.000Z';
  await app.writer.transaction().execute((tx) =>
    insertMedia(tx, {
      ...{ id, kind, media_type: kind === 'image' ? 'image/png' : 'application/pdf', name: id, sha256: id, bytes: 1, ...picture },
      ...{ description: 'Cán bộ nhận hồ sơ', caption: '', credit: '', version: 1 },
      ...{ added_by: 'Thử nghiệm', added_by_id: null, added_at: at, editor: 'Thử nghiệm', updated_at: at },
    }),
  );
}
