import { vietnameseOrder } from '#i18n/model/collation.ts';
import { type Criterion, criteriaOf } from './criteria.ts';
import { rational } from './fraction.ts';
import type { AgencyResult } from './release-index.ts';
import type { ReleaseView } from './release-view.ts';

/** The points of a release by agency and criterion, the highest index first. */
export interface Points {
  /** The criteria that the council scores: those that are appraised, and those of bonus and penalty. */
  readonly criteria: readonly Criterion[];
  /** What the criteria scored by survey give together at most, as exact text. */
  readonly surveyMax: string;
  readonly rows: readonly {
    readonly result: AgencyResult;
    /** The council's points in the order of the criteria; null where there are none. */
    readonly scores: readonly (string | null)[];
  }[];
}

/** Which points each agency of a release was given in each criterion. */
export function pointsOf(release: Pick<ReleaseView, 'criteria' | 'agencies' | 'points'>): Points {
  const all = criteriaOf(release.criteria);
  const criteria = all.filter(({ scored_by }) => scored_by !== 'survey');
  const surveyMax = all
    .filter(({ scored_by }) => scored_by === 'survey')
    .reduce((sum, criterion) => sum.add(rational(criterion.max)), rational(0));
  const reached = ({ index, appraised_points }: AgencyResult) => rational(index ?? appraised_points);
  const rows = release.agencies
    .map((result) => ({ result, scores: criteria.map(({ code }) => release.points(result.code, code)) }))
    .sort(
      (a, b) =>
        Number(b.result.index !== null) - Number(a.result.index !== null) ||
        reached(b.result).compare(reached(a.result)) ||
        vietnameseOrder(a.result.name, b.result.name),
    );
  return { criteria, surveyMax: surveyMax.toString(), rows };
}
