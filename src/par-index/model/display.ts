import { type Message, message } from '#i18n/model/message.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { rational } from './fraction.ts';
import type { InstrumentScore, Score } from './score.ts';
import type { ScoringRule } from './scoring-rule.ts';

/**
 * How much of a score is shown: `nothing`, not even how many answered; `count`, how many but no share; `value`, share and
 * interval but no rank; `ranked`. What `nothing` and `count` leave out never leaves the house: pages, files and API all
 * take their figures from here.
 */
export type Display = 'nothing' | 'count' | 'value' | 'ranked';

type Thresholds = Pick<ScoringRule, 'thresholds'>;

/** How much of a score its respondents allow to show: privacy goes by how many they are, precision by what they are worth. */
export function displayOf(rule: Thresholds, { n, nEff, interval }: Pick<Score, 'n' | 'nEff' | 'interval'>): Display {
  const { show_from, rank_from, rank_width } = rule.thresholds;
  if (n === 0 || shownCount(rule, n) === null) return 'nothing';
  const worth = Math.min(n, nEff);
  if (interval === null || worth < show_from) return 'count';
  const tooWide = rank_width !== undefined && (interval.high - interval.low) * 100 > rational(rank_width).valueOf();
  return worth < rank_from || tooWide ? 'value' : 'ranked';
}

/** How many responses may be said to have come; null for so few that it would tell who they were. */
export function shownCount({ thresholds }: Thresholds, n: number): number | null {
  return n > 0 && n < (thresholds.count_from ?? 1) ? null : n;
}

/**
 * Which of the counts that add up to a published sum stay hidden: those too small to show, and the next smallest beside
 * them until at least two are hidden that are `least` together, so that no hidden one can be had by subtracting the others.
 */
export function withheld(counts: readonly number[], least: number): readonly boolean[] {
  const hidden = counts.map((n) => n > 0 && n < least);
  if (!hidden.includes(true)) return hidden;
  const rest = counts.map((n, i) => ({ n, i })).filter(({ n, i }) => n > 0 && !hidden[i]);
  for (const { i } of rest.sort((a, b) => a.n - b.n || a.i - b.i)) {
    const sum = counts.reduce((total, n, at) => total + (hidden[at] ? n : 0), 0);
    if (hidden.filter((one) => one).length >= 2 && sum >= least) break;
    hidden[i] = true;
  }
  return hidden;
}

/** A score as it may be shown. */
export interface Published extends Pick<Score, 'code' | 'title' | 'share' | 'percent' | 'interval'> {
  readonly display: Display;
  /** Null where not even that is shown. */
  readonly n: number | null;
  /** Why its share is not shown; null when it is. */
  readonly reason: Message | null;
}

/** What of a score is shown; nothing where another figure could be had by subtracting it. */
export function publish(rule: Thresholds, score: Omit<Score, 'counts' | 'answers'>, isWithheld = false): Published {
  const { code, title, n, share, percent, interval } = score;
  const display = isWithheld ? 'nothing' : displayOf(rule, score);
  const reason = hiddenBecause(rule, n, display, isWithheld);
  if (reason === null) return { code, title, display, n, reason, share, percent, interval };
  return { code, title, display, n: display === 'count' || n === 0 ? n : null, reason, share: null, percent: null, interval: null };
}

function hiddenBecause({ thresholds }: Thresholds, n: number, display: Display, isWithheld: boolean): Message | null {
  if (n === 0) return message('par-index.hidden.none');
  if (isWithheld) return message('par-index.hidden.protects');
  if (display === 'nothing') return message('par-index.hidden.nothing', { least: thresholds.count_from ?? 1 });
  return display === 'count' ? message('par-index.hidden.few', { n, least: thresholds.show_from }) : null;
}

export interface PublishedScores {
  readonly overall: Published;
  readonly fields: readonly Published[];
  readonly factors: readonly Published[];
  readonly items: readonly Published[];
}

/** What of the scores of a form is shown, so that no group hidden for its few respondents can be had from those beside it. */
export function publishScores(rule: Thresholds, { fields }: Pick<Instrument, 'fields'>, score: InstrumentScore): PublishedScores {
  const least = rule.thresholds.count_from ?? 1;
  const siblings = (scores: readonly Score[]) => {
    const hidden = withheld(
      scores.map((one) => one.n),
      least,
    );
    return scores.map((one, i) => publish(rule, one, hidden[i] === true && one.n >= least));
  };
  const factors = [...score.factors];
  const items = [...score.items];
  return {
    overall: publish(rule, score.overall),
    fields: siblings(score.fields),
    factors: fields.flatMap((field) => siblings(factors.splice(0, field.factors.length))),
    items: fields.flatMap((field) => field.factors.flatMap((factor) => siblings(items.splice(0, factor.items.length)))),
  };
}
