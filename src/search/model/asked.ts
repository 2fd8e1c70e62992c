import { type SearchType, searchTypes } from './document.ts';
import type { SearchFilters } from './engine.ts';

/** Longer than any question; what is behind it is not searched for, and the page says so. */
export const longestText = 300;

/** What narrows a search on the search page. */
export const filterNames = ['type', 'field', 'level', 'audience'] as const;
export type FilterName = (typeof filterNames)[number];

/** What an address of the search page asks for. */
export interface Asked extends SearchFilters {
  /** As typed, on one line and without what cannot be seen; empty: everything. */
  readonly text: string;
  /** More was typed than is searched for. */
  readonly cut: boolean;
  /** Exactly what was typed: nothing corrected, decoded or added. */
  readonly exact: boolean;
  readonly type: SearchType | undefined;
  /** A type that there is none of; it is told, not obeyed. */
  readonly unknownType: string | null;
}

/** The names of all this in the address. */
const parameters = { text: 'q', type: 'loai', field: 'linh-vuc', level: 'cap', audience: 'doi-tuong', exact: 'dung' } as const;

/** Reads the parameters of an address; any text is an answerable question. */
export function readAsked(given: URLSearchParams): Asked {
  const typed = given.get(parameters.text) ?? '';
  const typeName = given.get(parameters.type) || null;
  const type = searchTypes.find((one) => one === typeName);
  const filter = (name: 'field' | 'level' | 'audience') => oneLine(given.get(parameters[name]) ?? '').slice(0, longestText) || undefined;
  return {
    text: oneLine(typed.slice(0, longestText)),
    cut: typed.length > longestText,
    exact: given.get(parameters.exact) === '1',
    type,
    field: filter('field'),
    level: filter('level'),
    audience: filter('audience'),
    unknownType: type === undefined && typeName !== null ? oneLine(typeName).slice(0, 40) : null,
  };
}

/** The parameters of the address that asks for this. */
export function parametersOf({ text, exact, type, field, level, audience }: Asked): Readonly<Record<string, string | undefined>> {
  const { text: q, ...rest } = parameters;
  return {
    [q]: text,
    [rest.type]: type,
    [rest.field]: field,
    [rest.level]: level,
    [rest.audience]: audience,
    [rest.exact]: exact ? '1' : undefined,
  };
}

/** The same text without any filter, and read in the usual way. */
export function withoutFilters(asked: Asked): Asked {
  return { ...asked, type: undefined, field: undefined, level: undefined, audience: undefined, unknownType: null };
}

/** Whether anything narrows the search. */
export function isFiltered(asked: Asked): boolean {
  return filterNames.some((name) => asked[name] !== undefined);
}

// Controls become blanks; marks that turn the direction of text around, and letters of no width, are left out.
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
