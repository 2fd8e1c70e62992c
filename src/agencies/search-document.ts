import type { SearchDocument } from '#search/model/document.ts';
import { type Agency, type AgencyRecord, kindLabels } from './model/agency.ts';

/** How an agency can be found: by its name, other spellings, and the names of the former agencies it was formed from. */
export function agencyDocument(agency: Agency & { details: AgencyRecord }, predecessors: readonly string[]): SearchDocument {
  const { details } = agency;
  const former = agency.valid_to !== null;
  const body = former
    ? `${kindLabels[agency.kind]} đã kết thúc hoạt động ngày ${agency.valid_to?.split('-').reverse().join('/')}.`
    : [kindLabels[agency.kind], predecessors.length > 0 ? `hình thành từ: ${predecessors.join(', ')}` : '']
        .filter((part) => part !== '')
        .join(', ');
  return {
    type: 'agency',
    code: agency.code,
    title: agency.name,
    url: `/co-quan/${agency.code}`,
    keywords: [details.abbreviation ?? '', ...(details.variants ?? []), ...(details.formed_from ?? [])].filter((word) => word !== ''),
    body,
    field: null,
    levels: [],
    former,
  };
}
