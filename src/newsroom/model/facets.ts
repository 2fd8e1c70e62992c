/** The ways in which a list can be narrowed, each with the values under which an item is found there. */
export type Facets<K extends string, T> = Readonly<Record<K, (item: T) => readonly string[]>>;

/** The value chosen in each facet; null where it is left open. */
export type FacetChoice<K extends string> = Readonly<Record<K, string | null>>;

export interface Narrowed<K extends string, T> {
  /** The items that agree with every choice, in their order. */
  readonly listed: readonly T[];
  /** For each facet and value, how many items would be listed with it in place of the one chosen there. */
  readonly counts: Readonly<Record<K, ReadonlyMap<string, number>>>;
}

/** The items that a choice lists, and what each other choice would list. */
export function narrow<K extends string, T>(items: readonly T[], facets: Facets<K, T>, choice: FacetChoice<K>): Narrowed<K, T> {
  const names = Object.keys(facets) as K[];
  const agrees = (item: T, name: K) => {
    const wanted = choice[name];
    return wanted === null || facets[name](item).includes(wanted);
  };
  const countsOf = (name: K): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const item of items) {
      if (!names.every((other) => other === name || agrees(item, other))) continue;
      for (const value of new Set(facets[name](item))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };
  return {
    listed: items.filter((item) => names.every((name) => agrees(item, name))),
    counts: Object.fromEntries(names.map((name) => [name, countsOf(name)])) as Record<K, ReadonlyMap<string, number>>,
  };
}

/** How many facets are chosen in. */
export function countChosen(choice: FacetChoice<string>): number {
  return Object.values(choice).filter((value) => value !== null).length;
}
