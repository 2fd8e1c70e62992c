import { fold } from '#search/model/text.ts';
import type { Agency, AgencyKind } from './agency.ts';

/** A ward, a commune, a township or a district, of today or of before, with what is needed to find it by its name. */
export interface Place extends Agency {
  /** The folded name (`fold`), its kind included. */
  readonly name_fold: string;
  /** Codes of the former districts that it belonged to, or was formed from; none for a district itself. */
  readonly districts: readonly string[];
}

const communeKinds: readonly AgencyKind[] = ['ward', 'commune', 'township'];
const districtKinds: readonly AgencyKind[] = ['urban-district', 'rural-district', 'town'];

/** The kinds that stand on the map, as opposed to departments. */
export const placeKinds: readonly AgencyKind[] = [...communeKinds, ...districtKinds];

/** Whether it is a former quận, huyện or thị xã. */
export function isDistrict(place: { readonly kind: AgencyKind }): boolean {
  return districtKinds.includes(place.kind);
}

/** Whether two kinds are of one level: communes with communes, districts with districts. */
export function sameLevel(a: AgencyKind, b: AgencyKind): boolean {
  return districtKinds.includes(a) === districtKinds.includes(b);
}

const kindInName = /^(?:phuong|xa|thi tran|quan|huyen|thi xa) /;
const numerals = new Map([
  ['i', '1'],
  ['ii', '2'],
  ['iii', '3'],
]);

/** One word as names are compared by: folded, `y` as `i` (Mỹ is also written Mĩ), a Roman numeral as a figure. */
export function wordKey(word: string): string {
  return foldedWordKey(fold(word));
}

function foldedWordKey(word: string): string {
  return numerals.get(word) ?? word.replaceAll('y', 'i');
}

/** All names by their keys. */
export interface PlaceNames {
  readonly byKey: ReadonlyMap<string, readonly Place[]>;
  /** Words in the longest name. */
  readonly longest: number;
}

/** Puts places in order by the names that people call them: the whole name, each half of a double one, and without its number. */
export function placeNames(places: readonly Place[]): PlaceNames {
  const byKey = new Map<string, Place[]>();
  let longest = 0;
  for (const place of places) {
    for (const words of namesOf(place)) {
      const key = words.map(foldedWordKey).join(' ');
      const known = byKey.get(key);
      if (known) known.push(place);
      else byKey.set(key, [place]);
      longest = Math.max(longest, words.length);
    }
  }
  return { byKey, longest };
}

function namesOf({ name_fold }: Place): readonly (readonly string[])[] {
  const name = name_fold.replace(kindInName, '');
  // Mỹ Đình 1 and 2 are both looked for as Mỹ Đình; Phương Liên - Trung Tự under either half.
  const others = [...(name.includes(' - ') ? name.split(' - ') : []), ...(/ \d+$/.test(name) ? [name.replace(/ \d+$/, '')] : [])];
  return [name, ...others].map((one) => one.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((words) => words.length > 0);
}
