import { csvText } from '#platform/model/csv.ts';
import type { LegalDocument } from './document.ts';

const columns = [
  'number',
  'kind',
  'issuer',
  'issued',
  'title',
  'summary',
  'status',
  'in_force',
  'ended',
  'topic',
  'replaced_by',
  'source',
  'source_url',
  'certainty',
  'url',
] as const;

/**
 * Documents as a table for spreadsheets, in the order given; dates are as precise as they are known. What replaced one is told only
 * where it is one of those `known` to the public: the draft of a decision is nobody's business yet.
 */
export function documentsCsv(documents: readonly LegalDocument[], known: readonly LegalDocument[], siteUrl: string): string {
  const slugs = new Set(known.map(({ slug }) => slug));
  const address = (slug: string) => `${siteUrl}/van-ban/${slug}`;
  return csvText(
    columns,
    documents.map(({ slug, source, replaced_by, ...facts }) => {
      const row = {
        ...facts,
        in_force: facts.in_force ?? null,
        ended: facts.ended ?? null,
        topic: facts.topic ?? null,
        replaced_by: replaced_by === undefined || !slugs.has(replaced_by) ? null : address(replaced_by),
        source: source.name,
        source_url: source.url ?? null,
        url: address(slug),
      };
      return columns.map((column) => row[column]);
    }),
  );
}
