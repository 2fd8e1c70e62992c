import { type Agency, ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { allInstruments, findInstrument, type ModeCount, responseCounts, talliesOfAgency } from '#survey/store.ts';
import { type Published, type PublishedScores, publish, publishScores, shownCount, withheld } from './model/display.ts';
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

/** The agencies about which nothing is shown for an instrument, so that no other one's few answers can be had by subtracting. */
async function withheldAgencies(context: Context, rule: ScoringRule, instrument: string): Promise<ReadonlySet<string>> {
  const least = rule.thresholds.count_from ?? 1;
  const counts = [...(await responseCounts(context.reader, instrument))];
  const hidden = withheld(
    counts.map(([, n]) => n),
    least,
  );
  return new Set(counts.flatMap(([agency, n], i) => (hidden[i] && n >= least ? [agency] : [])));
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
  const instruments = await Promise.all(
    shown.map(async (instrument) => {
      const { tally, modes } = tallies.get(instrument.id) ?? { tally: {}, modes: [] };
      const whole = modes.length > 0 && (await withheldAgencies(context, rule, instrument.id)).has(agency.code);
      const n = modes.reduce((sum, mode) => sum + mode.n, 0);
      const apart = !whole && modes.every((mode) => shownCount(rule, mode.n) !== null);
      return {
        instrument,
        answered: n > 0,
        n: whole ? null : shownCount(rule, n),
        modes: apart ? modes : [],
        score: publishScores(rule, instrument, scoreTally(instrument, rule, tally), whole),
      };
    }),
  );
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
  const rule = await ruleOf(context);
  if ((await withheldAgencies(context, rule, instrument)).has(agency)) return null;
  return shownCount(rule, (await responseCounts(context.reader, instrument)).get(agency) ?? 0);
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
  const hidden = await withheldAgencies(context, rule, instrumentId);
  const rows = (await allAgencies(context.reader))
    .filter((agency) => {
      const audience = ratedAs(agency.kind);
      return ratableOn(agency, day) && audience !== null && instrument.applies_to.includes(audience);
    })
    .map((agency) => {
      const { overall } = score(tallies.get(agency.code) ?? {});
      return { agency, answered: overall.n > 0, overall: publish(rule, overall, hidden.has(agency.code)) };
    });
  return { rule, instrument, rows };
}
