import { z } from 'zod';
import { partialDate } from '#platform/model/partial-date.ts';
import { slug, source } from './article.ts';

export const documentStatuses = ['còn hiệu lực', 'hết hiệu lực', 'đã được thay thế', 'chưa đối chiếu'] as const;

/** What stands above the text of a legal document's file. */
export const documentHeadSchema = z.strictObject({
  number: z.string().min(1),
  kind: z.string().min(1),
  issuer: z.string().min(1),
  issued: partialDate,
  title: z.string().min(1).max(300),
  summary: z.string().min(1).max(500),
  status: z.enum(documentStatuses),
  replaced_by: slug.optional(),
  source,
  certainty: z.enum(['seed', 'found', 'memory']),
});

/** A legal document (văn bản) in full. */
export const documentSchema = documentHeadSchema.extend({ slug, body: z.string().min(1) });
export type LegalDocument = z.infer<typeof documentSchema>;
