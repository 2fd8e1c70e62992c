import { vietnameseOrder } from '#i18n/model/collation.ts';
import type { Message } from '#i18n/model/message.ts';
import type { Reader } from '#platform/context.ts';
import { type Agency, existsOn, type Relation } from './model/agency.ts';
import { isDistrict, type Place, placeNames } from './model/place.ts';
import { matchPlace } from './model/place-match.ts';
import { allPlaces, type Succession, successionsFrom } from './store.ts';

/** A place of before 1 July 2025. */
export interface NamedPlace extends Agency {
  /** The district that it lay in; null for a district. */
  readonly district: Agency | null;
}

/** A ward or commune of today that took over from a former place. */
export interface Heir extends Agency {
  /** How much of the former place it took over; null where that was a whole district. */
  readonly relation: Relation | null;
  /** See `Succession`. */
  readonly inferred: boolean;
}

/** A former place with what it is today. */
export interface FormerPlace extends NamedPlace {
  /** All wards and communes of today that took over from it. */
  readonly heirs: readonly Heir[];
  /** The wards, communes and townships that a district had. */
  readonly communes: readonly Agency[];
}

/** What is known of a name or an address on old papers. */
export interface OldToNew {
  readonly former: readonly FormerPlace[];
  /** Places of today with this name. */
  readonly today: readonly Agency[];
  /** Other former places with a name like it. */
  readonly alike: readonly NamedPlace[];
  /** What of the typed could not be followed. */
  readonly note: Message | null;
}

/** Where the places named on someone's old papers belong on a day (`YYYY-MM-DD`): all candidates, never a guess among them. */
export async function oldToNew(reader: Reader, typed: string, day: string): Promise<OldToNew> {
  const places = await allPlaces(reader);
  const { former, today, alike, note } = matchPlace(typed, placeNames(places), day);
  const found = former.map((place) => ({ place, communes: communesOf(place, places, day) }));
  const codes = found.flatMap(({ place, communes }) => [place.code, ...communes.map((one) => one.code)]);
  const successions = await successionsFrom(reader, codes);
  return {
    former: found
      .map(({ place, communes }) => ({ ...named(place, places), communes, heirs: heirsOf(place, communes, successions) }))
      .sort(districtsFirst),
    today: today.map(agencyOf),
    alike: alike.map((place) => named(place, places)),
    note,
  };
}

function agencyOf({ code, name, kind, valid_from, valid_to }: Agency): Agency {
  return { code, name, kind, valid_from, valid_to };
}

function named(place: Place, places: readonly Place[]): NamedPlace {
  const district = places.find((one) => one.code === place.districts[0]);
  return { ...agencyOf(place), district: district ? agencyOf(district) : null };
}

function communesOf(district: Place, places: readonly Place[], day: string): readonly Agency[] {
  return places
    .filter((one) => !existsOn(one, day) && one.districts.includes(district.code))
    .map(agencyOf)
    .sort((a, b) => vietnameseOrder(a.name, b.name));
}

function heirsOf(place: Place, communes: readonly Agency[], successions: readonly Succession[]): readonly Heir[] {
  if (!isDistrict(place)) {
    return successions
      .filter((one) => one.predecessor === place.code)
      .map(({ successor, relation, inferred }) => ({ ...successor, relation, inferred }))
      .sort((a, b) => Number(a.relation === 'rest') - Number(b.relation === 'rest') || vietnameseOrder(a.name, b.name));
  }
  const parts = new Set(communes.map((one) => one.code));
  const heirs = new Map(successions.filter((one) => parts.has(one.predecessor)).map(({ successor }) => [successor.code, successor]));
  return [...heirs.values()].map((heir) => ({ ...heir, relation: null, inferred: false })).sort((a, b) => vietnameseOrder(a.name, b.name));
}

function districtsFirst(a: NamedPlace, b: NamedPlace): number {
  return (
    Number(isDistrict(b)) - Number(isDistrict(a)) ||
    vietnameseOrder(a.name, b.name) ||
    vietnameseOrder(a.district?.name ?? '', b.district?.name ?? '')
  );
}
