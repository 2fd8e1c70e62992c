import { type Message, message } from '#i18n/model/message.ts';
import type { Instrument } from './instrument.ts';
import type { Mode } from './response.ts';

/** A wave (đợt khảo sát): one questionnaire, the agencies asked about, the days on which answers are taken and in which ways. */
export interface Wave {
  readonly id: string;
  readonly instrument: string;
  readonly title: string;
  /** A standing wave takes the ratings of a whole year; an official one belongs to a round. */
  readonly kind: 'standing' | 'official';
  /** First and last day in Hà Nội, `YYYY-MM-DD`. */
  readonly opens: string;
  readonly closes: string;
  readonly modes: readonly Mode[];
  /** Codes; null: every agency that the questionnaire can rate on the day. */
  readonly agencies: readonly string[] | null;
  /** Planned responses of each agency. */
  readonly minimum_n: number;
  /** Whether figures are shown while answers still come. */
  readonly display: 'live' | 'embargo';
}

/** In these ways anybody may answer at any time: what a standing wave takes. */
const standingModes: readonly Mode[] = ['online', 'qr', 'kiosk', 'ticket'];

/** The standing wave of a questionnaire in a year (`YYYY`). The planned number is that from which a value is shown at all. */
export function standingWave({ id }: Pick<Instrument, 'id'>, year: string): Wave {
  return {
    id: `${id}.${year}`,
    instrument: id,
    title: `Đánh giá thường xuyên năm ${year}`,
    kind: 'standing',
    opens: `${year}-01-01`,
    closes: `${year}-12-31`,
    modes: standingModes,
    agencies: null,
    minimum_n: 30,
    display: 'live',
  };
}

export type WaveState = 'planned' | 'open' | 'closed';

/** Whether answers are taken on a day (`YYYY-MM-DD` in Hà Nội). */
export function waveState(wave: Pick<Wave, 'opens' | 'closes'>, day: string): WaveState {
  if (day < wave.opens) return 'planned';
  return day > wave.closes ? 'closed' : 'open';
}

/** Whether figures of a wave may be shown on a day: not while an embargo holds, so that nobody steers by them. */
export function shownOn(wave: Pick<Wave, 'opens' | 'closes' | 'display'>, day: string): boolean {
  return wave.display === 'live' || waveState(wave, day) === 'closed';
}

/** Why a wave takes no answer on a day at all; null where it is open. */
export function closedMessage(wave: Pick<Wave, 'title' | 'opens' | 'closes'>, day: string): Message | null {
  switch (waveState(wave, day)) {
    case 'planned':
      return message('survey.refused.wave-planned', { wave: wave.title, day: { date: wave.opens } });
    case 'closed':
      return message('survey.refused.wave-closed', { wave: wave.title, day: { date: wave.closes } });
    case 'open':
      return null;
  }
}

/** Why a wave takes no answer about an agency in a mode on a day; null where it does. Names the field that is wrong. */
export function waveRefusal(
  wave: Wave,
  asked: { readonly day: string; readonly agency: string; readonly agencyName: string; readonly mode: Mode },
): { readonly field: 'wave' | 'agency'; readonly message: Message } | null {
  const { title } = wave;
  const closed = closedMessage(wave, asked.day);
  if (closed) return { field: 'wave', message: closed };
  if (wave.agencies !== null && !wave.agencies.includes(asked.agency)) {
    return { field: 'agency', message: message('survey.refused.wave-agency', { wave: title, agency: asked.agencyName }) };
  }
  if (!wave.modes.includes(asked.mode)) return { field: 'wave', message: message('survey.refused.wave-mode', { wave: title }) };
  return null;
}
