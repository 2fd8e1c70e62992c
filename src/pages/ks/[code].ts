import type { APIRoute } from 'astro';
import { ratableOn } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { today } from '#platform/clock.ts';
import { keyedHash } from '#platform/secret.ts';
import { formAddress, shortestFor } from '#survey/model/form-address.ts';
import { normaliseCode } from '#survey/model/receipt.ts';
import { waveState } from '#survey/model/wave.ts';
import { findPoint } from '#survey/point-store.ts';
import { allInstruments } from '#survey/store.ts';
import { batchOfTicket } from '#survey/ticket-store.ts';
import { findWave } from '#survey/wave-store.ts';

/** The short address on paper: leads to the form of a ticket, of a collection point, or about an agency. Never kept, for it may change. */
export const GET: APIRoute = async ({ locals, params, redirect, rewrite }) => {
  const { app, t } = locals;
  const code = (params.code ?? '').toUpperCase();
  const ticket = normaliseCode(code);
  const batch = ticket === null ? undefined : await batchOfTicket(app.reader, keyedHash(app.secret, ticket));
  const wave = batch && (await findWave(app.reader, batch.wave));
  if (batch && wave && ticket !== null) {
    const { agency, procedure } = batch;
    // Named, a wave that is not open says so before anybody fills in the form.
    const named = wave.kind === 'official' || waveState(wave, today(app.clock)) !== 'open' ? { wave: wave.id } : {};
    return redirect(t.href(formAddress({ instrument: wave.instrument, agency, procedure, ticket, ...named })), 302);
  }
  const point = await findPoint(app.reader, code);
  const agency = await findAgency(app.reader, point?.agency ?? code);
  const instrument = agency && ratableOn(agency, today(app.clock)) && shortestFor(await allInstruments(app.reader), agency.kind);
  if (!agency || !instrument) return rewrite('/404');
  const link = { instrument: instrument.id, agency: agency.code };
  const chosen = point ? { ...link, procedure: point.procedure, point: point.code, kiosk: point.mode === 'kiosk' } : link;
  return redirect(t.href(formAddress(chosen)), 302);
};
