import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readContentFile } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import type { SearchEngine, SearchResult } from '#search/model/engine.ts';

/** A query with the procedures that answer it, by code: 3 what is needed, 2 serves too, 1 has to do with it. */
export interface RatedQuery {
  readonly text: string;
  readonly feature: string;
  readonly group: 'quality' | 'robustness';
  readonly want: Readonly<Record<string, number>>;
  /** How far down an answer may stand. */
  readonly rank: number;
}

/** A query that no procedure answers, and what is right to say instead; null where any way not to answer is. */
export interface NegativeQuery {
  readonly text: string;
  readonly expect: 'outside' | 'dossier' | 'nothing' | null;
}

export interface RatedSet {
  readonly name: string;
  readonly queries: readonly RatedQuery[];
  readonly negatives: readonly NegativeQuery[];
}

const heldOut = /^\*/;
const grades = z.record(z.string().regex(/^\d\.\d{6}$/), z.int().min(1).max(3));
const ownFile = z.strictObject({
  sets: z.array(
    z.strictObject({
      kind: z.string(),
      group: z.enum(['quality', 'robustness']),
      rank: z.int().min(1),
      queries: z.array(z.strictObject({ q: z.string(), want: grades })),
    }),
  ),
  negatives: z.array(z.strictObject({ q: z.string(), expect: z.enum(['outside', 'dossier', 'nothing']) })),
});

/** The rated queries of a YAML file, the part that is tuned on and the part that is held out (marked by `*`) apart. */
export function readOwnSets(file: string): readonly [tuned: RatedSet, held: RatedSet] {
  const { sets, negatives } = readContentFile(file, ownFile).data;
  const half = (name: string, wanted: boolean): RatedSet => ({
    name,
    queries: sets.flatMap(({ kind, group, rank, queries }) =>
      queries
        .filter(({ q }) => heldOut.test(q) === wanted)
        .map(({ q, want }) => ({ text: q.replace(heldOut, ''), feature: kind, group, want, rank })),
    ),
    negatives: negatives.filter(({ q }) => heldOut.test(q) === wanted).map(({ q, expect }) => ({ text: q.replace(heldOut, ''), expect })),
  });
  return [half('bộ của cổng', false), half('phần để riêng', true)];
}

const goldenQuery = z.object({
  query: z.string(),
  expected_code: z.string(),
  also_acceptable: z.array(z.object({ code: z.string() })).default([]),
  max_rank: z.int().min(1),
  features: z.array(z.string()).min(1),
});
const goldenFile = z.object({
  queries: z.array(goldenQuery),
  robustness: z.array(goldenQuery).default([]),
  negatives: z.array(z.object({ query: z.string() })).default([]),
});

/** The rated queries of a JSON file with `queries`, `robustness` and `negatives`. Throws a Fault where it is another. */
export function readJsonSet(file: string): RatedSet {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Fault(`${file}: không đọc được tệp JSON: ${(error as Error).message}`);
  }
  const parsed = goldenFile.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Fault(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { queries, robustness, negatives } = parsed.data;
  const rated = (group: RatedQuery['group']) => (one: z.infer<typeof goldenQuery>) =>
    one.features.map((feature) => ({
      text: one.query,
      feature,
      group,
      want: { ...Object.fromEntries(one.also_acceptable.map(({ code }) => [code, 2])), [one.expected_code]: 3 },
      rank: one.max_rank,
    }));
  return {
    name: path.basename(file),
    queries: [...queries.flatMap(rated('quality')), ...robustness.flatMap(rated('robustness'))],
    negatives: negatives.map(({ query }) => ({ text: query, expect: null })),
  };
}

/** What became of one query. */
export interface Judged {
  readonly query: RatedQuery;
  /** Place of the first answer of grade 2 or 3 among the first ten, from 1; null where there is none. */
  readonly place: number | null;
  readonly ndcg: number;
  readonly found: readonly string[];
}

/** What became of the negative ones: `right`, or what was shown instead. */
export interface JudgedNegative {
  readonly query: NegativeQuery;
  readonly said: 'outside' | 'dossier' | 'nothing' | 'hits';
  readonly right: boolean;
}

export interface Rating {
  readonly set: string;
  readonly judged: readonly Judged[];
  /** Queries whose answers this catalogue does not hold. */
  readonly skipped: number;
  readonly negatives: readonly JudgedNegative[];
}

/** Puts every query of a set to an engine, as a visitor does: over everything that can be found. */
export async function rate(engine: Pick<SearchEngine, 'query'>, set: RatedSet, codes: ReadonlySet<string>): Promise<Rating> {
  const judged: Judged[] = [];
  const asked = set.queries.filter(({ want }) => Object.entries(want).some(([code, grade]) => grade === 3 && codes.has(code)));
  for (const query of asked) {
    const { hits } = await engine.query({ text: query.text, page: { limit: 10, offset: 0 } });
    const found = hits.map(({ type, code }) => (type === 'procedure' ? code : ''));
    const place = found.findIndex((code) => (query.want[code] ?? 0) >= 2) + 1;
    judged.push({ query, place: place === 0 ? null : place, ndcg: ndcg(found, query.want, codes), found });
  }
  const negatives: JudgedNegative[] = [];
  for (const query of set.negatives) {
    const said = whatWasSaid(await engine.query({ text: query.text, page: { limit: 1, offset: 0 } }));
    negatives.push({ query, said, right: query.expect === null ? said !== 'hits' : said === query.expect });
  }
  return { set: set.name, judged, skipped: set.queries.length - asked.length, negatives };
}

function whatWasSaid({ total, interpretation }: SearchResult): JudgedNegative['said'] {
  if (interpretation.dossier !== null) return 'dossier';
  if (interpretation.outside !== null) return 'outside';
  return total === 0 ? 'nothing' : 'hits';
}

/** Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002): gain 2^grade − 1, log2 discount. */
export function ndcg(found: readonly string[], want: Readonly<Record<string, number>>, codes: ReadonlySet<string>): number {
  const gainOf = (list: readonly number[]) => list.slice(0, 10).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const ideal = Object.entries(want).flatMap(([code, grade]) => (codes.has(code) ? [grade] : []));
  const best = gainOf(ideal.sort((a, b) => b - a));
  return best === 0 ? 0 : gainOf(found.map((code) => want[code] ?? 0)) / best;
}
