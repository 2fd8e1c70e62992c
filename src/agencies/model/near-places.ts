import type { Place, PlaceNames } from './place.ts';
import { saysNothing, typedWords } from './typed-words.ts';

const most = 12;

/** Places whose names begin as what was typed, or differ from it by a letter or two: to be offered where nothing was found. */
export function nearPlaces(text: string, names: PlaceNames): readonly Place[] {
  const parts = [...Map.groupBy(typedWords(text), (word) => word.part).values()].slice(0, 3);
  const wanted = parts.flatMap((words) => {
    const at = words.findIndex((word) => !saysNothing(word));
    const keys = words.map((word) => word.key);
    // "phường truc bac" is looked for without its kind, "ha dog" as it is.
    return at === -1 ? [] : [keys.join(' '), keys.slice(at).join(' ')];
  });
  const found = [...names.byKey].flatMap(([key, places]) => {
    const steps = Math.min(...wanted.map((one) => stepsTo(one, key)));
    return Number.isFinite(steps) ? [{ steps, places }] : [];
  });
  const nearest = found.sort((a, b) => a.steps - b.steps).flatMap(({ places }) => places);
  return [...new Set(nearest)].slice(0, most);
}

/** How far a typed name is from a known one; infinite where it is too far to be meant. */
function stepsTo(typed: string, known: string): number {
  if (typed.length >= 3 && known.startsWith(`${typed} `)) return 0;
  const allowed = typed.length < 5 ? 0 : typed.length < 12 ? 1 : 2;
  // Longer texts are no single name, and would take long to compare.
  if (allowed === 0 || typed.length > 40 || Math.abs(typed.length - known.length) > allowed) return Number.POSITIVE_INFINITY;
  const steps = changes(typed, known);
  return steps <= allowed ? steps : Number.POSITIVE_INFINITY;
}

/** How many letters must be put in, left out or replaced to come from one text to the other (Levenshtein). */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++)
      next.push(Math.min((next[k - 1] ?? 0) + 1, (row[k] ?? 0) + 1, (row[k - 1] ?? 0) + Number(a[i - 1] !== b[k - 1])));
    row = next;
  }
  return row[b.length] ?? 0;
}
