import { z } from 'zod';
import { partialDate, wholeDay } from '#platform/model/partial-date.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import type { CriteriaSet } from './criteria.ts';
import { decimal } from './decimal.ts';
import type { ScoringRule } from './scoring-rule.ts';

export const releaseFormat = 'hanoi-cchc-release/2';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const count = z.int().min(0);
const list = z.enum(['department', 'commune']);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const facts = {
  format: z.literal(releaseFormat),
  release: slug,
  simulated: z.boolean(),
  round: z.strictObject({ id: z.string(), title: z.string(), year: z.int(), list }),
  wave: z.strictObject({ id: z.string(), title: z.string(), kind: z.string(), opens: wholeDay, closes: wholeDay }),
  /** The release that this one replaces, by its name and hash, and why; null for the first of a round. */
  corrects: z.strictObject({ release: slug, sha256, reason: z.string().min(1) }).nullable(),
  /** The calendar of the round: when each act was due, and when who did it. */
  steps: z.array(
    z.strictObject({
      act: z.string(),
      due: partialDate.nullable(),
      at: z.iso.datetime().nullable(),
      person: z.string().nullable(),
    }),
  ),
};

const agency = {
  code: z.string().min(1),
  name: z.string(),
  /** Agencies are ranked among those of the same list. */
  list,
  /** Responses that came, and those of them that were left out of the figures; null where that is not told. */
  received: count.nullable(),
  excluded: count.nullable(),
};

/**
 * Where the responses of an agency are: in rows of its own; with other agencies' under no name, being few; nowhere, being
 * few even so or hiding how many few are (see few-responses.ts); or there are none.
 */
const rowsAt = z.enum(['own', 'pooled', 'left-out', 'none']);

/** What disclosure control did, in figures that themselves tell of nobody: see disclosure.ts. */
const disclosure = z.strictObject({
  /** The least number of people behind anything that is published. */
  k: z.int().min(1),
  /** Rows in microdata.csv. */
  counted: count,
  pooled_agencies: count,
  left_out_agencies: count,
  /** Responses in no row; null where that is not told. */
  left_out_responses: count.nullable(),
  /** Questions of an agency whose answers were taken out, because fewer than `k` people gave one. */
  blanked: count,
  /** Rows in which a cell was made blank, by column; null for fewer than `k`. */
  generalised: z.record(z.string(), count.nullable()),
});
export type Disclosure = z.infer<typeof disclosure>;

/** round.json: what the release is about. */
export const releaseRoundSchema = z.strictObject({
  ...facts,
  agencies: z.array(z.strictObject({ ...agency, rows: rowsAt })),
  disclosure,
});
export type PublishedRound = z.infer<typeof releaseRoundSchema>;
export type PublishedAgency = PublishedRound['agencies'][number];

const releasePartsRoundSchema = z.strictObject({ ...facts, agencies: z.array(z.strictObject(agency)) });

/** What a round was before disclosure control. */
export type RoundFacts = z.infer<typeof releasePartsRoundSchema>;

export const evidenceSchema = z.array(z.strictObject({ title: z.string(), url: z.string().nullable(), sha256: sha256.nullable() }));

/** A row of scores.csv, each cell as its column: the scores of an agency in a criterion that the survey does not score. */
export const releaseScoreSchema = z.strictObject({
  agency: z.string().min(1),
  criterion: z.string().min(1),
  applies: z.boolean(),
  /** What the agency says of itself, what the working group found, what the council decided: decimal text. */
  self: decimal.nullable(),
  checked: decimal.nullable(),
  decided: decimal.nullable(),
  reason: z.string(),
  evidence: evidenceSchema,
});
export type ReleaseScore = z.infer<typeof releaseScoreSchema>;

/** A response that counts. What is blank was not told, or is not published. */
export interface ReleaseResponse {
  /** Blank: one of several agencies with few responses. */
  readonly agency: string;
  /** `YYYY-MM` in which it came. */
  readonly month: string;
  readonly mode: string;
  /** Chosen option by question about the person. */
  readonly profile: Readonly<Record<string, string | null>>;
  /** One character per question, as `packAnswers` makes them. */
  readonly answers: string;
}

interface Definitions {
  readonly criteria: CriteriaSet;
  readonly rule: ScoringRule;
  readonly instrument: Instrument;
}

/** Everything that a release comes from, as it is in the database. */
export interface ReleaseParts extends Definitions {
  readonly round: RoundFacts;
  readonly scores: readonly ReleaseScore[];
  /** Those of the round's agencies in its wave that count. */
  readonly responses: readonly ReleaseResponse[];
}

/** Everything that a release comes from, as it is published: its figures are computed out of nothing else. */
export interface PublishedParts extends Definitions {
  readonly round: PublishedRound;
  readonly scores: readonly ReleaseScore[];
  readonly responses: readonly ReleaseResponse[];
}
