import { tallyCounter } from '#survey/model/tally.ts';
import type { Tally } from '#survey/model/tally.ts';
import { type Criterion, criteriaOf } from './criteria.ts';
import { disclosureRule } from './disclosure.ts';
import { type Published, publishScores } from './display.ts';
import { decimalText, type Fraction, rational } from './fraction.ts';
import { criterionPoints } from './index-points.ts';
import { type AgencyResult, type Computed, computeAgency, councilPoints, ranksOf, type RatedAgency } from './release-index.ts';
import type { PublishedAgency, PublishedParts, ReleaseResponse, ReleaseScore } from './release-parts.ts';
import { boundText } from './score.ts';
import type { ScoringRule } from './scoring-rule.ts';

/** The points of an agency in a criterion. */
export interface CriterionResult {
  readonly code: string;
  readonly scored_by: 'appraisal' | 'survey' | 'bonus' | 'penalty';
  readonly max: string;
  readonly applies: boolean;
  /** What enters the index; null where it does not apply, or the answers are too few. */
  readonly points: string | null;
}

/** What the survey says of an agency, of one question or several. */
export interface SurveyFigure {
  readonly code: string;
  /** How many answered; null where that is not told. */
  readonly responses: number | null;
  readonly percent: string | null;
  readonly interval: readonly [string, string] | null;
}

/** The figures of an agency, and what they come from. */
export interface AgencyFigures extends AgencyResult {
  /** What the appraised criteria that do not apply would give at most. */
  readonly removed_points: string;
  /** The appraised points as they enter the index: stretched where criteria do not apply and the rule says so. */
  readonly appraised_counted: string;
  readonly bonus_points: string;
  readonly penalty_points: string;
  readonly criteria: readonly CriterionResult[];
  /** Points by content, bonus less penalty; null where a criterion in it has no points though it applies. */
  readonly contents: readonly { readonly code: string; readonly points: string | null }[];
  /** Null for agencies that have no rows of their own. */
  readonly survey: {
    readonly overall: SurveyFigure;
    readonly fields: readonly SurveyFigure[];
    readonly factors: readonly SurveyFigure[];
    readonly items: readonly SurveyFigure[];
  } | null;
}

/** result.json. */
export interface FullResult {
  readonly format: 'hanoi-cchc-result/2';
  readonly release: string;
  readonly simulated: boolean;
  readonly rule: string;
  readonly criteria: string;
  readonly instrument: string;
  readonly agencies: readonly AgencyFigures[];
}

/**
 * The figures of a release, out of what is published of it and nothing else. The parts fit each other: see
 * release-misfits.ts. A criterion without a decision gives no points.
 */
export function computeResult(parts: PublishedParts): FullResult {
  const { round, instrument } = parts;
  const rule = disclosureRule(parts.rule);
  const criteria = criteriaOf(parts.criteria);
  const rules = { rule, instrument, total: rational(parts.criteria.total), surveyMax: sumOf(maxOf(criteria, 'survey')) };
  const scores = scoresByPlace(parts.scores);
  const tallies = talliesOf(parts);
  const computed = round.agencies.map((agency) => {
    const { code, name, list } = agency;
    const given = (criterion: Criterion) => scores.get(placeOf(code, criterion.code));
    const points = pointsOf(criteria, given);
    const { tally = {}, n = 0 } = tallies.get(code) ?? {};
    const one = computeAgency(rules, { agency: { code, name, list }, points, self: selfOf(criteria, given), responses: toldOf(agency, n), tally });
    return { agency, given, points, one };
  });
  const ranks = ranksOf(
    rule,
    computed.map(({ one }) => one),
  );
  const agencies = computed.map(({ agency, given, points, one }): AgencyFigures => {
    const text = (value: Fraction) => decimalText(value, rule.rounding.digits);
    const inCriteria = criteria.map((criterion) => ({ criterion, ...pointsIn(rule, criterion, given(criterion), one) }));
    const published = publishScores(rule, instrument, one.score);
    const figure = (score: Published) => figureOf(rule, score);
    return {
      ...one.result,
      ...(ranks.get(one) ?? { rank: null, rank_interval: null }),
      removed_points: text(points.removed),
      appraised_counted: text(councilPoints(rule, points)),
      bonus_points: text(points.bonus),
      penalty_points: text(points.penalty),
      criteria: inCriteria.map(({ criterion: { code, scored_by, max }, applies, points: p }) => ({
        code,
        scored_by,
        max,
        applies,
        points: p && text(p),
      })),
      contents: parts.criteria.contents.map((content) => {
        const codes = new Set(criteriaOf({ ...parts.criteria, contents: [content] }).map(({ code }) => code));
        const own = inCriteria.filter(({ criterion, applies }) => applies && codes.has(criterion.code));
        const known = own.flatMap(({ criterion, points: p }) => (p === null ? [] : [isPenalty(criterion) ? p.neg() : p]));
        return { code: content.code, points: known.length < own.length ? null : text(sumOf(known)) };
      }),
      survey:
        agency.rows === 'own'
          ? {
              overall: figure(published.overall),
              fields: published.fields.map(figure),
              factors: published.factors.map(figure),
              items: published.items.map(figure),
            }
          : null,
    };
  });
  const { release, simulated } = round;
  return {
    format: 'hanoi-cchc-result/2',
    release,
    simulated,
    rule: rule.id,
    criteria: parts.criteria.id,
    instrument: instrument.id,
    agencies,
  };
}

const placeOf = (agency: string, criterion: string) => `${agency} ${criterion}`;

type Given = (criterion: Criterion) => Pick<ReleaseScore, 'applies' | 'self' | 'decided'> | undefined;

function scoresByPlace(scores: readonly ReleaseScore[]): ReadonlyMap<string, ReleaseScore> {
  return new Map(scores.map((score) => [placeOf(score.agency, score.criterion), score]));
}

const isPenalty = ({ scored_by }: { readonly scored_by: CriterionResult['scored_by'] }) => scored_by === 'penalty';

function scoredBy(criteria: readonly Criterion[], by: CriterionResult['scored_by']): readonly Criterion[] {
  return criteria.filter(({ scored_by }: { readonly scored_by: CriterionResult['scored_by'] }) => scored_by === by);
}

function maxOf(criteria: readonly Criterion[], by: CriterionResult['scored_by']): readonly Fraction[] {
  return scoredBy(criteria, by).map(({ max }) => rational(max));
}

function sumOf(values: readonly Fraction[]): Fraction {
  return values.reduce((sum, value) => sum.add(value), rational(0));
}

/** What the council's scores give: appraised points, what does not apply, bonus and penalty. */
export function pointsOf(criteria: readonly Criterion[], given: Given): RatedAgency['points'] {
  const decided = (by: CriterionResult['scored_by']) =>
    sumOf(scoredBy(criteria, by).flatMap((criterion) => (given(criterion)?.applies ? [rational(given(criterion)?.decided ?? '0')] : [])));
  return {
    appraised: decided('appraisal'),
    appraisedMax: sumOf(maxOf(criteria, 'appraisal')),
    removed: sumOf(scoredBy(criteria, 'appraisal').flatMap((criterion) => (given(criterion)?.applies === false ? [rational(criterion.max)] : []))),
    bonus: decided('bonus'),
    penalty: decided('penalty'),
  };
}

/** What an agency gives itself in the appraised criteria that apply to it; null unless it has said all. */
function selfOf(criteria: readonly Criterion[], given: Given): Fraction | null {
  const said = scoredBy(criteria, 'appraisal')
    .filter((criterion) => given(criterion)?.applies !== false)
    .map((criterion) => given(criterion)?.self ?? null);
  return said.includes(null) ? null : sumOf(said.flatMap((score) => (score === null ? [] : [rational(score)])));
}

function pointsIn(
  rule: ScoringRule,
  { scored_by, max }: { readonly scored_by: CriterionResult['scored_by']; readonly max: string },
  given: ReturnType<Given>,
  { share }: Computed,
): { readonly applies: boolean; readonly points: Fraction | null } {
  if (scored_by === 'survey') return { applies: true, points: share && criterionPoints(rule, rational(max), share) };
  const applies = given?.applies ?? true;
  return { applies, points: applies ? rational(given?.decided ?? '0') : null };
}

function figureOf(rule: ScoringRule, { code, n, percent, interval }: Published): SurveyFigure {
  return { code, responses: n, percent, interval: interval && [boundText(rule, interval.low), boundText(rule, interval.high)] };
}

/** How many responses about an agency count; null where that is not told. */
function toldOf({ rows, received, excluded }: PublishedAgency, n: number): number | null {
  if (rows === 'own') return n;
  if (rows === 'none') return 0;
  return received === null ? null : received - (excluded ?? 0);
}

/** How often each answer was given about each agency that has rows of its own. */
function talliesOf({
  instrument,
  rule,
  responses,
}: PublishedParts): ReadonlyMap<string, { readonly n: number; readonly tally: Tally }> {
  const byAgency = Map.groupBy(responses, ({ agency }: ReleaseResponse) => agency);
  return new Map(
    [...byAgency].map(([code, rows]) => {
      const counter = tallyCounter(instrument);
      for (const { answers } of rows) counter.add(answers);
      return [code, { n: rows.length, tally: withoutUnanswered(counter.tally(), rule) }];
    }),
  );
}

/** A question that nobody answered, or whose answers were taken out, counts nowhere, even where the rule counts blanks. */
function withoutUnanswered(tally: Tally, { blanks }: ScoringRule): Tally {
  if (blanks === 'excluded') return tally;
  return Object.fromEntries(Object.entries(tally).filter(([, counts]) => Object.keys(counts).some((value) => value !== '0')));
}
