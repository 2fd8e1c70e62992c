import type { Translator } from '#i18n/translator.ts';
import { formAddress } from './model/form-address.ts';
import type { TicketsOutcome } from './ticket-service.ts';
import { ticketSheets } from './ticket-sheet.ts';

export type MadeTickets = Extract<TicketsOutcome, { readonly kind: 'made' }>;

/** Tickets as a CSV file: each code with the address that it opens. */
export function ticketCsv(siteUrl: string, { batch, wave, codes }: MadeTickets): string {
  const link = { instrument: wave.instrument, agency: batch.agency, procedure: batch.procedure };
  const lines = codes.map(
    (ticket) => `${ticket},${siteUrl}${formAddress({ ...link, ticket, ...(wave.kind === 'official' && { wave: wave.id }) })}`,
  );
  return `${['code,address', ...lines].join('\n')}\n`;
}

/** Tickets as A4 sheets to print and cut: one HTML file. */
export function ticketPrint(t: Translator, siteUrl: string, agency: string, { batch, wave, codes }: MadeTickets): Iterable<string> {
  return ticketSheets(t, { siteUrl, agency, wave: wave.title, closes: wave.closes, batch: batch.id }, codes);
}
