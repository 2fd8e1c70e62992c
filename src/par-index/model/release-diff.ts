/** A figure that comes out otherwise than it was published. */
export interface FigureDifference {
  readonly file: string;
  /** The agency's name; null for what is no agency's. */
  readonly agency: string | null;
  /** Where it stands: `index`, `rank_interval.1`, `survey.items.C1.percent`. */
  readonly figure: string;
  /** Null where there is none. */
  readonly published: string | null;
  readonly recomputed: string | null;
}

type Leaves = ReadonlyMap<string, { readonly agency: string | null; readonly figure: string; readonly value: string }>;

/** The figures in which two results differ, in the order of the recomputed one; both are read from JSON. */
export function differingFigures(file: string, published: unknown, recomputed: unknown): readonly FigureDifference[] {
  return differences(file, leavesOf(published), leavesOf(recomputed));
}

/** The cells in which two tables of agencies differ: the first column is the code, a column `name` the name. */
export function differingCells(
  file: string,
  published: readonly (readonly string[])[],
  recomputed: readonly (readonly string[])[],
): readonly FigureDifference[] {
  return differences(file, cellsOf(published), cellsOf(recomputed));
}

function differences(file: string, published: Leaves, recomputed: Leaves): readonly FigureDifference[] {
  return [...new Set([...recomputed.keys(), ...published.keys()])].flatMap((key) => {
    const [was, is] = [published.get(key), recomputed.get(key)];
    if (was?.value === is?.value) return [];
    const { agency, figure } = is ?? was ?? { agency: null, figure: key };
    return [{ file, agency, figure, published: was?.value ?? null, recomputed: is?.value ?? null }];
  });
}

function leavesOf(result: unknown): Leaves {
  const leaves = new Map<string, { agency: string | null; figure: string; value: string }>();
  const walk = (value: unknown, way: readonly string[], agency: { readonly key: string; readonly name: string } | null) => {
    if (typeof value === 'object' && value !== null) {
      // An empty list or object is something as well.
      if (Object.keys(value).length > 0) {
        for (const [key, inner] of Object.entries(value)) walk(inner, [...way, codeIn(inner, key)], agency);
        return;
      }
    }
    const figure = way.join('.');
    leaves.set(`${agency?.key ?? ''} ${figure}`, { agency: agency?.name ?? null, figure, value: textOf(value) });
  };
  const { agencies, ...rest } = typeof result === 'object' && result !== null ? (result as { agencies?: unknown }) : { agencies: result };
  walk(rest, [], null);
  if (Array.isArray(agencies)) {
    for (const [i, agency] of (agencies as readonly unknown[]).entries()) {
      walk(agency, [], { key: codeIn(agency, String(i)), name: textAt(agency, 'name') ?? codeIn(agency, String(i)) });
    }
  } else walk(agencies, ['agencies'], null);
  return leaves;
}

/** Members of a list are known by their code, so that one that is missing does not move all others. */
function codeIn(value: unknown, otherwise: string): string {
  return textAt(value, 'code') ?? otherwise;
}

function textAt(value: unknown, key: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function cellsOf([head = [], ...rows]: readonly (readonly string[])[]): Leaves {
  const name = head.indexOf('name');
  return new Map(
    rows.flatMap((row) =>
      row.map((value, i) => {
        const figure = head[i] ?? `cột ${i + 1}`;
        return [`${row[0]} ${figure}`, { agency: row[name] ?? row[0] ?? null, figure, value }] as const;
      }),
    ),
  );
}
