import { hasPersonalData } from '#platform/model/personal-data.ts';
import type { SearchQuery, SearchResult } from './engine.ts';
import { tidy } from './text.ts';

const longest = 80;

/**
 * The text to be counted of a query that found nothing; null where something was found or told, or where the text
 * may say who somebody is: an e-mail address, or figures as long as those of a telephone or an identity card.
 */
export function missText(query: SearchQuery, { total, interpretation }: SearchResult): string | null {
  const { code, outside, dossier } = interpretation;
  const { field, level, audience } = query.filters ?? {};
  const narrowed = (query.types ?? []).length > 0 || [field, level, audience].some((filter) => filter !== undefined);
  if (total > 0 || code !== null || outside !== null || dossier !== null || narrowed || query.page.offset > 0) return null;
  const text = tidy(query.text);
  if (text.length < 2 || text.length > longest || !/\p{L}/u.test(text)) return null;
  if (hasPersonalData(text)) return null;
  return text;
}
