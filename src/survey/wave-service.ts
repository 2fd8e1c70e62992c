import type { Doer } from '#accounts/model/person.ts';
import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { today } from '#platform/clock.ts';
import type { Context, Reader } from '#platform/context.ts';
import type { Instrument } from './model/instrument.ts';
import type { Mode } from './model/response.ts';
import { standingWave, type Wave, waveState } from './model/wave.ts';
import type { SurveyShelf } from './shelf.ts';
import { findInstrument } from './store.ts';
import { findWave, insertWave, updateWave } from './wave-store.ts';

/** What pages that tell of waves are tagged with. */
export const wavesTag = 'waves';

const longestId = 60;
const longestTitle = 150;
const longestReason = 300;
const mostPlanned = 1_000_000;

/** The standing wave of a questionnaire in the year of a day (`YYYY-MM-DD`); the first who asks in a year makes it. */
export async function waveOfYear(context: Context, instrument: Instrument, day: string): Promise<Wave> {
  const wave = standingWave(instrument, day.slice(0, 4));
  const known = await findWave(context.reader, wave.id);
  if (known) return known;
  await context.writer.transaction().execute((tx) => insertWave(tx, wave));
  return wave;
}

/**
 * The wave of an order: the one named, or the standing one of a year (`YYYY`), which is not stored yet where nobody has asked in
 * it: whoever goes through with the order inserts it.
 */
export async function orderedWave(reader: Reader, instrument: Instrument, year: string, named?: string): Promise<Wave | undefined> {
  if (named !== undefined) return findWave(reader, named);
  const wave = standingWave(instrument, year);
  return (await findWave(reader, wave.id)) ?? wave;
}

/** What of a wave may be wrong. */
export type WaveField = 'id' | 'instrument' | 'title' | 'opens' | 'closes' | 'modes' | 'agencies' | 'minimum_n' | 'reason';

export type WaveOutcome =
  | { readonly kind: 'done'; readonly wave: Wave }
  | { readonly kind: 'refused'; readonly field?: WaveField; readonly message: Message };

const refused = (field: WaveField, key: MessageKey, values?: MessageValues): WaveOutcome => ({
  kind: 'refused',
  field,
  message: message(key, values),
});

/** What changing waves needs besides the house: what is held of them in memory. */
type WaveContext = Context & { readonly shelf: SurveyShelf };

/** An official wave as staff order it. */
export interface WaveOrder extends Pick<Wave, 'id' | 'instrument' | 'title' | 'opens' | 'closes' | 'minimum_n' | 'display'> {
  readonly modes: readonly Mode[];
  /** Codes of the agencies asked about; empty: all that the questionnaire can rate on the first day. */
  readonly agencies: readonly string[];
}

/** Opens an official wave. Its agencies are fixed with it: those that can be rated on its first day. */
export async function openWave(context: WaveContext, order: WaveOrder, by: Doer): Promise<WaveOutcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<WaveOutcome> => {
    const denied = by.permit('wave.create');
    if (denied) return { kind: 'refused', message: denied };
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(order.id) || order.id.length > longestId) return refused('id', 'survey.wave.refused.id');
    if (await findWave(tx, order.id)) return refused('id', 'survey.wave.refused.taken', { id: order.id });
    const instrument = await findInstrument(tx, order.instrument);
    if (!instrument) return refused('instrument', 'survey.refused.instrument', { id: order.instrument });
    const wrong = titleRefusal(order.title) ?? daysRefusal(order, today(context.clock));
    if (wrong) return wrong;
    if (order.modes.length === 0) return refused('modes', 'survey.wave.refused.modes');
    if (!Number.isInteger(order.minimum_n) || order.minimum_n < 1 || order.minimum_n > mostPlanned) {
      return refused('minimum_n', 'survey.wave.refused.minimum', { most: mostPlanned });
    }
    const ratable = (await allAgencies(tx)).filter((agency) => {
      const audience = ratedAs(agency.kind);
      return ratableOn(agency, order.opens) && audience !== null && instrument.applies_to.includes(audience);
    });
    const known = new Set(ratable.map(({ code }) => code));
    const stranger = order.agencies.find((code) => !known.has(code));
    if (stranger !== undefined) {
      return refused('agencies', 'survey.wave.refused.agency', { agency: stranger, day: { date: order.opens } });
    }
    const agencies = order.agencies.length > 0 ? [...order.agencies] : [...known];
    const wave: Wave = { ...order, title: titleOf(order.title), kind: 'official', agencies };
    await insertWave(tx, wave);
    await writeAudit(tx, context, { person: by, act: 'wave.create', object: wave.id, after: { ...wave, agencies: agencies.length } });
    await recordChanges(tx, [wavesTag]);
    return { kind: 'done', wave };
  });
  if (outcome.kind === 'done') context.shelf.drop();
  return outcome;
}

export interface WaveChange {
  readonly id: string;
  /** After today, or as it is: ending a wave is an act of its own (`closeWave`). */
  readonly closes: string;
  /** Left as it is where none is named. */
  readonly title?: string;
  readonly reason: string;
  /** As the person saw it, where they saw it: what somebody else changed meanwhile is not overwritten. */
  readonly seen?: Pick<Wave, 'title' | 'closes'>;
}

/**
 * Changes title and last day of an official wave that is not over, with a reason. Nothing else of a wave changes: whom it
 * asks, in which ways, and when figures are shown is what people answered under.
 */
export async function changeWave(context: WaveContext, order: WaveChange, by: Doer): Promise<WaveOutcome> {
  return change(context, order, by, 'wave.change', (wave, day) => {
    if (order.seen && (order.seen.title !== wave.title || order.seen.closes !== wave.closes)) {
      return refused('closes', 'survey.wave.refused.changed', { wave: wave.title, day: { date: wave.closes } });
    }
    const { title = wave.title, closes } = order;
    const wrong = titleRefusal(title) ?? daysRefusal({ opens: wave.opens, closes }, day);
    if (wrong) return wrong;
    // That wants a password given a moment ago, and says before what it does.
    if (closes === day && closes !== wave.closes) return refused('closes', 'survey.wave.refused.ends-today', { wave: wave.title });
    return { title: titleOf(title), closes };
  });
}

/** Ends an official wave: today becomes its last day. After midnight nothing opens it again. */
export async function closeWave(
  context: WaveContext,
  order: { readonly id: string; readonly reason: string },
  by: Doer,
): Promise<WaveOutcome> {
  return change(context, order, by, 'wave.close', ({ title, closes }, day) =>
    closes === day ? refused('closes', 'survey.wave.refused.last-day', { wave: title }) : { title, closes: day },
  );
}

async function change(
  context: WaveContext,
  { id, reason }: { readonly id: string; readonly reason: string },
  by: Doer,
  act: 'wave.change' | 'wave.close',
  make: (wave: Wave, day: string) => WaveOutcome | Pick<Wave, 'title' | 'closes'>,
): Promise<WaveOutcome> {
  const day = today(context.clock);
  const outcome = await context.writer.transaction().execute(async (tx): Promise<WaveOutcome> => {
    const wave = await findWave(tx, id);
    if (!wave) return refused('id', 'survey.wave.refused.unknown', { wave: id });
    if (wave.kind === 'standing') return refused('closes', 'survey.wave.refused.standing');
    const state = waveState(wave, day);
    if (state === 'closed') return refused('closes', 'survey.wave.refused.closed', { wave: wave.title, day: { date: wave.closes } });
    const denied = by.permit(act, { state });
    if (denied) return { kind: 'refused', message: denied };
    const set = make(wave, day);
    if ('kind' in set) return set;
    if (reason.trim() === '' || reason.length > longestReason) {
      return refused('reason', 'survey.wave.refused.reason', { longest: longestReason });
    }
    await updateWave(tx, id, set);
    const before = { title: wave.title, closes: wave.closes };
    const detail = { reason: reason.normalize('NFC').trim() };
    await writeAudit(tx, context, { person: by, act, object: id, detail, before, after: set });
    await recordChanges(tx, [wavesTag]);
    return { kind: 'done', wave: { ...wave, ...set } };
  });
  if (outcome.kind === 'done') context.shelf.drop();
  return outcome;
}

const titleOf = (typed: string) => typed.normalize('NFC').trim();

function titleRefusal(title: string): WaveOutcome | null {
  const { length } = titleOf(title);
  return length === 0 || length > longestTitle ? refused('title', 'survey.wave.refused.title', { longest: longestTitle }) : null;
}

function daysRefusal({ opens, closes }: Pick<Wave, 'opens' | 'closes'>, day: string): WaveOutcome | null {
  if (!isDay(opens)) return refused('opens', 'survey.wave.refused.days');
  if (!isDay(closes) || closes < opens) return refused('closes', 'survey.wave.refused.days');
  return closes < day ? refused('closes', 'survey.wave.refused.past', { day: { date: closes } }) : null;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
