/** How many responses came, and how many of them are left out of the figures. */
export interface Came {
  readonly n: number;
  readonly excluded: number;
}

/** How far a wave has come. */
export interface Progress<Mode extends string = string> {
  readonly total: Came;
  /** In the order in which the counts name them. */
  readonly modes: readonly (Came & { readonly mode: Mode })[];
  /** Those with the fewest that count first: where the field work has to go; of equally many by code. */
  readonly agencies: readonly (Came & { readonly agency: string })[];
  /** How many agencies have as many that count as were planned. */
  readonly enough: number;
}

/** The progress of a wave by its counts; `asked` are the agencies that it asks about, null where those are all that have answers. */
export function progressOf<Mode extends string>(
  { agencies: asked, minimum_n }: { readonly agencies: readonly string[] | null; readonly minimum_n: number },
  counts: readonly (Came & { readonly agency: string; readonly mode: Mode })[],
): Progress<Mode> {
  const byAgency = Map.groupBy(counts, ({ agency }) => agency);
  const agencies = [...new Set([...(asked ?? []), ...byAgency.keys()])]
    .map((agency) => ({ agency, ...sumOf(byAgency.get(agency) ?? []) }))
    .sort((a, b) => counted(a) - counted(b) || (a.agency < b.agency ? -1 : 1));
  return {
    total: sumOf(counts),
    modes: [...Map.groupBy(counts, ({ mode }) => mode)].map(([mode, same]) => ({ mode, ...sumOf(same) })),
    agencies,
    enough: agencies.filter((one) => counted(one) >= minimum_n).length,
  };
}

/** How many count. */
export const counted = ({ n, excluded }: Came): number => n - excluded;

function sumOf(all: readonly Came[]): Came {
  return all.reduce<Came>((sum, { n, excluded }) => ({ n: sum.n + n, excluded: sum.excluded + excluded }), { n: 0, excluded: 0 });
}
