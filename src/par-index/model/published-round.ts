import { z } from 'zod';
import { partialDate } from '#platform/model/partial-date.ts';
import { decimal } from './decimal.ts';

export const publishedLists = ['department', 'district'] as const;
export type PublishedList = (typeof publishedLists)[number];

const percent = decimal.refine((text) => Number(text) <= 100, 'phải từ 0 đến 100');
/** Nothing from memory: a round says only what a source says, or what follows from it by arithmetic. */
const certainty = z.enum(['found', 'derived']);
const sourceKeys = z.array(z.string()).min(1);

const row = z
  .strictObject({
    /** Code of content/agencies, of the agency as it was in that year. */
    agency: z.string(),
    /** As the source names it. */
    name: z.string().min(1),
    rank: z.int().min(1).optional(),
    /** In percent; absent where it is not known or cannot be read. */
    value: percent.optional(),
    /** What the value is printed as the sum of. */
    parts: z
      .array(z.strictObject({ label: z.string(), value: decimal }))
      .min(2)
      .optional(),
    /** Where they are not those of the round. */
    certainty: certainty.optional(),
    sources: sourceKeys.optional(),
    note: z.string().optional(),
  })
  .refine(({ rank, value }) => rank !== undefined || value !== undefined, 'cần rank hoặc value');
export type PublishedRow = z.infer<typeof row>;

const idOf = (list: PublishedList, year: number) => `${list === 'department' ? 'so' : 'quan-huyen'}-${year}`;

/** A round of the city's own index as it was published before the portal: as much of it as a source shows. */
export const publishedRoundSchema = z
  .strictObject({
    id: z.string(),
    title: z.string().min(1),
    year: z.int().min(2012).max(2100),
    list: z.enum(publishedLists),
    /** The decision with the criteria by which it was scored; `document` is its page on the portal. */
    criteria: z.strictObject({ decision: z.string().min(1), document: z.string().min(1) }),
    /** The decision that announced it. */
    decision: z.string().optional(),
    announced: partialDate.optional(),
    /** The mean of all agencies, as published or derived. */
    mean: z.strictObject({ value: percent, certainty, sources: sourceKeys, note: z.string().optional() }).optional(),
    rows: z.array(row).min(1),
    /** How many agencies were in the round of which nothing is known. */
    missing: z.int().min(0),
    certainty,
    /** Where what the rows say comes from. */
    from: sourceKeys,
    sources: z.record(z.string(), z.strictObject({ name: z.string(), url: z.url().optional() })),
    notes: z.array(z.string()),
  })
  .superRefine((round, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (round.id !== idOf(round.list, round.year)) wrong(['id'], `phải là ${idOf(round.list, round.year)}`);
    const known = (keys: readonly string[] | undefined, path: (string | number)[]) => {
      for (const key of keys ?? []) if (!(key in round.sources)) wrong(path, `không có nguồn "${key}" trong sources`);
    };
    known(round.from, ['from']);
    known(round.mean?.sources, ['mean', 'sources']);
    const total = agenciesOf(round);
    const seen = new Set<string>();
    round.rows.forEach((one, i) => {
      known(one.sources, ['rows', i, 'sources']);
      if (seen.has(one.agency)) wrong(['rows', i, 'agency'], `${one.agency} xuất hiện hai lần`);
      seen.add(one.agency);
      if (one.rank !== undefined && one.rank > total) wrong(['rows', i, 'rank'], `kỳ này chỉ có ${total} cơ quan`);
    });
  });
export type PublishedRound = z.infer<typeof publishedRoundSchema>;

/** How many agencies were in the round, known or not. */
export function agenciesOf({ rows, missing }: Pick<PublishedRound, 'rows' | 'missing'>): number {
  return rows.length + missing;
}

/** Of how many agencies the index is known. */
export function valuesKnown({ rows }: Pick<PublishedRound, 'rows'>): number {
  return rows.filter(({ value }) => value !== undefined).length;
}

/** The decisions on both sides of a change of criteria: figures before and after it cannot be compared. */
export interface CriteriaBreak {
  readonly after: number;
  readonly before: PublishedRound['criteria'];
  readonly since: PublishedRound['criteria'];
}

/** The changes of criteria in rounds of one list. */
export function criteriaBreaks(rounds: readonly PublishedRound[]): readonly CriteriaBreak[] {
  const sorted = [...rounds].sort((a, b) => a.year - b.year);
  return sorted.flatMap((round, i): CriteriaBreak[] => {
    const before = sorted[i - 1]?.criteria;
    if (before === undefined || before.decision === round.criteria.decision) return [];
    return [{ after: round.year - 1, before, since: round.criteria }];
  });
}
