import type { Article } from '#newsroom/model/article.ts';
import { approveArticle, submitArticle } from '#newsroom/service.ts';
import type { App } from '#platform/app.ts';

/** An article that only this test knows. */
export function anArticle(slug: string, title: string): Article {
  return {
    slug,
    title,
    summary: 'Một tin dùng để thử tìm kiếm.',
    published: '2026-11-22',
    topics: ['Sáng kiến'],
    source: { name: 'Tổ biên tập' },
    documents: [],
    body: 'Nội dung của tin.',
  };
}

/** Publishes an article as two editors would. */
export async function publish(app: App, slug: string, title: string): Promise<void> {
  await submitArticle(app, anArticle(slug, title), 'Nguyễn Văn A');
  await approveArticle(app, slug, 'Trần Thị B');
}
