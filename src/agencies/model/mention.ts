import type { AgencyKind } from './agency.ts';
import type { Place, PlaceNames } from './place.ts';
import { likeness, type TypedWord } from './typed-words.ts';

/** A place where what was typed may name a place. */
export interface Mention {
  /** The words of the name: from `start` up to, not including, `end`. */
  readonly start: number;
  readonly end: number;
  /** With the words that say its kind. */
  readonly from: number;
  readonly to: number;
  /** The kinds that were typed with it, spelt out or abbreviated; empty where none was. */
  readonly kinds: readonly AgencyKind[];
  /** All places of this name, whatever their kind. */
  readonly places: readonly Place[];
}

type Marker = readonly [words: string, kinds: readonly AgencyKind[]];

const before: readonly Marker[] = [
  ['thị trấn', ['township']],
  ['t t', ['township']],
  ['tt', ['township']],
  ['thị xã', ['town']],
  // Sơn Tây and Hà Đông once were cities.
  ['thành phố', ['town', 'urban-district']],
  ['tp', ['town', 'urban-district']],
  ['t x', ['town']],
  ['tx', ['town']],
  ['phường', ['ward']],
  ['p', ['ward']],
  // As papers of old abbreviate it.
  ['f', ['ward']],
  ['xã', ['commune']],
  ['x', ['commune']],
  ['quận', ['urban-district']],
  ['q', ['urban-district']],
  ['huyện', ['rural-district']],
  ['h', ['rural-district']],
];

// As readers of the English pages write it: Truc Bach ward.
const after: readonly Marker[] = [
  ['ward', ['ward']],
  ['commune', ['commune']],
  ['township', ['township']],
  ['town', ['township', 'town']],
  ['district', ['urban-district', 'rural-district']],
];

const smallerThanCommune = ['phố', 'đường', 'ngõ', 'ngách', 'hẻm', 'thôn', 'xóm', 'ấp'];
// A number after one of these is no house number: tổ 5, thôn 3, tổ dân phố số 7.
const numbered = new Set(['to', 'thon', 'xom', 'khu', 'cum', 'doi', 'dan']);

/** Every mention of a known name, from left to right; streets and villages that are called like a place are none. */
export function mentionsIn(words: readonly TypedWord[], names: PlaceNames): readonly Mention[] {
  const spans = spansOf(words, names);
  const longest = spans.filter((one) => !spans.some((other) => other !== one && other.start <= one.start && one.end <= other.end));
  return longest.flatMap(({ start, end, places }) => {
    // In "Chương Dương, Hoàn Kiếm" typed without a comma or accents, "duong" belongs to the name before.
    const taken = spans.some((other) => other.end === start && other.start < start - 1);
    const front = taken ? undefined : markerBefore(words, start);
    if (!taken && !front && isSmaller(words, start)) return [];
    const back = markerAfter(words, end);
    const kinds = front?.kinds ?? back?.kinds ?? [];
    return [{ start, end, from: start - (front?.length ?? 0), to: end + (back?.length ?? 0), kinds, places }];
  });
}

function spansOf(words: readonly TypedWord[], names: PlaceNames) {
  const keys = words.map((word) => word.key);
  return words.flatMap((first, start) =>
    Array.from({ length: names.longest }, (_, i) => start + i + 1).flatMap((end) => {
      if (words[end - 1]?.part !== first.part) return [];
      const places = names.byKey.get(keys.slice(start, end).join(' '));
      return places ? [{ start, end, places }] : [];
    }),
  );
}

function markerBefore(words: readonly TypedWord[], start: number) {
  return markerIn(before, (length) => partOf(words, start - length, start, words[start]));
}

function markerAfter(words: readonly TypedWord[], end: number) {
  return markerIn(after, (length) => partOf(words, end, end + length, words[end - 1]));
}

function markerIn(markers: readonly Marker[], typedOf: (length: number) => readonly TypedWord[]) {
  for (const [text, kinds] of markers) {
    const written = text.split(' ');
    const typed = typedOf(written.length);
    if (typed.length === written.length && written.every((word, i) => means(typed[i], word))) return { kinds, length: written.length };
  }
  return undefined;
}

/** The words from one place to another, if all stand in the same part as a neighbour. */
function partOf(words: readonly TypedWord[], from: number, to: number, neighbour: TypedWord | undefined): readonly TypedWord[] {
  return words.slice(Math.max(0, from), Math.max(0, to)).filter((word) => word.part === neighbour?.part);
}

function means(typed: TypedWord | undefined, written: string): boolean {
  const how = typed && likeness(typed.text, written);
  return how === 'same' || how === 'bare';
}

/** Whether the name at `start` is that of a street, an alley or a village, or follows a house number. */
function isSmaller(words: readonly TypedWord[], start: number): boolean {
  const [last] = partOf(words, start - 1, start, words[start]);
  if (!last) return false;
  if (smallerThanCommune.some((word) => means(last, word))) return true;
  return /^\d+\p{L}?$/u.test(last.key) && !partOf(words, start - 4, start - 1, words[start]).some((word) => numbered.has(word.key));
}
