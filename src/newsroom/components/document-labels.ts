import type { DocumentField } from '../model/document-input.ts';

/** What the fields of a document's form are called. */
export const documentLabels = {
  slug: 'newsroom.document.slug',
  number: 'newsroom.document.number',
  kind: 'newsroom.document.kind',
  issuer: 'newsroom.issuer',
  issued: 'newsroom.issued',
  in_force: 'newsroom.document.in-force',
  ended: 'newsroom.document.ended',
  title: 'newsroom.document.title',
  summary: 'newsroom.document.summary',
  body: 'newsroom.document.body',
  status: 'newsroom.status',
  replaced_by: 'newsroom.document.replaced-by',
  topic: 'newsroom.by.topic',
  source_name: 'newsroom.document.source',
  source_url: 'newsroom.document.source-url',
  attachments: 'newsroom.attachments',
} as const satisfies Readonly<Record<DocumentField, string>>;
