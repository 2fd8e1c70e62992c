import { vietnameseOrder } from '#i18n/model/collation.ts';
import { type Criterion, criteriaOf } from './criteria.ts';
import { rational } from './fraction.ts';
import type { ReleaseInput, ReleaseResult } from './release.ts';
import type { AgencyResult } from './release-index.ts';

/** The points of a release by agency and criterion, the highest index first. */
export interface Points {
  /** The criteria that are appraised. */
  readonly criteria: readonly Criterion[];
  /** What the criteria scored by survey give together at most, as exact text. */
  readonly surveyMax: string;
  readonly rows: readonly {
    readonly result: AgencyResult;
    /** Appraised points in the order of the criteria; null where there are none. */
    readonly scores: readonly (string | null)[];
  }[];
}

/** Which points each agency of a release was given in each criterion. */
export function pointsOf(input: ReleaseInput, { agencies }: ReleaseResult): Points {
  const criteria = criteriaOf(input.criteria).filter((criterion) => criterion.scored_by === 'appraisal');
  const surveyMax = criteriaOf(input.criteria)
    .filter((criterion) => criterion.scored_by === 'survey')
    .reduce((sum, criterion) => sum.add(rational(criterion.max)), rational(0));
  const given = new Map(input.agencies.map((agency) => [agency.code, agency.scores]));
  const reached = ({ index, appraised_points }: AgencyResult) => rational(index ?? appraised_points);
  const rows = agencies
    .map((result) => ({ result, scores: criteria.map(({ code }) => given.get(result.code)?.[code]?.appraised ?? null) }))
    .sort(
      (a, b) =>
        Number(b.result.index !== null) - Number(a.result.index !== null) ||
        reached(b.result).compare(reached(a.result)) ||
        vietnameseOrder(a.result.name, b.result.name),
    );
  return { criteria, surveyMax: surveyMax.toString(), rows };
}
