import type { Answer } from './answer.ts';
import type { Facet, Hit, SearchQuery, SearchResult } from './engine.ts';
import type { Card } from './shelf.ts';

/** The page of an answer that a query asks for, with its counts; `hitsOf` fetches what is shown of some documents, in their order. */
export async function resultOf(
  { cards, interpretation }: Answer,
  { types = [], filters = {}, page }: SearchQuery,
  engine: string,
  hitsOf: (cards: readonly Card[], words: readonly string[]) => readonly Hit[] | Promise<readonly Hit[]>,
): Promise<SearchResult> {
  const keeps = {
    type: (card: Card) => types.length === 0 || types.includes(card.type),
    field: (card: Card) => filters.field === undefined || card.field === filters.field,
    level: (card: Card) => filters.level === undefined || card.levels.includes(filters.level),
    audience: (card: Card) => filters.audience === undefined || card.audiences.includes(filters.audience),
  };
  const names = Object.keys(keeps) as (keyof typeof keeps)[];
  const keptBut = (facet: keyof typeof keeps | null) => cards.filter((card) => names.every((name) => name === facet || keeps[name](card)));
  const kept = keptBut(null);
  return {
    engine,
    total: kept.length,
    hits: await hitsOf(kept.slice(page.offset, page.offset + page.limit), interpretation.words),
    facets: {
      type: countOf(keptBut('type').map((card) => card.type)),
      field: countOf(keptBut('field').flatMap((card) => card.field ?? [])),
      level: countOf(keptBut('level').flatMap((card) => card.levels)),
      audience: countOf(keptBut('audience').flatMap((card) => card.audiences)),
    },
    interpretation,
  };
}

function countOf(values: readonly string[]): Facet {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'vi')));
}
