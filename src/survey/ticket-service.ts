import { randomBytes } from 'node:crypto';
import type { Doer } from '#accounts/model/person.ts';
import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import { keyedHash } from '#platform/secret.ts';
import { findProcedure } from '#procedures/store.ts';
import { codeOf } from './model/receipt.ts';
import type { DossierOutcome, Mode } from './model/response.ts';
import { type Wave, waveState } from './model/wave.ts';
import type { SurveyContext } from './service.ts';
import { findInstrument } from './store.ts';
import { insertBatch, type TicketBatch } from './ticket-store.ts';
import { orderedWave } from './wave-service.ts';
import { insertWave } from './wave-store.ts';

/** A response bears the procedure and the outcome of its ticket: of fewer, one would tell whose it is. */
const fewestNarrow = 10;

/** Tickets of one batch: its transaction keeps the survey's answers waiting. */
const mostTickets = 100_000;

/** What answers with a ticket may count as. */
export const ticketModes = ['ticket', 'interviewer', 'paper', 'household'] as const satisfies readonly Mode[];
export type TicketMode = (typeof ticketModes)[number];

export interface TicketOrder {
  readonly instrument: string;
  /** The standing wave of this year, where none is named. */
  readonly wave?: string;
  readonly agency: string;
  readonly procedure?: string;
  /** `YYYY-MM` in which the dossiers ended, and how they did. */
  readonly month?: string;
  readonly outcome?: DossierOutcome;
  /** What the answers count as; `ticket` unless interviewers or staff carry the tickets. */
  readonly mode?: TicketMode;
  readonly count: number;
}

export type TicketsOutcome =
  | { readonly kind: 'made'; readonly batch: TicketBatch; readonly wave: Wave; readonly codes: readonly string[] }
  | { readonly kind: 'refused'; readonly field?: keyof TicketOrder; readonly message: Message };

const refused = (field: keyof TicketOrder, key: MessageKey, values?: MessageValues): TicketsOutcome => ({
  kind: 'refused',
  field,
  message: message(key, values),
});

/** Makes single-use tickets for one wave and agency. The codes exist only in this answer; the database keeps keyed hashes. */
export async function makeTickets(context: SurveyContext, order: TicketOrder, by: Doer): Promise<TicketsOutcome> {
  const day = today(context.clock);
  if (!Number.isInteger(order.count) || order.count < 1 || order.count > mostTickets) {
    return refused('count', 'survey.tickets.refused.count', { least: 1, most: mostTickets });
  }
  return context.writer.transaction().execute(async (tx): Promise<TicketsOutcome> => {
    const instrument = await findInstrument(tx, order.instrument);
    if (!instrument) return refused('instrument', 'survey.refused.instrument', { id: order.instrument });
    const wave = await orderedWave(tx, instrument, day.slice(0, 4), order.wave);
    if (wave?.instrument !== instrument.id) return refused('wave', 'survey.refused.wave');
    const state = waveState(wave, day);
    if (state === 'closed') return refused('wave', 'survey.refused.wave-closed', { wave: wave.title, day: { date: wave.closes } });
    const denied = by.permit('ticket.issue', { state });
    if (denied) return { kind: 'refused', message: denied };
    const agency = await findAgency(tx, order.agency);
    const audience = agency && ratableOn(agency, day > wave.opens ? day : wave.opens) ? ratedAs(agency.kind) : null;
    if (!agency || !audience || !instrument.applies_to.includes(audience) || wave.agencies?.includes(agency.code) === false) {
      return refused('agency', 'survey.tickets.refused.agency', { agency: order.agency, wave: wave.title });
    }
    const mode = order.mode ?? 'ticket';
    if (!wave.modes.includes(mode)) return refused('mode', 'survey.tickets.refused.mode', { wave: wave.title });
    if (order.procedure !== undefined && !(await findProcedure(tx, order.procedure))) {
      return refused('procedure', 'survey.refused.procedure', { code: order.procedure });
    }
    if (order.month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(order.month)) return refused('month', 'survey.tickets.refused.month');
    const narrow = order.procedure !== undefined || order.outcome !== undefined;
    if (narrow && order.count < fewestNarrow) return refused('count', 'survey.tickets.refused.few', { least: fewestNarrow });
    const codes = Array.from({ length: order.count }, () => codeOf(randomBytes(10)));
    const batch: TicketBatch = {
      id: `${day}-${randomBytes(3).toString('hex')}`,
      wave: wave.id,
      agency: agency.code,
      procedure: order.procedure ?? null,
      month: order.month ?? null,
      outcome: order.outcome ?? null,
      mode,
      issued: order.count,
      made_on: day,
      person: by.name,
    };
    if (order.wave === undefined) await insertWave(tx, wave);
    await insertBatch(
      tx,
      batch,
      codes.map((code) => keyedHash(context.secret, code)),
    );
    const { person: _, ...after } = batch;
    await writeAudit(tx, context, { person: by, act: 'ticket.issue', object: batch.id, after });
    return { kind: 'made', batch, wave, codes };
  });
}
