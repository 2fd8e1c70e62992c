import { type Agency, ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { allInstruments, findInstrument, type ModeCount, talliesOfAgency } from '#survey/store.ts';
import { type InstrumentScore, type Score, scoreTally } from './model/score.ts';
import type { ScoringRule } from './model/scoring-rule.ts';
import { findRule, talliesOfInstrument } from './store.ts';

/** The rule by which the portal scores satisfaction as it comes in. */
const liveRule = 'sipas-top2-pooled-1';

export interface AgencySatisfaction {
  /** Code of the agency. */
  readonly agency: string;
  readonly rule: ScoringRule;
  /** Responses in all instruments and modes. */
  readonly n: number;
  readonly instruments: readonly {
    readonly instrument: Instrument;
    readonly modes: readonly ModeCount[];
    readonly n: number;
    readonly score: InstrumentScore;
  }[];
}

async function ruleOf(context: Context): Promise<ScoringRule> {
  const rule = await findRule(context.reader, liveRule);
  if (!rule) throw new Error(`scoring rule ${liveRule} is not in the database`);
  return rule;
}

/**
 * The satisfaction with one agency as answered so far, in every instrument that rates it or has answers about it. Read
 * from its tallies: the cost does not grow with the answers.
 */
export async function satisfactionOf(context: Context, agency: Agency): Promise<AgencySatisfaction> {
  const audience = ratableOn(agency, today(context.clock)) ? ratedAs(agency.kind) : null;
  const rule = await ruleOf(context);
  const tallies = await talliesOfAgency(context.reader, agency.code);
  const instruments = (await allInstruments(context.reader))
    .filter((instrument) => tallies.has(instrument.id) || (audience !== null && instrument.applies_to.includes(audience)))
    .map((instrument) => {
      const { tally, modes } = tallies.get(instrument.id) ?? { tally: {}, modes: [] };
      const n = modes.reduce((sum, mode) => sum + mode.n, 0);
      return { instrument, modes, n, score: scoreTally(instrument, rule, tally) };
    });
  return { agency: agency.code, rule, n: instruments.reduce((sum, one) => sum + one.n, 0), instruments };
}

export interface LiveTable {
  readonly rule: ScoringRule;
  readonly instrument: Instrument;
  readonly rows: readonly { readonly agency: Agency; readonly overall: Score }[];
}

/** The overall score of every agency of today that an instrument rates, in the order of names. */
export async function liveTable(context: Context, instrumentId: string): Promise<LiveTable | undefined> {
  const instrument = await findInstrument(context.reader, instrumentId);
  if (!instrument) return undefined;
  const rule = await ruleOf(context);
  const day = today(context.clock);
  const tallies = await talliesOfInstrument(context.reader, instrumentId);
  const rows = (await allAgencies(context.reader))
    .filter((agency) => {
      const audience = ratedAs(agency.kind);
      return ratableOn(agency, day) && audience !== null && instrument.applies_to.includes(audience);
    })
    .map((agency) => ({ agency, overall: scoreTally(instrument, rule, tallies.get(agency.code) ?? {}).overall }));
  return { rule, instrument, rows };
}
