import type { SearchDocument } from '#search/model/document.ts';
import { displayName, type Procedure } from './model/procedure.ts';

/** How a procedure can be found. */
export function procedureDocument(procedure: Procedure): SearchDocument {
  return {
    type: 'procedure',
    code: procedure.code,
    title: displayName(procedure.name),
    url: `/thu-tuc/${procedure.code}`,
    keywords: procedure.citizen_terms,
    body: [
      procedure.main_papers,
      `Thời hạn: ${procedure.time_limit}`,
      `Phí: ${procedure.fee}`,
      procedure.agency_display.join(', '),
      procedure.result.join('; '),
    ].join('. '),
    field: procedure.field,
    levels: procedure.level,
    audiences: procedure.target,
    everyday: everyday(procedure),
    former: false,
  };
}

/**
 * A small prior, from facts of the record alone: people have words of their own for it, a commune handles it, and
 * citizens may ask for it.
 */
function everyday({ citizen_terms, level, target }: Procedure): number {
  const reasons = [citizen_terms.length > 0, level.includes('xã'), target.includes('Công dân Việt Nam')];
  return reasons.filter(Boolean).length / reasons.length;
}
