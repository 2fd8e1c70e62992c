import { z } from 'zod';
import { partialDate, wholeDay } from '#platform/model/partial-date.ts';
import { slug, source, topics } from './article.ts';
import { mediaId } from './body.ts';

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
  /** Since when it is in force, and until when. */
  in_force: partialDate.optional(),
  ended: partialDate.optional(),
  topic: z.enum(topics).optional(),
  /** Ids of files in the library. */
  attachments: z.array(mediaId).max(20).optional(),
});

/** What stands above the text of a document that has a life behind it: as the newsroom exports it. */
export const documentFileSchema = documentHeadSchema.extend({
  /** No longer public: its address says why. */
  withdrawn: z.strictObject({ date: wholeDay, reason: z.string().min(1) }).optional(),
});

/** A legal document (văn bản) in full. */
export const documentSchema = documentFileSchema.extend({ slug, body: z.string().min(1) });
export type LegalDocument = z.infer<typeof documentSchema>;

export const documentStates = ['draft', 'published', 'withdrawn'] as const;
export type DocumentState = (typeof documentStates)[number];
