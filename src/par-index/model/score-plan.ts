import { type Instrument, type Item, itemsOf } from '#survey/model/instrument.ts';
import { type Fraction, ratio, rational } from './fraction.ts';
import { type Refusal, refuse } from './refusal.ts';
import { fullMarkOf, type ScoringRule } from './scoring-rule.ts';

/** What is scored: a question, a factor, a field or the whole form, as parts that are pooled and then averaged. */
export interface ScoreNode {
  readonly code: string;
  readonly title: string;
  /** Places of its items among all items of the form. */
  readonly items: readonly number[];
  readonly parts: readonly { readonly weight: Fraction; readonly items: readonly number[] }[];
}

/** What a rule makes of an instrument, worked out once for any number of tallies. */
export interface ScorePlan {
  readonly instrument: Instrument;
  readonly rule: ScoringRule;
  readonly items: readonly Item[];
  /** Points that each value 1..5 gives, and what a full answer gives, as whole numbers over one denominator. */
  readonly points: Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;
  readonly full: number;
  readonly overall: ScoreNode;
  readonly fields: readonly ScoreNode[];
  readonly factors: readonly ScoreNode[];
  readonly questions: readonly ScoreNode[];
}

/** What of a rule does not fit an instrument: a value without a coefficient, a weight that is missing or of nothing. */
export function misfits({ scale, fields }: Pick<Instrument, 'scale' | 'fields'>, rule: ScoringRule): readonly Refusal[] {
  const unvalued = scale
    .filter(({ value }) => coefficientOf(rule, value) === undefined)
    .map(({ value }) => refuse(['coefficients', String(value)], `thang trả lời có mức ${value} nhưng quy tắc không có hệ số cho mức này`));
  if (!rule.weights) return unvalued;
  const { level, shares } = rule.weights;
  const codes = codesAt(level, fields);
  return [
    ...unvalued,
    ...codes
      .filter((code) => !Object.hasOwn(shares, code))
      .map((code) => refuse(['weights', 'shares', code], `thiếu trọng số của ${code}`)),
    ...Object.keys(shares)
      .filter((code) => !codes.includes(code))
      .map((code) => refuse(['weights', 'shares', code], `bộ câu hỏi không có ${code}`)),
  ];
}

/** Works out once how a rule scores an instrument. Throws where they do not fit: ask `misfits` before. */
export function planOf(instrument: Instrument, rule: ScoringRule): ScorePlan {
  const [misfit] = misfits(instrument, rule);
  if (misfit) throw new Error(`rule ${rule.id} does not fit ${instrument.id}: ${misfit.path.join('.')}: ${misfit.reason}`);
  const items = itemsOf(instrument);
  const nodeOf = (code: string, title: string, belongs: (item: Item) => boolean): ScoreNode => {
    const own = items.flatMap((item, i) => (belongs(item) ? [i] : []));
    return { code, title, items: own, parts: partsOf(rule, items, own) };
  };
  return {
    instrument,
    rule,
    items,
    ...wholePoints(rule),
    overall: nodeOf('all', instrument.short_title, () => true),
    fields: instrument.fields.map((field) => nodeOf(field.code, field.title, (item) => item.field === field.code)),
    factors: instrument.fields.flatMap((field) =>
      field.factors.map((factor) => nodeOf(factor.code, factor.title, (item) => item.field === field.code && item.factor === factor.code)),
    ),
    questions: items.map((item) => nodeOf(item.code, item.text, (other) => other === item)),
  };
}

const codesAt = (level: NonNullable<ScoringRule['weights']>['level'], fields: Instrument['fields']): readonly string[] => {
  if (level === 'item') return itemsOf({ fields }).map((item) => item.code);
  return level === 'field' ? fields.map((field) => field.code) : fields.flatMap((field) => field.factors.map((factor) => factor.code));
};

function partsOf(rule: ScoringRule, items: readonly Item[], own: readonly number[]): ScoreNode['parts'] {
  const one = rational(1);
  if (rule.aggregation === 'pooled') return [{ weight: one, items: own }];
  const level = rule.weights?.level ?? (rule.aggregation === 'item-mean' ? 'item' : 'factor');
  const codeOf = (i: number) => {
    const item = items[i];
    return (level === 'item' ? item?.code : item?.[level]) ?? '';
  };
  return [...Map.groupBy(own, codeOf)].map(([code, members]) => ({
    weight: rule.weights ? rational(rule.weights.shares[code] ?? '0') : one,
    items: members,
  }));
}

function coefficientOf({ coefficients }: ScoringRule, value: number): string | undefined {
  return coefficients[String(value) as keyof typeof coefficients];
}

function wholePoints(rule: ScoringRule): Pick<ScorePlan, 'points' | 'full'> {
  const given = [1, 2, 3, 4, 5].map((value) => rational(coefficientOf(rule, value) ?? '0'));
  const all = [fullMarkOf(rule), ...given];
  const common = ratio(
    all.reduce((least, { d }) => (least * d) / divisor(least, d), 1n),
    1n,
  );
  const [full = 1, one = 0, two = 0, three = 0, four = 0, five = 0] = all.map((value) => value.mul(common).valueOf());
  return { full, points: { 1: one, 2: two, 3: three, 4: four, 5: five } };
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}
