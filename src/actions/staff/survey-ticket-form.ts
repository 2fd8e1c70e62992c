import type { Doer } from '#accounts/model/person.ts';
import { findAgency } from '#agencies/store.ts';
import { message } from '#i18n/model/message.ts';
import type { Translator } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import type { Download } from '#platform/http/send.ts';
import { outcomes } from '#survey/model/response.ts';
import type { Wave } from '#survey/model/wave.ts';
import { ticketCsv, ticketPrint } from '#survey/ticket-file.ts';
import { makeTickets, type TicketsOutcome, ticketModes } from '#survey/ticket-service.ts';
import { fewestTold } from '#survey/ticket-store.ts';
import { readFields } from './read-fields.ts';
import { oneOf, wholeNumber } from './typed.ts';

/** Codes that a page makes at once: a sheet of 21 QR codes costs 20 ms of the process that answers people. */
export const mostTicketsOnPage = 2000;

/** What was typed of an order of tickets, for the form to show again. */
export interface TypedTickets {
  readonly agency: string;
  readonly count: string;
  readonly mode: string;
  readonly procedure: string;
  readonly month: string;
  readonly outcome: string;
  readonly file: 'print' | 'csv';
}

export type TicketFormOutcome =
  | { readonly kind: 'made'; readonly download: Download }
  | Extract<TicketsOutcome, { readonly kind: 'refused' }>;

/** The form that issues tickets. Their codes stand in the file that it gives, this once, and nowhere else. */
export async function ticketForm(
  app: App,
  t: Translator,
  by: Doer,
  wave: Wave,
  request: Request,
): Promise<{ readonly outcome: TicketFormOutcome; readonly typed: TypedTickets | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: { kind: 'refused', message: message('accounts.input.unread') }, typed: null };
  const typed: TypedTickets = {
    ...{ agency: form.text('agency'), count: form.text('count'), mode: form.text('mode') },
    ...{ procedure: form.text('procedure').trim(), month: form.text('month').trim(), outcome: form.text('outcome') },
    file: form.text('file') === 'csv' ? 'csv' : 'print',
  };
  const count = wholeNumber(typed.count);
  if (!(count >= 1 && count <= mostTicketsOnPage)) {
    return {
      outcome: {
        kind: 'refused',
        field: 'count',
        message: message('survey.tickets.refused.count', { least: fewestTold, most: mostTicketsOnPage }),
      },
      typed,
    };
  }
  // Whoever issues one ticket for an agency could see in the counts of the wave when it is used.
  if (count < fewestTold) {
    return {
      outcome: { kind: 'refused', field: 'count', message: message('survey.tickets.refused.watched', { least: fewestTold }) },
      typed,
    };
  }
  const mode = oneOf(typed.mode, ticketModes);
  const outcome = oneOf(typed.outcome, outcomes);
  const made = await makeTickets(
    app,
    {
      ...{ instrument: wave.instrument, wave: wave.id, agency: typed.agency, count },
      ...(mode !== undefined && { mode }),
      ...(typed.procedure !== '' && { procedure: typed.procedure }),
      ...(typed.month !== '' && { month: typed.month }),
      ...(outcome !== undefined && { outcome }),
    },
    by,
  );
  if (made.kind === 'refused') return { outcome: made, typed };
  const { siteUrl } = app.config;
  const agency = (await findAgency(app.reader, made.batch.agency))?.name ?? made.batch.agency;
  const name = `ma-moi-${made.batch.id}`;
  const download: Download =
    typed.file === 'csv'
      ? { name: `${name}.csv`, type: 'text/csv; charset=utf-8', parts: [ticketCsv(siteUrl, made)] }
      : { name: `${name}.html`, type: 'text/html; charset=utf-8', parts: ticketPrint(t, siteUrl, agency, made) };
  return { outcome: { kind: 'made', download }, typed };
}
