import { type Mention, mentionsIn } from './mention.ts';
import { isDistrict, type Place, type PlaceNames } from './place.ts';
import { type TypedWord, typedWords } from './typed-words.ts';

/** What was typed, understood as a place and the district that it lay in. */
export interface TypedPlace {
  readonly words: readonly TypedWord[];
  readonly name: Mention;
  /** The district named with it. */
  readonly parent: Mention | null;
  /** Whether one of the places of this name lay in that district. */
  readonly agree: boolean;
}

/**
 * Reads a name, a name with its district, or a whole address, with or without commas: the place that agrees with its district wins,
 * then the one whose kind was typed too, then the last, for addresses go from small to large. Null where no known name is in it.
 */
export function readPlace(text: string, names: PlaceNames): TypedPlace | null {
  const words = typedWords(text);
  const mentions = mentionsIn(words, names);
  const [agreeing] = mentions
    .filter(mayBeCommune)
    .flatMap((name) => mentions.filter((one) => mayBeDistrict(one) && apart(name, one)).map((parent) => ({ name, parent })))
    .filter(({ name, parent }) => name.places.some((place) => liesIn(place, parent)))
    .sort((a, b) => likelier(a.name, b.name) || a.parent.start - b.parent.start);
  if (agreeing) return { words, ...agreeing, agree: true };
  // In "quận Thanh Xuân" stands no Quán Thánh: the word for the kind begins the other name.
  const standing = mentions.filter(
    (one) => !mentions.some((other) => other.from <= one.start && one.start < other.start && other.start < one.end),
  );
  // "phường Trúc Bạch, quận Hoàn Kiếm" names no place that was, "quận Ba Đình" no commune, "huyện Từ Liêm" not what Từ Liêm is.
  const name = best(standing.filter(mayBeCommune)) ?? best(standing.filter(mayBeDistrict)) ?? best(standing);
  if (!name) return null;
  return { words, name, parent: best(standing.filter((one) => mayBeDistrict(one) && apart(name, one))) ?? null, agree: false };
}

/** Whether a place belonged to the district of a mention, or was formed from a part of it. */
export function liesIn(place: Place, parent: Mention): boolean {
  return parent.places.some((district) => isDistrict(district) && place.districts.includes(district.code));
}

function mayBeCommune({ places, kinds }: Mention): boolean {
  return places.some((place) => !isDistrict(place)) && (kinds.length === 0 || kinds.some((kind) => !isDistrict({ kind })));
}

function mayBeDistrict({ places, kinds }: Mention): boolean {
  return places.some(isDistrict) && (kinds.length === 0 || kinds.some((kind) => isDistrict({ kind })));
}

function apart(a: Mention, b: Mention): boolean {
  return a.end <= b.start || b.end <= a.start;
}

function best(mentions: readonly Mention[]): Mention | undefined {
  return [...mentions].sort(likelier)[0];
}

function likelier(a: Mention, b: Mention): number {
  return Number(b.kinds.length > 0) - Number(a.kinds.length > 0) || Number(wasCommune(b)) - Number(wasCommune(a)) || b.start - a.start;
}

function wasCommune({ places }: Mention): boolean {
  return places.some((place) => place.valid_to !== null && !isDistrict(place));
}
