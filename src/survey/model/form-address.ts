import { type AgencyKind, ratedAs } from '#agencies/model/agency.ts';
import type { Instrument } from './instrument.ts';

/** What a link to the form has chosen beforehand. */
export interface FormLink {
  readonly instrument: string;
  readonly agency: string;
  readonly procedure?: string | null;
  /** An official wave; the standing one of the year needs no name. */
  readonly wave?: string;
  readonly ticket?: string;
  /** Code of a collection point. */
  readonly point?: string;
  readonly kiosk?: boolean;
}

/** The path of the form with all that a link says, e.g. `/khao-sat/HN-WARD-9-2026?co-quan=00004&diem=AB12-CD34`. */
export function formAddress({ instrument, agency, procedure, wave, ticket, point, kiosk = false }: FormLink): string {
  const query = new URLSearchParams({
    'co-quan': agency,
    ...(procedure && { 'thu-tuc': procedure }),
    ...(wave !== undefined && { dot: wave }),
    ...(ticket !== undefined && { ma: ticket }),
    ...(point !== undefined && { diem: point }),
  });
  return `/khao-sat/${instrument}?${query}${kiosk ? '&kiosk' : ''}`;
}

/**
 * The short path that paper carries, of a ticket's code, a collection point's or an agency's: it leads to the form that is
 * right on the day, so that a poster outlives the questionnaire of its year; it can be typed, and its QR code is coarse.
 */
export function shortAddress(code: string): string {
  return `/ks/${code}`;
}

/** The first questionnaire, given shortest first, that can rate agencies of a kind and that no newer one replaces; undefined where none can. */
export function shortestFor(instruments: readonly Instrument[], kind: AgencyKind): Instrument | undefined {
  const audience = ratedAs(kind);
  const replaced = new Set(instruments.map(({ replaces }) => replaces));
  return instruments.find(({ id, applies_to }) => audience !== null && applies_to.includes(audience) && !replaced.has(id));
}
