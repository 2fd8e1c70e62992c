import type { Listing } from './listing.ts';
import { displayName } from './name.ts';
import type { NationalRecord } from './record.ts';

/** How a source writes what is otherwise right: mended by reading or shown differently, and counted for those who keep the source. */
export const sourceTraps = ['decomposed', 'tone-style', 'noisy-name', 'keywords-empty'] as const;
export type SourceTrap = (typeof sourceTraps)[number];

// The newer way of placing tones on oa, oe, uy at the end of a syllable; the older one is common in the data.
const newerTones = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/iu;

/** The ways in which a row of a source is written otherwise than it should be; `raw` is the row as it stood in the file. */
export function sourceTrapsOf(raw: unknown, listing: Listing, record: NationalRecord | null): readonly SourceTrap[] {
  const text = JSON.stringify(raw);
  const found: Record<SourceTrap, boolean> = {
    decomposed: text.normalize('NFC') !== text,
    'tone-style': newerTones.test(listing.name),
    'noisy-name': displayName(listing.name) !== listing.name,
    'keywords-empty': record !== null && record.keywords === '',
  };
  return sourceTraps.filter((trap) => found[trap]);
}
