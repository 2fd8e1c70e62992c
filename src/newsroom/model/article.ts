import { z } from 'zod';
import { partialDate } from '#platform/model/partial-date.ts';

export const topics = [
  'Chỉ đạo điều hành',
  'Thủ tục hành chính',
  'Tổ chức bộ máy',
  'Chế độ công vụ',
  'Chuyển đổi số',
  'Chỉ số và đo lường',
  'Sáng kiến',
] as const;

export const source = z.strictObject({ name: z.string().min(1), url: z.url().optional() });

/** What stands above the text of an article file. */
export const articleHeadSchema = z.strictObject({
  title: z.string().min(1).max(160),
  summary: z.string().min(1).max(400),
  published: partialDate,
  topics: z.array(z.enum(topics)).min(1).max(3),
  source,
  documents: z.array(z.string()),
});

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'chỉ gồm chữ thường không dấu, số và dấu nối')
  .max(120);

/** An article in full: its head, its text in Markdown, its address. */
export const articleSchema = articleHeadSchema.extend({ slug, body: z.string().min(1) });
export type Article = z.infer<typeof articleSchema>;

export type ArticleState = 'draft' | 'submitted' | 'scheduled' | 'published';

export type ReviewRefusal = 'unknown-article' | 'wrong-state' | 'same-person' | 'time-past' | 'slug-taken';

/** Whether `person` may publish what `author` submitted: publication takes a second person. */
export function reviewRefusal(article: { state: ArticleState; author: string }, person: string): ReviewRefusal | null {
  if (article.state !== 'submitted') return 'wrong-state';
  return samePerson(article.author, person) ? 'same-person' : null;
}

function samePerson(a: string, b: string): boolean {
  return a.normalize('NFC').trim().toLocaleLowerCase('vi') === b.normalize('NFC').trim().toLocaleLowerCase('vi');
}
