import { type Message, message } from '#i18n/model/message.ts';
import { type AgencyKind, existsOn } from './agency.ts';
import { nearPlaces } from './near-places.ts';
import { isDistrict, type Place, type PlaceNames, sameLevel } from './place.ts';
import { liesIn, readPlace, type TypedPlace } from './typed-place.ts';
import { likeness, saysNothing, typedWords } from './typed-words.ts';

/** What was found for a name of old papers. */
export interface PlaceMatch {
  /** Every former place that fits: one name may have been several places. */
  readonly former: readonly Place[];
  /** Places of today that have this name. */
  readonly today: readonly Place[];
  /** Former places of another kind or other marks, or, where nothing fits, with a name that is nearly the same. */
  readonly alike: readonly Place[];
  /** What of the typed could not be followed. */
  readonly note: Message | null;
}

/** Finds what was typed among all names, as places stand on a day (`YYYY-MM-DD`). Never throws, whatever was typed. */
export function matchPlace(text: string, names: PlaceNames, day: string): PlaceMatch {
  const typed = readPlace(text, names);
  if (!typed) return { former: [], today: [], alike: nearPlaces(text, names).filter((place) => !existsOn(place, day)), note: null };
  const { name, parent, agree } = typed;
  const known = agree && parent ? name.places.filter((place) => liesIn(place, parent)) : name.places;
  const meant = bestSpelt(ofKind(known, name.kinds), typed);
  const former = meant.filter((place) => !existsOn(place, day));
  return {
    former,
    today: meant.filter((place) => existsOn(place, day)),
    alike: known.filter((place) => !existsOn(place, day) && !meant.includes(place)),
    note: noteOn(typed, former),
  };
}

/** Those of the kind that was typed; papers err in it, so else those of its level, else all. */
function ofKind(places: readonly Place[], kinds: readonly AgencyKind[]): readonly Place[] {
  const exact = places.filter((place) => kinds.includes(place.kind));
  if (exact.length > 0 || kinds.length === 0) return exact.length > 0 ? exact : places;
  const level = places.filter((place) => kinds.some((kind) => sameLevel(kind, place.kind)));
  return level.length > 0 ? level : places;
}

/** Those whose name has the typed marks; where none has, those that the typed may mean, then all. */
function bestSpelt(places: readonly Place[], { words, name }: TypedPlace): readonly Place[] {
  const typed = words.slice(name.start, name.end).map((word) => word.text);
  const spelt = places.map((place) => ({ place, how: spelling(typed, place) }));
  for (const wanted of ['same', 'bare'] as const) {
    const fitting = spelt.filter(({ how }) => how === wanted);
    if (fitting.length > 0) return fitting.map(({ place }) => place);
  }
  return places;
}

function spelling(typed: readonly string[], place: Place): 'same' | 'bare' | 'other' {
  const written = typedWords(place.name).map((word) => word.text);
  // The name may be a part of the whole one: without its kind, its number, or one half of a double name.
  const ways = written.map((_, at) => typed.map((word, i) => likeness(word, written[at + i] ?? '')));
  const whole = ways.filter((way) => !way.includes(null));
  if (whole.some((way) => way.every((how) => how === 'same'))) return 'same';
  return whole.some((way) => !way.includes('other')) ? 'bare' : 'other';
}

function noteOn({ words, name, parent, agree }: TypedPlace, former: readonly Place[]): Message | null {
  const district = (parent ? parent.places : former).find(isDistrict);
  if (!district) return null;
  if (parent) return agree ? null : message('agencies.lookup.elsewhere', { district: district.name });
  const left = words.some((word, i) => (i < name.from || i >= name.to) && !saysNothing(word));
  return left ? message('agencies.lookup.only-district', { district: district.name }) : null;
}
