import type { APIRoute } from 'astro';
import { ratableOn } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { today } from '#platform/clock.ts';
import { formAddress, shortestFor } from '#survey/model/form-address.ts';
import { findPoint } from '#survey/point-store.ts';
import { allInstruments } from '#survey/store.ts';

/** The short address on posters: leads to the form of a collection point, or about an agency. Never kept, for it may change. */
export const GET: APIRoute = async ({ locals, params, redirect, rewrite }) => {
  const { app, t } = locals;
  const code = (params.code ?? '').toUpperCase();
  const point = await findPoint(app.reader, code);
  const agency = await findAgency(app.reader, point?.agency ?? code);
  const instrument = agency && ratableOn(agency, today(app.clock)) && shortestFor(await allInstruments(app.reader), agency.kind);
  if (!agency || !instrument) return rewrite('/404');
  const link = { instrument: instrument.id, agency: agency.code };
  const chosen = point ? { ...link, procedure: point.procedure, point: point.code, kiosk: point.mode === 'kiosk' } : link;
  return redirect(t.href(formAddress(chosen)), 302);
};
