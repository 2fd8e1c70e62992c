import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import type { Instrument } from './model/instrument.ts';
import type { Mode } from './model/response.ts';
import { standingWave, type Wave, waveState } from './model/wave.ts';
import type { SurveyShelf } from './shelf.ts';
import { findInstrument } from './store.ts';
import { findWave, insertWave, setClosing } from './wave-store.ts';

/** What pages that tell of waves are tagged with. */
export const wavesTag = 'waves';

/** The standing wave of a questionnaire in the year of a day (`YYYY-MM-DD`); the first who asks in a year makes it. */
export async function waveOfYear(context: Context, instrument: Instrument, day: string): Promise<Wave> {
  const wave = standingWave(instrument, day.slice(0, 4));
  const known = await findWave(context.reader, wave.id);
  if (known) return known;
  await context.writer.transaction().execute((tx) => insertWave(tx, wave));
  return wave;
}

export type WaveOutcome = { readonly kind: 'done'; readonly wave: Wave } | { readonly kind: 'refused'; readonly message: Message };

const refused = (key: MessageKey, values?: MessageValues): WaveOutcome => ({ kind: 'refused', message: message(key, values) });

/** What changing waves needs besides the house: what is held of them in memory. */
type WaveContext = Context & { readonly shelf: SurveyShelf };

/** An official wave as staff order it. */
export interface WaveOrder extends Pick<Wave, 'id' | 'instrument' | 'title' | 'opens' | 'closes' | 'minimum_n' | 'display'> {
  readonly modes: readonly Mode[];
  /** Codes of the agencies asked about; empty: all that the questionnaire can rate on the first day. */
  readonly agencies: readonly string[];
}

/** Opens an official wave. Its agencies are fixed with it: those that can be rated on its first day. */
export async function openWave(context: WaveContext, order: WaveOrder, person: string): Promise<WaveOutcome> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(order.id)) return refused('survey.wave.refused.id');
  if (await findWave(context.reader, order.id)) return refused('survey.wave.refused.taken', { id: order.id });
  const instrument = await findInstrument(context.reader, order.instrument);
  if (!instrument) return refused('survey.refused.instrument', { id: order.instrument });
  const days = [order.opens, order.closes];
  if (days.some((day) => !isDay(day)) || order.closes < order.opens) return refused('survey.wave.refused.days');
  if (order.closes < today(context.clock)) return refused('survey.wave.refused.past', { day: { date: order.closes } });
  if (order.modes.length === 0) return refused('survey.wave.refused.modes');
  const ratable = (await allAgencies(context.reader)).filter((agency) => {
    const audience = ratedAs(agency.kind);
    return ratableOn(agency, order.opens) && audience !== null && instrument.applies_to.includes(audience);
  });
  const known = new Set(ratable.map(({ code }) => code));
  const stranger = order.agencies.find((code) => !known.has(code));
  if (stranger !== undefined) return refused('survey.wave.refused.agency', { agency: stranger, day: { date: order.opens } });
  const agencies = order.agencies.length > 0 ? [...order.agencies] : [...known];
  const wave: Wave = { ...order, kind: 'official', agencies };
  await context.writer.transaction().execute(async (tx) => {
    await insertWave(tx, wave);
    await writeAudit(tx, context, { person, act: 'wave.open', object: order.id, detail: { ...order, agencies: agencies.length } });
    await recordChanges(tx, [wavesTag]);
  });
  context.shelf.drop();
  return { kind: 'done', wave };
}

/** Moves the last day of an official wave that is not over, with a reason: to today at the earliest. */
export async function moveClosing(
  context: WaveContext,
  order: { readonly id: string; readonly closes: string; readonly reason: string },
  person: string,
): Promise<WaveOutcome> {
  const wave = await findWave(context.reader, order.id);
  const day = today(context.clock);
  if (!wave) return refused('survey.refused.wave');
  if (wave.kind === 'standing') return refused('survey.wave.refused.standing');
  if (waveState(wave, day) === 'closed') return refused('survey.wave.refused.closed', { wave: wave.title, day: { date: wave.closes } });
  if (!isDay(order.closes) || order.closes < day || order.closes < wave.opens) return refused('survey.wave.refused.days');
  if (order.reason.trim() === '') return refused('survey.wave.refused.reason');
  await context.writer.transaction().execute(async (tx) => {
    await setClosing(tx, order.id, order.closes);
    const detail = { from: wave.closes, to: order.closes, reason: order.reason };
    await writeAudit(tx, context, { person, act: 'wave.closing', object: order.id, detail });
    await recordChanges(tx, [wavesTag]);
  });
  context.shelf.drop();
  return { kind: 'done', wave: { ...wave, closes: order.closes } };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
