import { type Agency, ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { listedInstruments } from '#survey/store.ts';
import { type LiveTable, liveTable } from './live.ts';
import { mostCompared, type Pair, pairsOf, readCompared } from './model/compare.ts';
import type { Published } from './model/display.ts';

/** One score of a questionnaire, of every agency that is compared. */
export interface ComparedScore {
  readonly code: string;
  readonly title: string;
  /** In the order of the agencies. */
  readonly scores: readonly Published[];
  readonly pairs: readonly Pair<Agency>[];
}

/** Agencies beside each other by one questionnaire. */
export interface Comparison extends Pick<LiveTable, 'rule' | 'instrument' | 'wave'> {
  readonly agencies: readonly Agency[];
  readonly overall: ComparedScore;
  readonly factors: readonly ComparedScore[];
}

/** What is compared, and what was asked for and cannot be. */
export interface Compared {
  /** The agencies that were asked for and can be rated. */
  readonly agencies: readonly Agency[];
  /** The questionnaires that can rate all of them, shortest first. */
  readonly instruments: readonly Instrument[];
  /** The id of the one among them that is asked for; null where none is. */
  readonly asked: string | null;
  /** Null where less than two agencies are left, or no questionnaire fits. */
  readonly comparison: Comparison | null;
  readonly refusals: readonly Message[];
}

/**
 * The agencies of an address beside each other, as their figures stand on all other pages: by the questionnaire that is
 * asked for, else by the one that shows most of them.
 */
export async function compareAgencies(context: Context, query: URLSearchParams): Promise<Compared> {
  const { agencies, refusals } = await agenciesAskedFor(context, query);
  const audiences = agencies.map(({ kind }) => ratedAs(kind));
  const instruments = (await listedInstruments(context.reader)).filter(({ applies_to }) =>
    audiences.every((audience) => audience !== null && applies_to.includes(audience)),
  );
  const wanted = query.get('bo-cau-hoi')?.trim() || null;
  const known = instruments.find(({ id }) => id === wanted);
  const asked = known?.id ?? null;
  const all = [...refusals, ...(wanted !== null && !known ? [message('par-index.compare.refused.instrument', { id: wanted })] : [])];
  if (agencies.length < 2) {
    const one = agencies.length === 1 ? [message('par-index.compare.refused.one', { name: agencies[0]?.name ?? '' })] : [];
    return { agencies, instruments, asked, comparison: null, refusals: [...all, ...one] };
  }
  if (instruments.length === 0)
    return { agencies, instruments, asked, comparison: null, refusals: [...all, message('par-index.compare.refused.apart')] };
  const codes = agencies.map(({ code }) => code);
  const tables = await Promise.all((known ? [known] : instruments).map(({ id }) => liveTable(context, id, codes)));
  const comparisons = tables.flatMap((table) => (table ? [comparisonIn(table, agencies)] : []));
  const shown = ({ overall }: Comparison) => overall.scores.filter(({ share }) => share !== null).length;
  const [best = null] = comparisons.sort((a, b) => shown(b) - shown(a));
  return { agencies, instruments, asked, comparison: best, refusals: all };
}

async function agenciesAskedFor(
  context: Context,
  query: URLSearchParams,
): Promise<{ readonly agencies: readonly Agency[]; readonly refusals: readonly Message[] }> {
  const { codes, twice } = readCompared(query);
  const day = today(context.clock);
  const agencies: Agency[] = [];
  const refusals: Message[] = [];
  for (const code of codes.slice(0, mostCompared)) {
    const agency = await findAgency(context.reader, code);
    if (!agency) {
      refusals.push(message('par-index.compare.refused.unknown', { code }));
      continue;
    }
    if (ratableOn(agency, day)) agencies.push(agency);
    else refusals.push(message('par-index.compare.refused.former', { name: agency.name }));
    if (twice.includes(code)) refusals.push(message('par-index.compare.refused.twice', { name: agency.name }));
  }
  if (codes.length > mostCompared) refusals.push(message('par-index.compare.refused.many', { most: mostCompared }));
  return { agencies, refusals };
}

function comparisonIn({ rule, instrument, wave, rows }: LiveTable, agencies: readonly Agency[]): Comparison {
  const own = agencies.flatMap(({ code }) => rows.find(({ agency }) => agency.code === code) ?? []);
  const compared = (scores: readonly Published[]): ComparedScore => ({
    code: scores[0]?.code ?? '',
    title: scores[0]?.title ?? '',
    scores,
    pairs: pairsOf(own.flatMap(({ agency }, i) => (scores[i] ? [{ agency, score: scores[i] }] : []))),
  });
  return {
    rule,
    instrument,
    wave,
    agencies: own.map(({ agency }) => agency),
    overall: compared(own.map(({ overall }) => overall)),
    factors: (own[0]?.factors ?? []).map((_, at) => compared(own.flatMap(({ factors }) => factors[at] ?? []))),
  };
}
