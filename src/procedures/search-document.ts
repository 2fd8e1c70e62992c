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
    former: false,
  };
}
