import { translatorFor } from '#i18n/translator.ts';
import type { SearchDocument } from '#search/model/document.ts';
import type { Agency, AgencyRecord } from './model/agency.ts';

/** How an agency can be found: by its name, other spellings, and the names of the former agencies it was formed from. */
export function agencyDocument(agency: Agency & { details: AgencyRecord }, predecessors: readonly string[]): SearchDocument {
  const { details } = agency;
  // Content is searched in Vietnamese, whatever language the page around it speaks.
  const kind = translatorFor('vi')(`agencies.kind.${agency.kind}`);
  const former = agency.valid_to !== null;
  const body = former
    ? `${kind} đã kết thúc hoạt động ngày ${agency.valid_to?.split('-').reverse().join('/')}.`
    : [kind, predecessors.length > 0 ? `hình thành từ: ${predecessors.join(', ')}` : ''].filter((part) => part !== '').join(', ');
  return {
    type: 'agency',
    code: agency.code,
    title: agency.name,
    url: `/co-quan/${agency.code}`,
    keywords: [details.abbreviation ?? '', ...(details.variants ?? []), ...(details.formed_from ?? [])].filter((word) => word !== ''),
    body,
    field: null,
    levels: [],
    audiences: [],
    everyday: 0,
    former,
  };
}
