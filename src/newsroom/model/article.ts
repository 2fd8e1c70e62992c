import { z } from 'zod';
import { partialDate, wholeDay } from '#platform/model/partial-date.ts';

export const topics = [
  'Chỉ đạo điều hành',
  'Thủ tục hành chính',
  'Tổ chức bộ máy',
  'Chế độ công vụ',
  'Chuyển đổi số',
  'Chỉ số và đo lường',
  'Sáng kiến',
] as const;

/** Where something was said first; an address is one of the web, never a script. */
export const source = z.strictObject({
  name: z.string().min(1).max(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'chỉ gồm chữ thường không dấu, số và dấu nối')
  .max(120);

/** What stands above the text of a new article's file. */
export const articleHeadSchema = z.strictObject({
  title: z.string().min(1).max(160),
  summary: z.string().min(1).max(400),
  published: partialDate,
  topics: z.array(z.enum(topics)).min(1).max(3),
  source,
  documents: z.array(z.string()),
  /** Codes of the procedures that it is about. */
  procedures: z.array(z.string().min(1).max(60)).max(30).optional(),
});

const correction = z.strictObject({ date: wholeDay, note: z.string().min(1) });
/** What was corrected in a public article, told to everyone. */
export type Correction = z.infer<typeof correction>;

/** What stands above the text of an article that has a life behind it: as the newsroom exports it. */
export const articleFileSchema = articleHeadSchema.extend({
  corrections: z.array(correction).optional(),
  /** Its place among the articles that stand out. */
  featured: z.int().min(1).optional(),
  former_slugs: z.array(slug).optional(),
  /** No longer public: its address says why. */
  withdrawn: z.strictObject({ date: wholeDay, reason: z.string().min(1) }).optional(),
});

export const formats = ['markdown', 'document'] as const;

/** An article in full: its head, its text, its address. The text is Markdown, or with `document` the JSON of a Body. */
export const articleSchema = articleFileSchema.extend({ slug, body: z.string().min(1), format: z.enum(formats).optional() });
export type Article = z.infer<typeof articleSchema>;

export type ArticleState = 'draft' | 'submitted' | 'scheduled' | 'published' | 'withdrawn';
