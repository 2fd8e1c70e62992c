import type { Instrument } from '#survey/model/instrument.ts';
import type { Tally } from '#survey/model/tally.ts';
import { type Published, type PublishedScores, publish, publishScores } from './display.ts';
import { type Score, tallyScorer } from './score.ts';
import type { ScoringRule } from './scoring-rule.ts';

/**
 * What live pages show of a tally. Questions that fewer people answered than may be told are left out of factor, field and
 * overall too, as a release blanks them (see disclosure.ts): else their answers could be solved for from the figures beside
 * them. Throws as `tallyScorer` does.
 */
export function liveScorer(instrument: Instrument, rule: ScoringRule): (tally: Tally) => PublishedScores {
  const scorer = tallyScorer(instrument, rule);
  const least = rule.thresholds.count_from ?? 1;
  return (tally) => {
    const all = scorer(tally);
    const shown = publishScores(rule, instrument, scorer(withoutRare(tally, least)));
    // Of what is left out whole, the reason is that few answered, not that nobody did.
    const one = (published: Published, score: Score | undefined) =>
      published.n === 0 && score ? publish(rule, score, score.n >= least) : published;
    const each = (published: readonly Published[], scores: readonly Score[]) => published.map((item, i) => one(item, scores[i]));
    return {
      overall: one(shown.overall, all.overall),
      fields: each(shown.fields, all.fields),
      factors: each(shown.factors, all.factors),
      items: each(shown.items, all.items),
    };
  };
}

/** Without the questions that too few people answered to be told of; blanks are no answers. */
function withoutRare(tally: Tally, least: number): Tally {
  const answered = (counts: Tally[string]) => Object.entries(counts).reduce((sum, [value, n]) => (value === '0' ? sum : sum + n), 0);
  return Object.fromEntries(Object.entries(tally).filter(([, counts]) => answered(counts) >= least));
}
