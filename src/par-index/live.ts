import { type Agency, ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { shownOn, standingWave, type Wave } from '#survey/model/wave.ts';
import { procedureTallies } from '#survey/procedure-tallies.ts';
import { allInstruments, findInstrument, listedInstruments } from '#survey/store.ts';
import { type ModeCount, responseCounts, shownTallies } from '#survey/tally-store.ts';
import { allWaves } from '#survey/wave-store.ts';
import { type Published, type PublishedScores, shownCount } from './model/display.ts';
import { liveScorer } from './model/live-scores.ts';
import type { ScoringRule } from './model/scoring-rule.ts';
import { type WavePoint, type WaveTrend, waveTrends } from './model/wave-trend.ts';
import { announcedWaves } from './round-store.ts';
import { findRule } from './store.ts';

/** The rule by which the portal scores satisfaction as it comes in. */
const liveRule = 'sipas-top2-pooled-2';

/** What one wave says, as far as it may be shown. */
export interface LiveSurvey extends ShownCounts {
  readonly wave: Wave;
  readonly instrument: Instrument;
  readonly answered: boolean;
  /** Empty where they are not shown apart. */
  readonly modes: readonly ModeCount[];
  readonly score: PublishedScores;
}

export interface AgencySatisfaction {
  /** Code of the agency. */
  readonly agency: string;
  readonly rule: ScoringRule;
  readonly answered: boolean;
  /** Responses in all waves and modes; null where not even that is shown. */
  readonly n: number | null;
  /** Each wave by itself: different people are asked, and no figure mixes them. */
  readonly surveys: readonly LiveSurvey[];
  /** The overall score in every wave with answers that may be shown, of earlier years too, the newest first. */
  readonly history: readonly WavePoint[];
  readonly trends: readonly WaveTrend[];
}

/** How many responses came, how many of them are left out of the figures, and how many count; all null where that is not shown. */
interface ShownCounts {
  readonly received: number | null;
  readonly excluded: number | null;
  readonly n: number | null;
}

function shownCounts(rule: ScoringRule, modes: readonly ModeCount[]): ShownCounts {
  const received = modes.reduce((sum, mode) => sum + mode.n, 0);
  const excluded = modes.reduce((sum, mode) => sum + mode.excluded, 0);
  const n = received - excluded;
  const shown = [received, n].every((one) => shownCount(rule, one) !== null);
  return shown ? { received, excluded, n } : { received: null, excluded: null, n: null };
}

async function ruleOf(context: Context): Promise<ScoringRule> {
  const rule = await findRule(context.reader, liveRule);
  if (!rule) throw new Error(`scoring rule ${liveRule} is not in the database`);
  return rule;
}

/**
 * The satisfaction with one agency as answered so far this year and last, in every questionnaire that rates it or has answers
 * about it, and overall in every wave before, as far as it may be shown. Read from its tallies: the cost does not grow with
 * the answers, but with the waves that have some.
 */
export async function satisfactionOf(context: Context, agency: Agency): Promise<AgencySatisfaction> {
  const day = today(context.clock);
  const audience = ratableOn(agency, day) ? ratedAs(agency.kind) : null;
  const rule = await ruleOf(context);
  const answers = new Map((await shownTallies(context.reader, { agency: agency.code })).map((one) => [one.wave, one]));
  const instruments = await listedInstruments(context.reader);
  const waves = await shownWaves(context, instruments, day);
  const firstDay = `${Number(day.slice(0, 4)) - 1}-01-01`;
  const surveys = instruments.flatMap((instrument) =>
    waves
      .filter((wave) => wave.instrument === instrument.id && wave.closes >= firstDay)
      .flatMap((wave) => {
        const here = answers.get(wave.id);
        const standsOpen = wave.id === standingWave(instrument, day.slice(0, 4)).id && audience !== null;
        if (!here && !(standsOpen && instrument.applies_to.includes(audience))) return [];
        const { tally, modes } = here ?? { tally: {}, modes: [] };
        return [
          {
            wave,
            instrument,
            answered: modes.length > 0,
            ...shownCounts(rule, modes),
            // Apart from each other only where each may be told: their sum stands beside them.
            modes: modes.every((mode) => shownCount(rule, mode.n - mode.excluded) !== null) ? modes : [],
            score: liveScorer(instrument, rule)(tally),
          },
        ];
      }),
  );
  const answered = surveys.filter((one) => one.answered);
  const history = waves.flatMap((wave): readonly WavePoint[] => {
    const here = answers.get(wave.id);
    const instrument = instruments.find(({ id }) => id === wave.instrument);
    if (!here || !instrument) return [];
    const recent = surveys.find((survey) => survey.wave.id === wave.id);
    return [{ wave, instrument, overall: recent?.score.overall ?? liveScorer(instrument, rule)(here.tally).overall }];
  });
  return {
    agency: agency.code,
    rule,
    answered: answered.length > 0,
    // A sum with a hidden part would tell that part.
    n: answered.reduce<number | null>((sum, { n }) => (sum === null || n === null ? null : sum + n), 0),
    surveys,
    history,
    trends: waveTrends(history, await allInstruments(context.reader)),
  };
}

/** The satisfaction with one procedure, whichever agency carried it out. */
export interface ProcedureSatisfaction {
  readonly rule: ScoringRule;
  /** Each wave by itself; only those of which something may be shown. */
  readonly surveys: readonly LiveSurvey[];
}

/** The satisfaction of those who said which procedure they had used, this year and last. Read from its tallies, as that of an agency. */
export async function procedureSatisfaction(context: Context, procedure: string): Promise<ProcedureSatisfaction> {
  const day = today(context.clock);
  const rule = await ruleOf(context);
  const instruments = new Map((await allInstruments(context.reader)).map((instrument) => [instrument.id, instrument]));
  const waves = new Map((await allWaves(context.reader)).map((wave) => [wave.id, wave]));
  const placeOf = (id: string) => {
    const wave = waves.get(id);
    const instrument = wave && instruments.get(wave.instrument);
    if (!wave || !instrument) throw new Error(`tallies of wave ${id}, which there is not`);
    return { wave, instrument };
  };
  const tallies = await procedureTallies(context.reader, procedure, (wave) => placeOf(wave).instrument);
  const announced = await announcedWaves(context.reader);
  const firstDay = `${Number(day.slice(0, 4)) - 1}-01-01`;
  const surveys = tallies.flatMap(({ wave: id, received, excluded, tally }): readonly LiveSurvey[] => {
    const { wave, instrument } = placeOf(id);
    if (!shownOn(wave, day) || announced.has(id) || wave.closes < firstDay) return [];
    const n = received - excluded;
    const counts = shownCount(rule, n) === null ? { received: null, excluded: null, n: null } : { received, excluded, n };
    return [
      {
        wave,
        instrument,
        answered: true,
        modes: [],
        ...counts,
        score: liveScorer(instrument, rule)(tally),
      },
    ];
  });
  return { rule, surveys };
}

/**
 * The waves of the database whose figures may be shown, the newest first. Not those of announced rounds: beside a live figure,
 * what their release withholds could be had by subtraction.
 */
async function liveWaves(context: Context, day: string): Promise<readonly Wave[]> {
  const announced = await announcedWaves(context.reader);
  return (await allWaves(context.reader)).filter((wave) => shownOn(wave, day) && !announced.has(wave.id));
}

/** The same, with the standing ones of this year before their first answer. */
async function shownWaves(context: Context, instruments: readonly Instrument[], day: string): Promise<readonly Wave[]> {
  const year = day.slice(0, 4);
  const known = new Set((await allWaves(context.reader)).map(({ id }) => id));
  const missing = instruments.map((instrument) => standingWave(instrument, year)).filter(({ id }) => !known.has(id));
  return [...missing, ...(await liveWaves(context, day))];
}

/** How many responses the portal may say it has. */
export interface ShownTotal {
  readonly n: number;
  readonly exact: boolean;
  /** Whether there are others, of announced rounds: their releases say how many. */
  readonly released: boolean;
}

/**
 * How many responses the portal has in the waves that are shown live: exactly, where each part of the sum may be told; else
 * rounded down to tens, so that no hidden part can be had by subtracting the others.
 */
export async function shownTotal(context: Context): Promise<ShownTotal> {
  const rule = await ruleOf(context);
  const waves = await liveWaves(context, today(context.clock));
  const counts = await Promise.all(waves.map(async ({ id }) => [...(await responseCounts(context.reader, id)).values()]));
  const parts = counts.flat();
  const n = parts.reduce((sum, part) => sum + part, 0);
  const exact = parts.every((part) => shownCount(rule, part) !== null);
  return { n: exact ? n : Math.floor(n / 10) * 10, exact, released: (await announcedWaves(context.reader)).size > 0 };
}

/** The satisfaction with all agencies of one questionnaire. */
export interface LiveTable {
  readonly rule: ScoringRule;
  readonly instrument: Instrument;
  readonly wave: Wave;
  readonly rows: readonly {
    readonly agency: Agency;
    readonly answered: boolean;
    readonly overall: Published;
    /** In the order of the questionnaire. */
    readonly factors: readonly Published[];
    readonly counts: ShownCounts;
  }[];
}

/**
 * The scores of every agency of today that an instrument rates this year, as far as they may be shown, in the order of
 * names; with `only`, of those codes alone.
 */
export async function liveTable(context: Context, instrumentId: string, only?: readonly string[]): Promise<LiveTable | undefined> {
  const instrument = await findInstrument(context.reader, instrumentId);
  if (!instrument) return undefined;
  const rule = await ruleOf(context);
  const day = today(context.clock);
  const wave = standingWave(instrument, day.slice(0, 4));
  const announced = await announcedWaves(context.reader);
  const shown = announced.has(wave.id) ? [] : await shownTallies(context.reader, { wave: wave.id });
  const tallies = new Map(shown.map((one) => [one.agency, one]));
  const score = liveScorer(instrument, rule);
  const rows = (await allAgencies(context.reader))
    .filter((agency) => {
      const audience = ratedAs(agency.kind);
      const wanted = only === undefined || only.includes(agency.code);
      return wanted && ratableOn(agency, day) && audience !== null && instrument.applies_to.includes(audience);
    })
    .map((agency) => {
      const { tally, modes } = tallies.get(agency.code) ?? { tally: {}, modes: [] };
      const { overall, factors } = score(tally);
      // Who has no answer shows none; who has few shows not even how many.
      return { agency, answered: overall.n !== 0, overall, factors, counts: shownCounts(rule, modes) };
    });
  return { rule, instrument, wave, rows };
}
