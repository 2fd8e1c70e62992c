import { type CriteriaSet, criteriaOf } from './criteria.ts';
import type { ReleaseInput, ReleaseResult } from './release.ts';
import { releaseCounts } from './release.ts';
import type { AgencyResult } from './release-index.ts';
import type { PublishedRound } from './release-parts.ts';
import type { AgencyFigures, FullResult } from './release-result.ts';

/** Responses about an agency that came, and those of them that were left out of the figures. */
export interface ResponseCounts {
  readonly received: number;
  readonly excluded: number;
}

/** A release as pages show it, whatever its format. */
export interface ReleaseView {
  readonly title: string;
  readonly criteria: CriteriaSet;
  readonly rule: ReleaseInput['rule'];
  readonly instrument: ReleaseInput['instrument'];
  readonly agencies: readonly AgencyResult[];
  /** The points that the council decided, by criterion; null where there are none. */
  readonly points: (agency: string, criterion: string) => string | null;
  /** Null where it may not be told. */
  readonly counts: (agency: string) => ResponseCounts | null;
  /** What only releases of format 2 tell: the round with its steps and what was not published, and every figure. */
  readonly full: { readonly round: PublishedRound; readonly agencies: readonly AgencyFigures[] } | null;
}

/** A release of format 1. */
export function viewOfInput(input: ReleaseInput, { agencies }: ReleaseResult): ReleaseView {
  const { round, criteria, rule, instrument } = input;
  const given = new Map(input.agencies.map((agency) => [agency.code, agency]));
  const told = new Set(agencies.filter(({ responses }) => responses !== null).map(({ code }) => code));
  return {
    title: round.title,
    ...{ criteria, rule, instrument, agencies },
    points: (agency, criterion) => given.get(agency)?.scores[criterion]?.appraised ?? null,
    counts: (code) => {
      const agency = told.has(code) ? given.get(code) : undefined;
      return agency ? releaseCounts(agency) : null;
    },
    full: null,
  };
}

/** A release of format 2. */
export function viewOfParts(
  round: PublishedRound,
  definitions: Pick<ReleaseView, 'criteria' | 'rule' | 'instrument'>,
  { agencies }: FullResult,
): ReleaseView {
  const council = new Set(
    criteriaOf(definitions.criteria)
      .filter(({ scored_by }) => scored_by !== 'survey')
      .map(({ code }) => code),
  );
  const points = new Map(
    agencies.map(({ code, criteria }) => [
      code,
      new Map(criteria.filter((one) => council.has(one.code)).map((one) => [one.code, one.points])),
    ]),
  );
  const counts = new Map(round.agencies.map((agency) => [agency.code, agency]));
  return {
    title: round.round.title,
    ...definitions,
    agencies,
    points: (agency, criterion) => points.get(agency)?.get(criterion) ?? null,
    counts: (code) => {
      const { received = null, excluded = null } = counts.get(code) ?? {};
      return received === null ? null : { received, excluded: excluded ?? 0 };
    },
    full: { round, agencies },
  };
}
