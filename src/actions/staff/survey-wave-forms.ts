import type { Doer } from '#accounts/model/person.ts';
import { message } from '#i18n/model/message.ts';
import type { App } from '#platform/app.ts';
import { type Mode, modes } from '#survey/model/response.ts';
import { changeWave, closeWave, openWave, type WaveOutcome } from '#survey/wave-service.ts';
import { readFields } from './read-fields.ts';
import { oneOf, wholeNumber } from './typed.ts';

/** What was typed of a new wave, for the form to show again. */
export interface TypedWave {
  readonly id: string;
  readonly instrument: string;
  readonly title: string;
  readonly opens: string;
  readonly closes: string;
  readonly modes: readonly Mode[];
  /** Whether only the agencies that are ticked are asked about. */
  readonly some: boolean;
  readonly agencies: readonly string[];
  readonly minimum_n: string;
  readonly display: 'live' | 'embargo';
}

/** The form of a new wave. */
export async function openWaveForm(app: App, by: Doer, request: Request): Promise<{ outcome: WaveOutcome; typed: TypedWave | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: { kind: 'refused', message: message('accounts.input.unread') }, typed: null };
  const typed: TypedWave = {
    ...{ id: form.text('id').trim(), instrument: form.text('instrument'), title: form.text('title') },
    ...{ opens: form.text('opens'), closes: form.text('closes') },
    modes: form.all('modes').flatMap((mode) => oneOf(mode, modes) ?? []),
    some: form.text('scope') === 'some',
    agencies: [...new Set(form.all('agencies'))],
    minimum_n: form.text('minimum_n'),
    // Whoever chooses nothing shows nothing early.
    display: form.text('display') === 'live' ? 'live' : 'embargo',
  };
  const { some, ...order } = typed;
  if (some && order.agencies.length === 0) {
    return { outcome: { kind: 'refused', field: 'agencies', message: message('survey.wave.refused.no-agencies') }, typed };
  }
  const agencies = some ? order.agencies : [];
  return { outcome: await openWave(app, { ...order, agencies, minimum_n: wholeNumber(typed.minimum_n) }, by), typed };
}

export interface TypedWaveChange {
  readonly title: string;
  readonly closes: string;
  readonly reason: string;
}

/** The form that changes a wave. */
export async function changeWaveForm(
  app: App,
  by: Doer,
  id: string,
  request: Request,
): Promise<{ outcome: WaveOutcome; typed: TypedWaveChange | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: { kind: 'refused', message: message('accounts.input.unread') }, typed: null };
  const typed = { title: form.text('title'), closes: form.text('closes'), reason: form.text('reason') };
  const seen = { title: form.text('seen_title'), closes: form.text('seen_closes') };
  return { outcome: await changeWave(app, { id, ...typed, seen }, by), typed };
}

/** The form that ends a wave. */
export async function closeWaveForm(app: App, by: Doer, id: string, request: Request): Promise<{ outcome: WaveOutcome; reason: string }> {
  const reason = (await readFields(request))?.text('reason') ?? '';
  return { outcome: await closeWave(app, { id, reason }, by), reason };
}
