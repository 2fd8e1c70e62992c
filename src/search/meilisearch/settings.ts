import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';

// Raised when entries are made in another way, so that an index of an older portal is made anew.
const layout = '2';

/**
 * How Meilisearch indexes and searches, all of it. The engine is asked which documents hold which words; how a query is
 * read and in which order the finds stand is decided by the portal, the same for every engine (search/model). So no
 * synonyms and no stop words here: the reading of a query knows them, and a change by staff holds at once.
 */
export const settings = {
  // Their words are keys that the portal's own text function has made; each query says in which of them it looks.
  searchableAttributes: ['names', 'texts', 'accents'],
  displayedAttributes: ['key', 'id', 'hash', 'url', 'body'],
  // Finds are taken as counts of ids (a facet): all of them at once, several times faster than as documents.
  filterableAttributes: [{ attributePatterns: ['id'], features: { facetSearch: false, filter: { equality: true, comparison: false } } }],
  faceting: { maxValuesPerFacet: 100_000, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: 100_000 },
  sortableAttributes: [],
  // Only what decides which documents are found; the portal puts them into order.
  rankingRules: ['words', 'typo'],
  proximityPrecision: 'byAttribute',
  // Vietnamese syllables are short: the defaults (5 and 9 letters) would forgive almost nothing. Codes are never guessed.
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 3, twoTypos: 7 },
    disableOnAttributes: ['texts', 'accents'],
    disableOnNumbers: true,
    disableOnWords: [],
  },
  synonyms: {},
  stopWords: [],
} satisfies Settings;

const fingerprint = createHash('sha256')
  .update(JSON.stringify([layout, settings]))
  .digest('hex')
  .slice(0, 8);

/** The indexes of a portal in a server that it may share with others. */
export interface IndexNames {
  /** The one that answers. Named by its settings: another version of the portal makes its own. */
  readonly live: string;
  /** The one that is being made, to be put in the place of the other. */
  readonly next: string;
  /** Whether a name is that of an index of this portal, of whatever version. */
  owns(name: string): boolean;
}

export function indexNames(prefix: string): IndexNames {
  const live = `${prefix}-${fingerprint}`;
  const own = /^-[0-9a-f]{8}(?:-next)?$/;
  return { live, next: `${live}-next`, owns: (name) => name.startsWith(prefix) && own.test(name.slice(prefix.length)) };
}
