/**
 * A kept number: of the responses about an agency in a mode, or, with an item, of those that gave it a value. Of a tally by
 * procedure the code stands as agency, and the mode is `procedure`.
 */
export interface CellPlace {
  readonly agency: string;
  readonly mode: string;
  /** Null: the responses themselves. */
  readonly item: string | null;
  /** 0 for no answer; null where there is no item. */
  readonly value: number | null;
}

/** How many there are, and how many of them are left out of the figures. */
export interface CellCount {
  readonly n: number;
  readonly excluded: number;
}

export type Cell = CellPlace & CellCount;

/** A kept number that is not what counting anew gives. */
export interface Drift extends CellPlace {
  readonly kept: CellCount;
  readonly counted: CellCount;
}

const nothing: CellCount = { n: 0, excluded: 0 };

/** Where what is kept differs from what was counted, by place; a cell that stands on one side alone is 0 on the other. */
export function driftsOf(kept: readonly Cell[], counted: readonly Cell[]): readonly Drift[] {
  const nameOf = ({ agency, mode, item, value }: CellPlace) => JSON.stringify([agency, mode, item, value]);
  const byName = (cells: readonly Cell[]) => new Map(cells.map((cell) => [nameOf(cell), cell]));
  const [before, now] = [byName(kept), byName(counted)];
  return [...new Map([...before, ...now])]
    .flatMap(([name, { agency, mode, item, value }]) => {
      const [a, b] = [before.get(name) ?? nothing, now.get(name) ?? nothing];
      if (a.n === b.n && a.excluded === b.excluded) return [];
      const count = ({ n, excluded }: CellCount) => ({ n, excluded });
      return [{ name, drift: { agency, mode, item, value, kept: count(a), counted: count(b) } }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ drift }) => drift);
}
