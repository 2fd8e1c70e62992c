import { vietnameseOrder } from '#i18n/model/collation.ts';
import { fold } from '#search/model/text.ts';
import { rational } from './fraction.ts';

/** By what the agencies of a round are ordered, as addresses say it: rank, name, appraised points, points of the survey. */
export const indexOrders = ['hang', 'ten', 'tham-dinh', 'dieu-tra'] as const;
export type IndexOrder = (typeof indexOrders)[number];

/** So many agencies stand on a page of the table. */
export const indexPageSize = 30;

/** What a visitor chose of the table of a round. */
export interface IndexChoices {
  readonly order: IndexOrder;
  /** The other way round than usual: names from y to a, the lowest index first. */
  readonly reversed: boolean;
  /** A part of the name, as typed; empty for all. */
  readonly name: string;
}

/** The choices in an address; an order that there is not is the usual one. */
export function readIndexChoices(query: URLSearchParams): IndexChoices {
  return {
    order: indexOrders.find((one) => one === query.get('sap-xep')) ?? 'hang',
    reversed: query.get('chieu') === 'nguoc',
    name: (query.get('tim') ?? '').normalize('NFC').trim().slice(0, 100),
  };
}

/** The query parameters of choices; what is as usual is null. */
export function indexParameters({ order, reversed, name }: IndexChoices): Readonly<Record<string, string | null>> {
  return { tim: name === '' ? null : name, 'sap-xep': order === 'hang' ? null : order, chieu: reversed ? 'nguoc' : null };
}

/** The choices after a press on the head of a column: ordered by it, the other way round where it already was. */
export function pressedIndex(choices: IndexChoices, order: IndexOrder): IndexChoices {
  return { ...choices, order, reversed: order === choices.order && !choices.reversed };
}

/** What is needed of an agency to find its place. */
export interface IndexEntry {
  readonly name: string;
  /** Null where the answers are too few to rank. */
  readonly rank: number | null;
  readonly index: string | null;
  readonly appraised_points: string;
  readonly sociological_points: string | null;
}

const figureOf: Readonly<Record<Exclude<IndexOrder, 'ten'>, (entry: IndexEntry) => string | null>> = {
  hang: ({ index }) => index,
  'tham-dinh': ({ appraised_points }) => appraised_points,
  'dieu-tra': ({ sociological_points }) => sociological_points,
};

/**
 * The agencies that are sought, ordered; those without the figure always after all others, equal ones by name. By rank, those
 * that are not ranked stand below those that are, though their index may be higher: it is less sure.
 */
export function arrangeIndex<E extends IndexEntry>(entries: readonly E[], { order, reversed, name }: IndexChoices): readonly E[] {
  const sought = fold(name);
  const way = reversed ? -1 : 1;
  return entries
    .filter((entry) => fold(entry.name).includes(sought))
    .sort((a, b) => {
      const byName = vietnameseOrder(a.name, b.name);
      if (order === 'ten') return way * byName;
      if (order === 'hang' && (a.rank !== null || b.rank !== null)) {
        // Ranks come from exact figures, the index that is shown is rounded.
        if (a.rank === null || b.rank === null) return Number(a.rank === null) - Number(b.rank === null);
        return way * (a.rank - b.rank) || byName;
      }
      const [x, y] = [figureOf[order](a), figureOf[order](b)];
      if (x === null || y === null) return Number(x === null) - Number(y === null) || byName;
      return way * rational(y).compare(rational(x)) || byName;
    });
}
