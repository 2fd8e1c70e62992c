import { type Fraction, rational } from './fraction.ts';
import type { ScoringRule } from './scoring-rule.ts';

/**
 * The points that a share of satisfied answers gives of at most `max`: max × share, or max × min(1, share / target) where
 * the rule names a target (as QĐ 766/QĐ-TTg does for its own figures).
 */
export function criterionPoints({ target }: Pick<ScoringRule, 'target'>, max: Fraction, share: Fraction): Fraction {
  if (target === undefined) return max.mul(share);
  const reached = share.mul(100).div(rational(target));
  return reached.compare(1) >= 0 ? max : max.mul(reached);
}

/** What the index of an agency is put together from, in points. */
export interface IndexParts {
  readonly appraised: Fraction;
  /** What all appraised criteria give at most. */
  readonly appraisedMax: Fraction;
  /** What the appraised criteria that do not apply to the agency would give at most. */
  readonly removed: Fraction;
  readonly sociological: Fraction;
  readonly bonus: Fraction;
  readonly penalty: Fraction;
  /** What everything gives at most. */
  readonly total: Fraction;
}

/**
 * The index as a share of 1. Where criteria do not apply, `within-appraised` stretches the appraised points to their full
 * maximum: (A / (A_max - removed) · A_max + X + B - P) / total; `over-whole` takes the points that are left as the whole:
 * (A + X + B - P) / (total - removed). Null where nothing is left to divide by.
 */
export function indexOf(
  { appraised, appraisedMax, removed, sociological, bonus, penalty, total }: IndexParts,
  convention: NonNullable<ScoringRule['not_applicable']> = 'within-appraised',
): Fraction | null {
  const rest = sociological.add(bonus).sub(penalty);
  if (removed.n === 0n) return appraised.add(rest).div(total);
  const left = convention === 'over-whole' ? total.sub(removed) : appraisedMax.sub(removed);
  if (left.compare(0) <= 0) return null;
  return convention === 'over-whole' ? appraised.add(rest).div(left) : appraised.div(left).mul(appraisedMax).add(rest).div(total);
}
