import { z } from 'zod';
import { type Message, message } from '#i18n/model/message.ts';
import { oneLine } from '#platform/model/one-line.ts';
import { partialDate } from '#platform/model/partial-date.ts';
import { articleHeadSchema, slug, source, topics } from './article.ts';
import { type Body, parseBody } from './body.ts';
import { bodyText } from './body-text.ts';

const draftSchema = z.strictObject({
  title: oneLine(160),
  summary: oneLine(400),
  published: partialDate,
  topics: z.array(z.enum(topics)).max(3),
  source: z.strictObject({ name: oneLine(300), url: source.shape.url }),
  documents: z.array(slug).max(30),
  procedures: z.array(z.string().min(1).max(60)).max(30),
  body: z.unknown(),
});

/** What an editor writes. Until it is submitted, parts of it may be empty. */
export interface ArticleFields extends Omit<z.infer<typeof draftSchema>, 'body'> {
  readonly body: Body;
}

export type FieldsOutcome =
  | { readonly kind: 'fields'; readonly fields: ArticleFields }
  | { readonly kind: 'refused'; readonly message: Message; readonly part: keyof ArticleFields };

/** Reads what an editor sends, once, at the border. */
export function parseFields(given: unknown): FieldsOutcome {
  const parsed = draftSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const part = (['title', 'summary', 'published', 'topics', 'source', 'documents', 'procedures'] as const).find(
      (one) => one === issue?.path[0],
    );
    return {
      kind: 'refused',
      part: part ?? 'body',
      message: message('newsroom.draft.wrong', { where: part ?? 'body', why: issue?.message ?? '' }),
    };
  }
  const { body, ...head } = parsed.data;
  const read = parseBody(body);
  return read.kind === 'refused' ? { ...read, part: 'body' } : { kind: 'fields', fields: { ...head, body: read.body } };
}

const parts = ['title', 'summary', 'published', 'topics', 'source', 'body'] as const;

/** What an article still lacks before it can be submitted. */
export function missingParts({ body, ...head }: ArticleFields): readonly (typeof parts)[number][] {
  const wrong = new Set(articleHeadSchema.safeParse(head).error?.issues.map((issue) => issue.path[0]));
  return parts.filter((part) => (part === 'body' ? bodyText(body).trim() === '' : wrong.has(part)));
}
