import { type Message, message } from '#i18n/model/message.ts';
import { type Instrument, itemsOf } from '#survey/model/instrument.ts';
import type { Tally } from '#survey/model/tally.ts';
import { decimalText, type Fraction, rational } from './fraction.ts';
import type { ScoringRule } from './scoring-rule.ts';
import { type Interval, wilson } from './wilson.ts';

const scale = [1, 2, 3, 4, 5] as const;

/** The score of an item, a factor, a field or the whole form. */
export interface Score {
  readonly code: string;
  readonly title: string;
  /** Answers by value 1..5. */
  readonly counts: Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;
  /** Answers that count: blanks are left out. */
  readonly answers: number;
  /** Respondents behind them: the most that any one item of the group has. */
  readonly n: number;
  /** Exact share of a full score, 0 to 1; null without an answer. */
  readonly share: Fraction | null;
  /** The share in percent, rounded once by the rule; null without an answer. */
  readonly percent: string | null;
  /** Wilson interval at 95 % on the respondents, not on the pooled answers: one person's answers are not independent. */
  readonly interval: Interval | null;
}

export interface InstrumentScore {
  readonly overall: Score;
  readonly fields: readonly Score[];
  readonly factors: readonly Score[];
  readonly items: readonly Score[];
}

/**
 * Scores a tally by a rule: share = Σ coefficient·n / Σ n over the valid answers, pooled within each group.
 * With coefficients 0,0,0,1,1 this is the SIPAS share of satisfied and very satisfied (QĐ 1001/QĐ-BNV as far as known).
 */
export function scoreTally(instrument: Instrument, rule: ScoringRule, tally: Tally): InstrumentScore {
  const score = (code: string, title: string, items: readonly string[]) => scoreGroup(rule, code, title, items, tally);
  const codes = (items: readonly { code: string }[]) => items.map((item) => item.code);
  return {
    overall: score('all', instrument.short_title, codes(itemsOf(instrument))),
    fields: instrument.fields.map((field) => score(field.code, field.title, codes(field.factors.flatMap((factor) => factor.items)))),
    factors: instrument.fields.flatMap((field) => field.factors.map((factor) => score(factor.code, factor.title, codes(factor.items)))),
    items: itemsOf(instrument).map((item) => score(item.code, item.text, [item.code])),
  };
}

function scoreGroup(rule: ScoringRule, code: string, title: string, items: readonly string[], tally: Tally): Score {
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  let n = 0;
  for (const item of items) {
    let answered = 0;
    for (const value of scale) {
      const count = tally[item]?.[value] ?? 0;
      counts[value] += count;
      answered += count;
    }
    n = Math.max(n, answered);
  }
  const answers = scale.reduce((sum, value) => sum + counts[value], 0);
  if (answers === 0) return { code, title, counts, answers, n, share: null, percent: null, interval: null };
  const points = scale.reduce((sum, value) => sum.add(rational(rule.coefficients[value]).mul(counts[value])), rational(0));
  const share = points.div(answers);
  return {
    code,
    title,
    counts,
    answers,
    n,
    share,
    percent: decimalText(share.mul(100), rule.rounding.digits),
    interval: wilson(share.valueOf(), n),
  };
}

/** Why a score is not shown; null when it is. One function for pages, API and releases. */
export function hiddenBecause(rule: Pick<ScoringRule, 'thresholds'>, score: Pick<Score, 'n'>): Message | null {
  if (score.n === 0) return message('par-index.hidden.none');
  if (score.n < rule.thresholds.show_from) return message('par-index.hidden.few', { n: score.n, least: rule.thresholds.show_from });
  return null;
}

/** A bound of an interval in percent, rounded by the rule. */
export function boundText(rule: { readonly rounding: Pick<ScoringRule['rounding'], 'digits'> }, bound: number): string {
  return (bound * 100).toFixed(rule.rounding.digits);
}
