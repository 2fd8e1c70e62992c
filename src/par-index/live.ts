import { type Agency, ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { allInstruments, findInstrument, type ModeCount, responseCounts, talliesOfAgency } from '#survey/store.ts';
import { type Published, type PublishedScores, publish, publishScores, shownCount } from './model/display.ts';
import { scoreTally, tallyScorer } from './model/score.ts';
import type { ScoringRule } from './model/scoring-rule.ts';
import { findRule, talliesOfInstrument } from './store.ts';

/** The rule by which the portal scores satisfaction as it comes in. */
const liveRule = 'sipas-top2-pooled-2';

export interface AgencySatisfaction {
  /** Code of the agency. */
  readonly agency: string;
  readonly rule: ScoringRule;
  readonly answered: boolean;
  /** Responses in all instruments and modes; null where not even that is shown. */
  readonly n: number | null;
  readonly instruments: readonly {
    readonly instrument: Instrument;
    readonly answered: boolean;
    /** Null where not even that is shown. */
    readonly n: number | null;
    /** Empty where they are not shown apart. */
    readonly modes: readonly ModeCount[];
    readonly score: PublishedScores;
  }[];
}

async function ruleOf(context: Context): Promise<ScoringRule> {
  const rule = await findRule(context.reader, liveRule);
  if (!rule) throw new Error(`scoring rule ${liveRule} is not in the database`);
  return rule;
}

/**
 * The satisfaction with one agency as answered so far, in every instrument that rates it or has answers about it, as far
 * as it may be shown. Read from its tallies: the cost does not grow with the answers.
 */
export async function satisfactionOf(context: Context, agency: Agency): Promise<AgencySatisfaction> {
  const audience = ratableOn(agency, today(context.clock)) ? ratedAs(agency.kind) : null;
  const rule = await ruleOf(context);
  const tallies = await talliesOfAgency(context.reader, agency.code);
  const shown = (await allInstruments(context.reader)).filter(
    (instrument) => tallies.has(instrument.id) || (audience !== null && instrument.applies_to.includes(audience)),
  );
  const instruments = shown.map((instrument) => {
    const { tally, modes } = tallies.get(instrument.id) ?? { tally: {}, modes: [] };
    const n = modes.reduce((sum, mode) => sum + mode.n, 0);
    return {
      instrument,
      answered: n > 0,
      n: shownCount(rule, n),
      // Apart from each other only where each may be told: their sum stands beside them.
      modes: modes.every((mode) => shownCount(rule, mode.n) !== null) ? modes : [],
      score: publishScores(rule, instrument, scoreTally(instrument, rule, tally)),
    };
  });
  const answered = instruments.filter((one) => one.answered);
  return {
    agency: agency.code,
    rule,
    answered: answered.length > 0,
    // A sum with a hidden part would tell that part.
    n: answered.reduce<number | null>((sum, { n }) => (sum === null || n === null ? null : sum + n), 0),
    instruments,
  };
}

/** How many responses about an agency may be said to have come; null where that is not shown. */
export async function shownResponses(context: Context, instrument: string, agency: string): Promise<number | null> {
  return shownCount(await ruleOf(context), (await responseCounts(context.reader, instrument)).get(agency) ?? 0);
}

/**
 * How many responses the portal may say it has: exactly, where each part of the sum may be told; else rounded down to
 * tens, so that no hidden part can be had by subtracting the others.
 */
export async function shownTotal(context: Context): Promise<{ readonly n: number; readonly exact: boolean }> {
  const rule = await ruleOf(context);
  const instruments = await allInstruments(context.reader);
  const counts = await Promise.all(instruments.map(async ({ id }) => [...(await responseCounts(context.reader, id)).values()]));
  const parts = counts.flat();
  const n = parts.reduce((sum, part) => sum + part, 0);
  const exact = parts.every((part) => shownCount(rule, part) !== null);
  return { n: exact ? n : Math.floor(n / 10) * 10, exact };
}

export interface LiveTable {
  readonly rule: ScoringRule;
  readonly instrument: Instrument;
  readonly rows: readonly { readonly agency: Agency; readonly answered: boolean; readonly overall: Published }[];
}

/** The overall score of every agency of today that an instrument rates, as far as it may be shown, in the order of names. */
export async function liveTable(context: Context, instrumentId: string): Promise<LiveTable | undefined> {
  const instrument = await findInstrument(context.reader, instrumentId);
  if (!instrument) return undefined;
  const rule = await ruleOf(context);
  const day = today(context.clock);
  const tallies = await talliesOfInstrument(context.reader, instrumentId);
  const score = tallyScorer(instrument, rule);
  const rows = (await allAgencies(context.reader))
    .filter((agency) => {
      const audience = ratedAs(agency.kind);
      return ratableOn(agency, day) && audience !== null && instrument.applies_to.includes(audience);
    })
    .map((agency) => {
      const { overall } = score(tallies.get(agency.code) ?? {});
      return { agency, answered: overall.n > 0, overall: publish(rule, overall) };
    });
  return { rule, instrument, rows };
}
